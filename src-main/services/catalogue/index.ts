/** Which catalogue is open. */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { listBackups } from '../../catalogue/backup.ts'
import { catalogueFacts, counts, readInstitution, writeInstitution } from '../../catalogue/institution.ts'
import { catalogueFolder, catalogueName, EXTENSION, makeCatalogue } from '../../catalogue/open.ts'
import type { Catalogue } from '../../catalogue/open.ts'
import { transact } from '../../catalogue/transact.ts'
import { jsonFile } from '../../platform/json-file.ts'
import { refusal } from '../../shared/contract/errors.ts'
import type { CatalogueInfo } from '../../shared/contract/catalogue.ts'
import type { Context, Service } from '../context.ts'
import { makeSample, sampleFolder } from './sample.ts'

const Recents = z.array(z.object({ folder: z.string(), openedAt: z.string() }))
const REMEMBERED = 20

const recents = (userFolder: string) => jsonFile(join(userFolder, 'recent.json'), Recents, [])

/** The catalogue that was used last and is still there, or null. */
export const lastUsed = (userFolder: string): string | null =>
  recents(userFolder)
    .read()
    .find(({ folder }) => existsSync(folder))?.folder ?? null

/** A path is never shown to a page: recent catalogues go by a fingerprint. */
const recentId = (folder: string) => createHash('sha256').update(folder).digest('hex').slice(0, 16)

export const catalogue: Service<'catalogue'> = {
  current(context) {
    const open = context.current()
    return open && infoOf(open)
  },

  recent: ({ userFolder }) =>
    recents(userFolder)
      .read()
      .map(({ folder, openedAt }) => ({
        id: recentId(folder),
        name: catalogueName(folder),
        openedAt,
        there: existsSync(folder),
      })),

  open(context, { handle }) {
    const path = context.handles.take(handle, 'read')
    if (path === null) throw refusal('handleUnknown', {})
    return switchTo(context, path)
  },

  openRecent(context, { id }) {
    const found = recents(context.userFolder)
      .read()
      .find(({ folder }) => recentId(folder) === id)
    if (!found) throw refusal('catalogueNotFound', { file: '' })
    return switchTo(context, found.folder)
  },

  forgetRecent({ userFolder }, { id }) {
    const file = recents(userFolder)
    file.write(file.read().filter(({ folder }) => recentId(folder) !== id))
    return null
  },

  create(context, { handle, name, institution }) {
    const parent = handle === null ? context.documentsFolder : context.handles.take(handle, 'write')
    if (parent === null) throw refusal('handleUnknown', {})
    if (handle === null) mkdirSync(parent, { recursive: true })
    const folder = makeCatalogue(join(parent, `${name}${EXTENSION}`), {
      uid: context.ids.uid(),
      createdAt: context.clock.now(),
      madeBy: `Shoko ${context.version}`,
      institution,
    })
    return switchTo(context, folder)
  },

  async openSample(context, place) {
    if (!place) return switchTo(context, await sampleFolder(context))
    const parent = context.handles.take(place.handle, 'write')
    if (parent === null) throw refusal('handleUnknown', {})
    return switchTo(context, await makeSample(context, join(parent, `${place.name}${EXTENSION}`)))
  },

  async close(context) {
    await context.switchTo(null)
    return null
  },

  setInstitution(context, institution) {
    transact(context.writing(), 'catalogue.setInstitution', (db) => writeInstitution(db, institution))
    return infoOf(context.catalogue())
  },
}

async function switchTo(context: Context, path: string): Promise<CatalogueInfo> {
  const folder = catalogueFolder(path)
  await context.switchTo(folder)
  remember(context, folder)
  return infoOf(context.catalogue())
}

/** Puts a catalogue first among the recent ones. */
export function remember({ userFolder, clock }: Pick<Context, 'userFolder' | 'clock'>, folder: string): void {
  const file = recents(userFolder)
  const others = file.read().filter((recent) => recent.folder !== folder)
  file.write([{ folder, openedAt: clock.now() }, ...others].slice(0, REMEMBERED))
}

function infoOf({ db, folder, name, writer }: Catalogue): CatalogueInfo {
  return {
    name,
    uid: catalogueFacts(db)?.uid ?? '',
    institution: readInstitution(db),
    ...counts(db),
    readOnly: writer === null,
    backedUpAt: listBackups(folder)[0]?.at ?? null,
  }
}
