/**
 * A description without the fields that are withheld from it. Of a text its public alternate stands there, or the marker;
 * of everything else nothing, so that neither order nor number says what was there.
 */
import type { Agent, DescriptionFields } from '../../contract/description.ts'
import { TEXT_FIELD_NAMES } from '../field.ts'
import { markerOf } from './marker.ts'
import type { Withheld } from './marker.ts'

export interface WithheldField extends Withheld {
  readonly of: 'description' | 'authority'
  /** Of the description or the authority. */
  readonly id: number
  readonly field: string
  /** Which of its values; null: all of them. */
  readonly index: number | null
  readonly alternate: string | null
}

type Fields = Omit<DescriptionFields, 'assignee'>
const TEXTS: ReadonlySet<string> = new Set(TEXT_FIELD_NAMES)

/** @throws Error for a field that cannot be withheld: then nothing of the description may leave. */
export function withoutWithheld<Of extends Fields>(description: Of, withheld: readonly WithheldField[]): Of {
  const left: Record<string, unknown> = { ...description }
  const ofDescription = withheld.filter(({ of }) => of === 'description')
  for (const field of new Set(ofDescription.map(({ field }) => field))) {
    const marks = ofDescription.filter((mark) => mark.field === field)
    const whole = marks.find(({ index }) => index === null)
    const value = left[field]
    if (!Array.isArray(value)) left[field] = scalar(field, marks[0]?.alternate ?? null)
    else if (whole) left[field] = TEXTS.has(field) ? [inPlaceOf(whole)] : []
    else
      left[field] = value.flatMap((one: unknown, index) => {
        const mark = marks.find((other) => other.index === index)
        if (!mark) return [one]
        if (TEXTS.has(field)) return [inPlaceOf(mark)]
        return field === 'agents' ? named(one as Agent, mark.alternate) : []
      })
  }
  const names = new Map(withheld.flatMap((one) => (one.of === 'authority' ? [[one.id, one]] : [])))
  if (names.size > 0 && Array.isArray(left['agents']))
    left['agents'] = (left['agents'] as Agent[]).flatMap((agent) => {
      const mark = names.get(agent.authorityId ?? 0)
      return mark ? named(agent, mark.alternate) : [agent]
    })
  return left as Of
}

const plain = { language: null, script: null, type: null, code: null }

const inPlaceOf = (mark: WithheldField) => ({ ...plain, value: mark.alternate ?? markerOf(mark) })

const named = (agent: Agent, alternate: string | null): Agent[] =>
  alternate === null ? [] : [{ ...agent, authorityId: null, name: alternate, language: null, script: null }]

function scalar(field: string, alternate: string | null): string | null {
  if (field === 'referenceCode' || field === 'otherLevel') return alternate
  throw new Error(`${field} cannot be withheld`)
}
