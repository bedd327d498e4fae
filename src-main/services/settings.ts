/** Preferences of the person at the desk. */
import type { Service } from './context.ts'

export const settings: Service<'settings'> = {
  get: (context) => context.settings.read(),
  set(context, change) {
    const defined = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
    const changed = { ...context.settings.read(), ...defined }
    context.settings.write(changed)
    return changed
  },
}
