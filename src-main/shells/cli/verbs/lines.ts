/** A record as lines for people: what it is called in their language, and what it says. */
import type { Description } from '../../../shared/contract/description.ts'
import { TEXT_FIELD_NAMES } from '../../../shared/domain/field.ts'
import { instanceText } from '../../../shared/domain/container.ts'
import { latestDay, openingOf } from '../../../shared/domain/restriction.ts'
import type { Io } from '../io.ts'

export function* lines({ m }: Io, description: Description): Generator<string> {
  const line = (label: string, value: string | null) => `${label}: ${value ?? ''}`
  yield line(m.fields.referenceCode, description.referenceCode)
  yield line(m.fields.level, m.levels[description.level])
  yield line(m.fields.status, m.statuses[description.status])
  for (const { type, value } of description.identifiers)
    yield line(`${m.fields.identifiers} (${type})`, value)
  for (const { kind, expression, edtf } of description.dates) {
    yield line(m.dateKinds[kind], edtf === null ? expression : `${expression} (${edtf})`)
  }
  for (const { quantity, unit } of description.extents) yield line(m.fields.extents, `${quantity} ${unit}`)
  for (const { name, role } of description.agents) yield line(m.agentRoles[role], name)
  for (const { language, script } of description.languages)
    yield line(m.fields.languages, [language, script].join(' '))
  for (const field of TEXT_FIELD_NAMES) {
    for (const { value, language } of description[field]) {
      yield line(language === null ? m.fields[field] : `${m.fields[field]} (${language})`, value)
    }
  }
  for (const { type, value } of description.accessPoints) yield line(m.accessPointTypes[type], value)
  for (const { type, target, part } of description.relations) {
    yield line(m.relationTypes[type], [target, part].filter((word) => word !== null).join(' '))
  }
  for (const instance of description.containers)
    yield line(
      m.fields.containers,
      instanceText(instance, (type) => m.containerTypes[type] ?? type),
    )
  for (const one of description.restrictions) {
    const opening = openingOf(one, latestDay(description.dates))
    const opens = opening.kind === 'on' ? m.restriction.openFrom(opening.day) : one.event
    const terms = [m.restrictionTypes[one.type], one.basis, opens].filter((part) => part !== null)
    yield line(m.fields.restrictions, terms.join('; '))
  }
}
