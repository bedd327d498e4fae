/** What of authority records goes out with the descriptions that link to them. */
import { PUBLISHED_SOURCES } from '../../shared/domain/authority.ts'
import type { PublicAuthority } from '../../shared/domain/released-view.ts'
import { all, sql } from '../database.ts'
import type { ReadDatabase } from '../database.ts'

interface Form {
  authorityId: number
  kind: string
  name: string
  language: string | null
  script: string | null
  surname: string | null
  given: string | null
}

export function publicAuthorities(db: ReadDatabase, ids: readonly number[]): Map<number, PublicAuthority> {
  const wanted = JSON.stringify([...new Set(ids)])
  const forms = all<Form>(
    db,
    sql`SELECT authorityId, kind, value AS name, language, script, surname, given FROM authorityName
        WHERE kind <> 'variant' AND authorityId IN (SELECT value FROM json_each(${wanted})) ORDER BY authorityId, kind, seq`,
  )
  const numbers = all<{ authorityId: number; source: string; value: string }>(
    db,
    sql`SELECT authorityId, source, value FROM authorityIdentifier
        WHERE authorityId IN (SELECT value FROM json_each(${wanted})) ORDER BY authorityId, seq`,
  )
  const formsOf = Map.groupBy(forms, ({ authorityId }) => authorityId)
  const numbersOf = Map.groupBy(numbers, ({ authorityId }) => authorityId)
  return new Map(
    [...formsOf].map(([id, own]) => {
      const heading = own.find(({ kind }) => kind === 'authorized')
      const known = (numbersOf.get(id) ?? []).filter(({ source }) => PUBLISHED_SOURCES.includes(source))
      const [first] = known.sort(
        (one, other) => PUBLISHED_SOURCES.indexOf(one.source) - PUBLISHED_SOURCES.indexOf(other.source),
      )
      return [
        id,
        {
          surname: heading?.surname ?? null,
          given: heading?.given ?? null,
          identifier: first ? { source: first.source, value: first.value } : null,
          parallel: own
            .filter(({ kind }) => kind === 'parallel')
            .map(({ name, language, script }) => ({ name, language, script })),
        },
      ]
    }),
  )
}
