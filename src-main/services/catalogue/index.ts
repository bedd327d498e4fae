/** Which catalogue is open. */
import { existsSync, mkdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { listBackups } from '../../catalogue/backup.ts'
import { lockedFolder } from '../../catalogue/encryption/keyring.ts'
import { catalogueFacts, counts, readInstitution, writeInstitution } from '../../catalogue/institution.ts'
import { catalogueFolder, catalogueName, EXTENSION, makeCatalogue, uidOf } from '../../catalogue/open.ts'
import type { Catalogue } from '../../catalogue/open.ts'
import { transact } from '../../catalogue/transact.ts'
import { recentFolder, recentId, recents, rememberFolder } from '../../platform/recent-catalogues.ts'
import { trust } from '../../platform/trusted-catalogues.ts'
import { refusal } from '../../shared/contract/errors.ts'
import type { CatalogueInfo } from '../../shared/contract/catalogue.ts'
import type { Context, Service } from '../context.ts'
import { makeSample, sampleFolder } from './sample.ts'

/** The catalogue that was used last and is still there, or null. */
export const lastUsed = (userFolder: string): string | null =>
  recents(userFolder)
    .read()
    .find(({ folder }) => existsSync(folder))?.folder ?? null

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

  open(context, { handle, mode }) {
    const path = context.handles.take(handle, 'read')
    if (path === null) throw refusal('handleUnknown', {})
    return switchTo(context, path, mode)
  },

  openRecent(context, { id, mode }) {
    const folder = recentFolder(context.userFolder, id) ?? lockedFolder(id)
    if (folder === null) throw refusal('catalogueNotFound', { file: '' })
    return switchTo(context, folder, mode)
  },

  async trust(context, { followLinks }) {
    const { folder, db, access } = context.catalogue()
    if (access.objects.length > 0) {
      throw refusal('catalogueAltered', { file: basename(folder), objects: access.objects })
    }
    trust(context.userFolder, catalogueFacts(db)?.uid ?? '', folder, { links: followLinks })
    return switchTo(context, folder)
  },

  write: (context) => switchTo(context, context.catalogue().folder),

  forgetRecent({ userFolder }, { id }) {
    const file = recents(userFolder)
    file.write(file.read().filter(({ folder }) => recentId(folder) !== id))
    return null
  },

  create(context, { handle, name, institution }) {
    const parent = handle === null ? context.documentsFolder : context.handles.take(handle, 'write')
    if (parent === null) throw refusal('handleUnknown', {})
    if (handle === null) mkdirSync(parent, { recursive: true })
    const uid = context.ids.uid()
    const folder = makeCatalogue(join(parent, `${name}${EXTENSION}`), {
      uid,
      createdAt: context.clock.now(),
      madeBy: `Shoko ${context.version}`,
      institution,
    })
    return switchToOwn(context, folder, uid)
  },

  async openSample(context, place) {
    if (!place) return switchToSample(context, await sampleFolder(context))
    const parent = context.handles.take(place.handle, 'write')
    if (parent === null) throw refusal('handleUnknown', {})
    return switchToSample(context, await makeSample(context, join(parent, `${place.name}${EXTENSION}`)))
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

async function switchToSample(context: Context, folder: string): Promise<CatalogueInfo> {
  return switchToOwn(context, folder, uidOf(folder))
}

/** A catalogue that was made here is known here. */
function switchToOwn(context: Context, folder: string, uid: string): Promise<CatalogueInfo> {
  trust(context.userFolder, uid, folder, { links: true })
  return switchTo(context, folder)
}

async function switchTo(
  context: Context,
  path: string,
  mode: 'write' | 'read' = 'write',
): Promise<CatalogueInfo> {
  const folder = catalogueFolder(path)
  await context.switchTo(folder, mode)
  context.locked.last = null
  rememberFolder(context.userFolder, folder, context.clock.now())
  return infoOf(context.catalogue())
}

function infoOf({ db, folder, name, writer, access }: Catalogue): CatalogueInfo {
  return {
    name,
    uid: catalogueFacts(db)?.uid ?? '',
    institution: readInstitution(db),
    ...counts(db),
    readOnly: writer === null,
    access,
    backedUpAt: listBackups(folder)[0]?.at ?? null,
  }
}
