/** Releases: what would go out, writing it, what has gone out, and looking through a release that has been made. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { readRows } from '../../catalogue/description/read.ts'
import { readInstitution } from '../../catalogue/institution.ts'
import { openKey } from '../../catalogue/person/signer.ts'
import { releasesMade } from '../../catalogue/release.ts'
import { isVeiled } from '../../catalogue/review/blind.ts'
import { foldedName } from '../../shared/domain/review/person.ts'
import { refusal } from '../../shared/contract/errors.ts'
import type { PersonId } from '../../shared/contract/ids.ts'
import type { Context, Service } from '../context.ts'
import { planned } from './plan.ts'
import { previewed } from './preview.ts'
import { proved } from './prove.ts'
import { written } from './write.ts'

export const release: Service<'release'> = {
  async plan(context, meant) {
    const items = (await planned(context, meant)).map(({ told }) => told)
    return { items, pages: items.reduce((sum, { pages }) => sum + pages, 0) }
  },

  write(context, { within, name, sign, as, ...writing }) {
    const actor = (as ?? context.writing().who()).trim()
    if (foldedName(actor) === '') throw refusal('reviewerUnnamed', {})
    // Before the handle is taken: whoever is asked for a passphrase asks once more with the same one.
    const key = keyFor(context, sign)
    const parent = within === null ? context.documentsFolder : context.handles.take(within, 'write')
    if (parent === null) throw refusal('handleUnknown', {})
    const folder = join(parent, name)
    if (existsSync(folder)) throw refusal('releaseExists', { file: name })
    if (!readInstitution(context.catalogue().db))
      throw refusal('institutionIncomplete', { missing: ['institution'] })
    const job = context.jobs.start('release', 'pages', async (control) => ({
      kind: 'release',
      ...(await written(context, folder, { ...writing, actor, key }, control)),
    }))
    return { jobId: job.id }
  },

  preview(context, { descriptionId, language }) {
    const { db } = context.catalogue()
    if (readRows(db, [descriptionId]).length === 0)
      throw refusal('descriptionNotFound', { id: descriptionId })
    // What would leave tells what the first person has marked.
    if (isVeiled(db, descriptionId, context.settings.read().who))
      throw refusal('blindUnfinished', { who: '' })
    return previewed(db, descriptionId, language)
  },

  prove(context, { folder, sign, as }) {
    const actor = (as ?? context.writing().who()).trim()
    if (foldedName(actor) === '') throw refusal('reviewerUnnamed', {})
    const key = keyFor(context, sign)
    const path = context.handles.take(folder, 'write')
    if (path === null) throw refusal('handleUnknown', {})
    if (!readInstitution(context.catalogue().db))
      throw refusal('institutionIncomplete', { missing: ['institution'] })
    const job = context.jobs.start('prove', 'pages', async (control) => ({
      kind: 'prove',
      ...(await proved(context, path, { actor, key }, control)),
    }))
    return { jobId: job.id }
  },

  list: (context, window) => releasesMade(context.catalogue().db, window),

  verify(context, { folder }) {
    const path = context.handles.take(folder, 'read')
    if (path === null) throw refusal('handleUnknown', {})
    const job = context.jobs.start('verify', 'files', async ({ signal, progress }) => {
      const result = await context.tasks.run(
        'verifyRelease',
        { folder: path },
        { signal, onProgress: progress },
      )
      return { kind: 'verify', ...result }
    })
    return { jobId: job.id }
  },
}

/** @throws personNotFound, keyMissing, keyLocked */
const keyFor = ({ catalogue, keyring }: Context, sign: { owner: PersonId | null } | null) =>
  sign === null ? null : openKey({ db: catalogue().db, keyring }, sign.owner)
