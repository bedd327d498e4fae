/** Preferences of the person at the desk. */
import { derivativesIn } from '../catalogue/open.ts'
import type { Service } from './context.ts'

export const settings: Service<'settings'> = {
  get: (context) => context.settings.read(),
  set(context, change) {
    const defined = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
    const changed = { ...context.settings.read(), ...defined }
    const before = context.settings.read().derivatives
    context.settings.write(changed)
    const open = context.current()
    // Nobody waits for it, and what cannot be removed now is removed another time.
    if (open && changed.derivatives < before)
      context.tiles
        .bound(derivativesIn(open))
        .catch((error: unknown) => context.log.defect('derivatives', error))
    return changed
  },
}
