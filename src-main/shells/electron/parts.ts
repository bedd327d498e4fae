/** Electron as it is given to the modules here: each names the parts that it uses, and can be tried without the rest. */
import type * as electron from 'electron'

export type Electron<Part extends keyof typeof electron> = Pick<typeof electron, Part>
