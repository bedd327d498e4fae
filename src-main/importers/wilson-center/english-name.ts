/** What an English name is the name of, by its own words. */
import type { AgentType } from '../../shared/domain/field.ts'

const BODY =
  /\b(?:Ministry|Department|Embassy|Consulate|Committee|Commission|Bureau|Division|Office|Library|Archives?|Institute|Museum|University|Cent(?:er|re)|Foundation|Project|Association|Society|Company|Agency|Government)\b/
const OFFICE =
  /^(?:[A-Z][a-z]+ )*(?:Minister|Secretary|Ambassador|Director|President|Premier|Chairman|Consul|Governor|Mayor|General)(?: (?:of|for|in|to) .*)?$/

/** A name that begins with an article is that of an office, unless it is a body's. */
export function typeOfName(name: string): AgentType {
  if (/^(?:the )?family of\b|\bfamily$/i.test(name)) return 'family'
  if (BODY.test(name.replace(/,.*$/, ''))) return 'corporateBody'
  if (/^the /i.test(name) || OFFICE.test(name)) return 'position'
  return 'person'
}
