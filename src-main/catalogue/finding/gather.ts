/** Records with what their checks need to know of what is around them, many at a time. */
import type { Description } from '../../shared/contract/description.ts'
import { citationOf } from '../../shared/domain/citation/index.ts'
import type { CheckedRecord, KnownForm, Standard } from '../../shared/domain/check/index.ts'
import type { Slip } from '../../shared/domain/slip.ts'
import { readCitationTemplate } from '../citation.ts'
import { all, get, sql } from '../database.ts'
import type { ReadDatabase } from '../database.ts'
import { readDescriptions } from '../description/read.ts'
import { readInstitution } from '../institution.ts'
import { requirements } from '../record-type.ts'
import { slipsOf } from '../slip.ts'
import { pairsOfMany } from '../text/pairs.ts'
import { textsOfMany } from '../text/read.ts'

/** What is the same for all records of one check. */
export interface Surroundings {
  readonly standard: Standard
  readonly language: string | null
  readonly slips: readonly Slip[]
  /** The institution's template of citations and its name; null where it has taken none. */
  readonly citation: { readonly template: string; readonly repository: string } | null
  /** A reference code of another record that differs from one in width, case or spaces alone. */
  alike(descriptionId: number, referenceCode: string): string | null
}

export const readStandard = (db: ReadDatabase): Standard =>
  get<{ standard: Standard }>(db, sql`SELECT standard FROM checkRule WHERE id = 1`)?.standard ?? 'isad'

/** What the office decided for every record. */
export function surroundings(db: ReadDatabase, alike: Surroundings['alike']): Surroundings {
  const institution = readInstitution(db)
  const template = readCitationTemplate(db)
  return {
    standard: readStandard(db),
    language: institution?.language ?? null,
    slips: slipsOf(db),
    citation: institution && template !== null ? { template, repository: institution.name } : null,
    alike,
  }
}

/** The records with these ids that are not in the bin, in their order. */
export function checkedRecords(
  db: ReadDatabase,
  ids: readonly number[],
  { standard, language, slips, citation, alike }: Surroundings,
): CheckedRecord[] {
  const descriptions = readDescriptions(db, ids).filter(({ binnedAt }) => binnedAt === null)
  const parents = new Map<number, Description>(
    readDescriptions(db, [...new Set(descriptions.flatMap(({ parentId }) => parentId ?? []))]).map(
      (parent) => [parent.id, parent],
    ),
  )
  const texts = textsOfMany(db, ids, { lines: false })
  const said = pairsOfMany(db, ids)
  const before = codesBefore(db, ids)
  const forms = formsOfNames(db, ids)
  const required = requirements(db)
  return descriptions.map((description) => {
    const parent = description.parentId === null ? null : (parents.get(description.parentId) ?? null)
    return {
      description,
      texts: texts.get(description.id) ?? [],
      parent: parent && { level: parent.level, dates: parent.dates },
      codeBefore: before.get(description.id) ?? null,
      codeAlike: description.referenceCode === null ? null : alike(description.id, description.referenceCode),
      forms: forms.get(description.id) ?? [],
      said: said.get(description.id) ?? { pairs: [], without: [] },
      slips,
      required: required(description.recordType),
      citation:
        citation &&
        citationOf(citation.template, {
          description,
          repository: citation.repository,
          language: language ?? 'eng',
        }),
      standard,
      language,
    }
  })
}

/** Every form of the names that each description links, with the position of the link. */
function formsOfNames(db: ReadDatabase, ids: readonly number[]): Map<number, KnownForm[]> {
  const forms = new Map<number, KnownForm[]>()
  for (const { descriptionId, ...form } of all<KnownForm & { descriptionId: number }>(
    db,
    sql`SELECT descriptionId, agent.seq AS agent, value AS form FROM agent JOIN authorityName USING (authorityId)
        WHERE descriptionId IN (SELECT value FROM json_each(${JSON.stringify(ids)})) ORDER BY descriptionId, agent.seq, authorityName.seq`,
  )) {
    const own = forms.get(descriptionId)
    if (own) own.push(form)
    else forms.set(descriptionId, [form])
  }
  return forms
}

/** The reference code of the sibling directly before each. */
function codesBefore(db: ReadDatabase, ids: readonly number[]): Map<number, string> {
  const rows = all<{ id: number; code: string | null }>(
    db,
    sql`SELECT unit.id, (SELECT sibling.referenceCode FROM description AS sibling
                         WHERE sibling.parentId IS unit.parentId AND sibling.binnedAt IS NULL
                           AND (sibling.position, sibling.id) < (unit.position, unit.id)
                         ORDER BY sibling.position DESC, sibling.id DESC LIMIT 1) AS code
        FROM description AS unit WHERE unit.id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`,
  )
  return new Map(rows.flatMap(({ id, code }) => (code === null ? [] : [[id, code]])))
}
