/** The name of a field that is known by its code only, as in findings and search hits. */
import type { Messages } from '../../src-main/shared/i18n/index.ts'

export function fieldName(m: Messages, code: string): string {
  const names: Readonly<Record<string, string>> = {
    ...m.fields,
    ...m.textKinds,
    ...m.desk.history.parts,
    creator: m.agentRoles.creator,
  }
  return names[code] ?? code
}
