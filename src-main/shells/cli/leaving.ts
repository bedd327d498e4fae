/** What is not released leaves a catalogue in which something is under review: with a reason, and written into the audit. */
import { isRefusal } from '../../shared/contract/errors.ts'
import type { CliCore } from './run.ts'

/** Does something for which a catalogue is only read; where the audit has to tell of it, the catalogue is opened to be written. */
export async function leaving<T>(
  core: CliCore,
  path: string,
  reason: string | undefined,
  act: (reason: string) => Promise<T>,
): Promise<T> {
  try {
    return await act(reason ?? '')
  } catch (error) {
    if (!isRefusal(error) || error.code !== 'readOnly') throw error
    await core.openCatalogue(path, 'write')
    return act(reason ?? '')
  }
}
