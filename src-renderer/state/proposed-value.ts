/** What taking a proposal would add, in a line. */
import { z } from 'zod'
import type { Proposal } from '../../src-main/shared/contract/proposal.ts'
import type { Messages } from '../../src-main/shared/i18n/index.ts'

const text = z.string().nullish()
const Any = z.object({
  value: text,
  expression: text,
  edtf: text,
  timeOfDay: text,
  place: text,
  kind: text,
  name: text,
  role: text,
  type: text,
  code: text,
  language: text,
  target: text,
  part: text,
  quantity: text,
  unit: text,
})

export function proposedValue(m: Messages, { value }: Pick<Proposal, 'value'>): string {
  if (value === null) return ''
  let parsed: unknown
  try {
    parsed = JSON.parse(value)
  } catch {
    return value
  }
  if (typeof parsed === 'string') return parsed
  const known = Any.safeParse(parsed)
  if (!known.success) return value
  const one = known.data
  const named = (names: Readonly<Record<string, string>>, code: string | null | undefined) =>
    code == null ? null : (names[code] ?? code)
  return [
    one.name ?? one.value ?? one.expression ?? one.target ?? one.quantity,
    one.unit,
    one.edtf,
    one.timeOfDay,
    one.place,
    named(m.dateKinds, one.kind),
    named(m.agentRoles, one.role),
    one.part,
    one.code,
    one.language,
  ]
    .filter((part) => part != null && part !== '')
    .join(' · ')
}
