/** Forms of names that are looked for in texts, and the names that are tagged there. */
import { formsInText } from '../../shared/domain/name-forms.ts'
import type { NameForm } from '../../shared/domain/name-index.ts'
import { all, sql } from '../database.ts'
import type { ReadDatabase, Statement } from '../database.ts'

interface FormRow {
  owner: number
  value: string
  surname: string | null
  given: string | null
}

/** Every form of the names that are not in the bin. */
export const formsOfNames = (db: ReadDatabase): NameForm[] =>
  formsFrom(
    db,
    sql`SELECT authorityId AS owner, value, surname, given FROM authorityName JOIN authority ON authority.id = authorityId
        WHERE binnedAt IS NULL ORDER BY authorityId, seq`,
  )

/** Every form of the names that a description links. */
export const formsOfAgents = (db: ReadDatabase, descriptionId: number): NameForm[] =>
  formsFrom(
    db,
    sql`SELECT DISTINCT authorityName.authorityId AS owner, value, surname, given FROM agent JOIN authorityName USING (authorityId)
        WHERE descriptionId = ${descriptionId} ORDER BY authorityName.authorityId`,
  )

const formsFrom = (db: ReadDatabase, statement: Statement): NameForm[] =>
  all<FormRow>(db, statement).flatMap(({ owner, ...written }) =>
    formsInText(written).map((form) => ({ owner, form })),
  )
