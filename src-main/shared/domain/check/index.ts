/** All rules over one record. A rule is pure, and says something of every record: it never throws. */
import { alignment } from './alignment.ts'
import { citationDiffers } from './citation.ts'
import { dateReading } from './date-reading.ts'
import { dateOrder, dateOutsideParent } from './dates.ts'
import type { CheckedRecord, Found, Rule } from './finding.ts'
import { mandatory, titleLanguage } from './mandatory.ts'
import { brackets, glyphs, untranslated } from './marks.ts'
import { nameFormDiffers, nameWithoutAuthority } from './names.ts'
import { passageNotPublic } from './not-public.ts'
import { extentDiffers, lineRepeated, sentenceBroken } from './pages.ts'
import { paragraphsMerged, paragraphWithoutPartner, quotesDiffer } from './pairs.ts'
import { ocrSlip } from './slips.ts'
import { codeAlike, codeGap, levelOrder } from './structure.ts'

const RULES: readonly Rule[] = [
  mandatory,
  titleLanguage,
  levelOrder,
  codeAlike,
  codeGap,
  dateReading,
  dateOrder,
  dateOutsideParent,
  extentDiffers,
  citationDiffers,
  brackets,
  glyphs,
  untranslated,
  alignment,
  nameWithoutAuthority,
  nameFormDiffers,
  sentenceBroken,
  lineRepeated,
  paragraphWithoutPartner,
  paragraphsMerged,
  quotesDiffer,
  ocrSlip,
  passageNotPublic,
]

/** A value of a field can be as long as a book: more findings of one code in a record say nothing new. */
const MOST_OF_ONE_CODE = 50

export interface CheckFinding extends Found {
  /** The same for as long as what the rule looked at is the same. */
  readonly fingerprint: string
}

export function checkRecord(record: CheckedRecord): CheckFinding[] {
  return RULES.flatMap((rule) => {
    const found: CheckFinding[] = []
    for (const finding of rule(record)) {
      found.push({ ...finding, fingerprint: fingerprintOf(finding) })
      if (found.length === MOST_OF_ONE_CODE) break
    }
    return found
  })
}

export function fingerprintOf({ code, place, about, basis = [] }: Found): string {
  const text = JSON.stringify([place.field, about, basis])
  return `${code}-${hash(text, 0)}${hash(text, 0x9e3779b9)}`
}

/** 32 bits of a text (FNV-1a with a stir at the end): enough to tell the findings of one record apart. */
function hash(text: string, seed: number): string {
  let value = 0x811c9dc5 ^ seed
  for (let at = 0; at < text.length; at += 1) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193)
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b)
  return ((value ^ (value >>> 13)) >>> 0).toString(16).padStart(8, '0')
}

export { CHECK_CODES, CHECKS, FIX_CODES, SEVERITIES, STANDARDS } from './finding.ts'
export type { Change, CheckCode, CheckedRecord, FixCode, KnownForm, Severity, Standard } from './finding.ts'
export { foldedCode } from './structure.ts'
