/** The copy of a release as it would be if something else were withheld: of a catalogue in memory, by the same functions. */
import { close, openToRead, snapshot } from '../../catalogue/database.ts'
import { readInstitution } from '../../catalogue/institution.ts'
import { copiedIntoMemory } from '../../catalogue/proof/copy.ts'
import { replaceWithheld } from '../../catalogue/proof/replace.ts'
import type { ReleaseCopy } from '../../exporters/release/copy.ts'
import { judged, vocabulariesOf } from './copy.ts'

export interface Remade {
  readonly databasePath: string
  /** A folder of its own for what is made in between. */
  readonly scratch: string
  /** In the order of the copy. */
  readonly ids: readonly number[]
  /** Where the file of each page's scan is. */
  readonly masters: readonly (readonly [pageId: number, path: string])[]
  readonly acceptTraces: boolean
}

/** An item that cannot be made any more is left out: then its files are missing, and that is a difference. */
export async function remadeCopy(
  copy: ReleaseCopy,
  { databasePath, ids, masters, acceptTraces }: Omit<Remade, 'scratch'>,
  judge: typeof judged = judged,
): Promise<ReleaseCopy> {
  const source = openToRead(databasePath)
  const db = await snapshot(source, () => Promise.resolve(copiedIntoMemory(source, ids))).finally(() =>
    close(source),
  )
  try {
    replaceWithheld(db, ids)
    const paths = new Map(masters)
    const made = ids.flatMap((id, index) => {
      const one = judge(db, id, (page) => paths.get(page.id) ?? null, {
        language: copy.language,
        acceptTraces,
      })
      const name = copy.items[index]?.name ?? ''
      return 'releasable' in one ? [{ name, ...one.releasable }] : []
    })
    return {
      ...copy,
      institution: readInstitution(db)?.name ?? '',
      vocabularies: vocabulariesOf(made),
      items: made.map(({ name, item }) => ({ ...item, name })),
    }
  } finally {
    close(db)
  }
}
