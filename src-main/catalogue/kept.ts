/** What came in from files of other programs and no field holds. */
import type { DescriptionId } from '../shared/contract/ids.ts'
import type { ImportedFile, KeptFragment } from '../shared/contract/kept.ts'
import { all, get, run, sql } from './database.ts'
import type { ReadDatabase, WriteDatabase } from './database.ts'

export function keepFragments(
  db: WriteDatabase,
  descriptionId: number,
  fragments: readonly Omit<KeptFragment, 'id'>[],
): void {
  let { seq } = get<{ seq: number }>(
    db,
    sql`SELECT coalesce(max(seq) + 1, 0) AS seq FROM keptFragment WHERE descriptionId = ${descriptionId}`,
  ) ?? { seq: 0 }
  for (const { place, path, line, xml } of fragments)
    run(
      db,
      sql`INSERT INTO keptFragment (descriptionId, seq, place, path, line, xml)
          VALUES (${descriptionId}, ${seq++}, ${place}, ${path}, ${line}, ${xml})`,
    )
}

export const noteImportedFile = (
  db: WriteDatabase,
  descriptionId: number,
  { name, sha256, takenAt, ledger }: Omit<ImportedFile, 'id'>,
): void =>
  void run(
    db,
    sql`INSERT INTO importedFile (descriptionId, name, sha256, format, takenAt, ledger)
        VALUES (${descriptionId}, ${name}, ${sha256}, 'ead', ${takenAt}, ${JSON.stringify(ledger)})`,
  )

/** Fragments of a unit in the order of the file; with `words` those in which they stand. */
export function keptOf(
  db: ReadDatabase,
  descriptionId: number,
  { words, offset, limit }: { words: string; offset: number; limit: number },
): { total: number; fragments: KeptFragment[] } {
  const wanted = words.trim()
  const where = sql`descriptionId = ${descriptionId} AND (${wanted} = '' OR instr(lower(path || char(10) || xml), lower(${wanted})) > 0)`
  const { total } = get<{ total: number }>(db, {
    text: `SELECT count(*) AS total FROM keptFragment WHERE ${where.text}`,
    parameters: where.parameters,
  }) ?? { total: 0 }
  return {
    total,
    fragments: all(db, {
      text: `SELECT id, place, path, line, xml FROM keptFragment WHERE ${where.text} ORDER BY seq, id LIMIT ? OFFSET ?`,
      parameters: [...where.parameters, limit, offset],
    }),
  }
}

export const filesOf = (db: ReadDatabase, descriptionId: number): ImportedFile[] =>
  all<Omit<ImportedFile, 'ledger'> & { ledger: string }>(
    db,
    sql`SELECT id, name, sha256, takenAt, ledger FROM importedFile WHERE descriptionId = ${descriptionId} ORDER BY id`,
  ).map(({ ledger, ...file }) => ({ ...file, ledger: JSON.parse(ledger) as ImportedFile['ledger'] }))

/** Units, not in the bin, that a file with these bytes was taken in as. */
export const takenBefore = (
  db: ReadDatabase,
  sha256: string,
): { id: DescriptionId; takenAt: string } | null =>
  get(
    db,
    sql`SELECT description.id, takenAt FROM importedFile JOIN description ON description.id = descriptionId
        WHERE sha256 = ${sha256} AND binnedAt IS NULL ORDER BY importedFile.id DESC LIMIT 1`,
  ) ?? null
