/** The annex of a decision letter, from what a release of the items would say. */
import { stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { close, openToRead, snapshot } from '../../catalogue/database.ts'
import type { ReadDatabase } from '../../catalogue/database.ts'
import { descriptionUid } from '../../catalogue/description/uid.ts'
import { readInstitution } from '../../catalogue/institution.ts'
import { citable } from '../../catalogue/redaction/item.ts'
import { nameOfReleased } from '../../catalogue/release.ts'
import { itemsOf, readRequest } from '../../catalogue/request/read.ts'
import { coverOf } from '../../catalogue/review/cover.ts'
import { annexCsv, annexPdf } from '../../exporters/annex/annex.ts'
import type { AnnexRow } from '../../exporters/annex/annex.ts'
import { isOpen } from '../../exporters/release/copy.ts'
import type { ReleaseItem } from '../../exporters/release/copy.ts'
import type { Task } from '../../jobs/worker-thread.ts'
import { writeAtomic } from '../../platform/files.ts'
import { refusal } from '../../shared/contract/errors.ts'
import type { LetterResult } from '../../shared/contract/request.ts'
import { LEAVING } from '../../shared/domain/review/states.ts'
import type { Language } from '../../shared/i18n/index.ts'
import { judged } from './copy.ts'

export interface AnnexInput {
  databasePath: string
  requestId: number
  /** Where the files are written. */
  folder: string
  /** Today. */
  on: string
  generator: string
}
export interface AnnexWritten extends LetterResult {
  paths: string[]
}

const LANGUAGES: readonly Language[] = ['en', 'ja']

interface Gathered {
  readonly rows: AnnexRow[]
  readonly items: number
  readonly undecided: string[]
  readonly silent: number
}

export const annexWritten: Task<AnnexInput, AnnexWritten> = async (
  { databasePath, requestId, folder, on, generator },
  { signal, progress },
) => {
  const db = openToRead(databasePath)
  try {
    return await snapshot(db, async () => {
      const request = readRequest(db, requestId, on)
      if (!request) throw refusal('requestNotFound', { id: requestId })
      const { number, letter } = request
      const institution = readInstitution(db)?.name ?? ''
      const [files, paths]: [LetterResult['files'], string[]] = [[], []]
      const write = async (path: string, content: string | AsyncIterable<Uint8Array>) => {
        await writeAtomic(path, content, { signal })
        files.push({ name: basename(path), byteSize: (await stat(path)).size })
        paths.push(path)
      }
      let told: Gathered | null = null
      for (const language of LANGUAGES) {
        told = gathered(db, requestId, language)
        if (told.items === 0) throw refusal('requestUndecided', { items: told.undecided.length })
        const annex = { language, number, institution, letter, rows: told.rows }
        const name = join(folder, `${fileNameOf(number)}-annex-${language}`)
        await write(`${name}.pdf`, annexPdf(annex, generator))
        await write(`${name}.csv`, annexCsv(annex))
        progress(files.length, LANGUAGES.length * 2)
      }
      const { rows = [], items = 0, undecided = [], silent = 0 } = told ?? {}
      const places = rows.filter(({ extent }) => extent !== null).length
      return { number, files, paths, items, places, undecided, silent }
    })
  } finally {
    close(db)
  }
}

/** A number as a part of a name of a file, on every system. */
const fileNameOf = (number: string): string => number.normalize('NFKC').replace(/[^\p{L}\p{N}._-]+/gu, '-')

function gathered(db: ReadDatabase, requestId: number, language: Language): Gathered {
  const rows: AnnexRow[] = []
  const undecided: string[] = []
  let [items, silent] = [0, 0]
  for (const { descriptionId: id, referenceCode } of itemsOf(db, requestId)) {
    const { decision, matches, redactions } = coverOf(db, id)
    // No page is opened for it: where the scans are is all the same.
    const found = judged(db, id, () => '', { language, acceptTraces: false })
    if ('releasable' in found && decision !== null) {
      const { item } = found.releasable
      const grounds = new Map(
        redactions
          .flatMap(({ exemptions }) => exemptions)
          .map((exemption) => [exemption.stamp, citable(db, exemption)?.code.label[language] ?? '']),
      )
      const isPublic = decision.decision === 'alreadyPublic'
      const file = nameOfReleased(db, descriptionUid(db, id)) ?? ''
      rows.push(
        ...rowsOf(item, grounds).map((row) => ({
          ...row,
          ...(isPublic && { decision: 'public' as const }),
          file,
        })),
      )
      items++
    } else if (matches && decision !== null && !LEAVING.has(decision.decision)) silent++
    else undecided.push(referenceCode ?? `#${String(id)}`)
  }
  return { rows, items, undecided, silent }
}

type Row = Omit<AnnexRow, 'file'>
type Place = Pick<Row, 'page' | 'extent' | 'lines' | 'region' | 'codes'>

/** The places of an item in the order in which one reads; where nothing is withheld, that. */
function rowsOf(item: Omit<ReleaseItem, 'name'>, grounds: ReadonlyMap<string, string>): Row[] {
  const { documentId: document, title, decision, pages } = item
  const places: Place[] = pages.flatMap((page): Place[] => {
    if (!isOpen(page)) {
      const { region, codes, lines } = page.withheld
      const whole = decision === 'withheld'
      return [{ page: whole ? null : page.number, extent: whole ? 'item' : 'page', region, codes, lines }]
    }
    const topOf = ({ rectangles }: (typeof page.marks)[number]) => Math.min(...rectangles.map(({ y }) => y))
    return [...page.marks]
      .sort((one, other) => topOf(one) - topOf(other))
      .map(({ region, codes, lines }) => ({ page: page.number, extent: 'part', region, codes, lines }))
  })
  for (const { region, of, codes, lines } of item.withheldWords)
    places.push({ page: null, extent: of, region, codes, lines })
  const nothing: Place = { page: null, extent: null, lines: null, region: '', codes: [] }
  return (places.length === 0 ? [nothing] : places).map((place) => ({
    ...{ document, title, decision },
    pages: pages.length,
    ...place,
    grounds: place.codes.map((code) => grounds.get(code) ?? '').filter((ground) => ground !== ''),
  }))
}
