/** A question goes out to an agency as a sealed file, and its answer comes back as one. */
import { existsSync, statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { z } from 'zod'
import { record } from '../../catalogue/review/record.ts'
import { insertPackage, readPackage } from '../../catalogue/review/package.ts'
import { scanById, scanFile } from '../../catalogue/scan.ts'
import { transact } from '../../catalogue/transact.ts'
import { leave } from '../../catalogue/way-out.ts'
import { actorOf } from '../../catalogue/review/actor.ts'
import { checkThere } from '../../catalogue/review/there.ts'
import { readingRefusal } from '../../platform/files.ts'
import { keysOf, unsealed } from '../../platform/sealing.ts'
import { refusal } from '../../shared/contract/errors.ts'
import type { Page } from '../../shared/contract/scan.ts'
import { messages } from '../../shared/i18n/index.ts'
import type { Context, Service } from '../context.ts'
import { today } from './acting.ts'
import { askedAbout } from './asked.ts'
import { reviewOf } from './item.ts'
import { recordAnswer } from './referring.ts'

/** Long edge of a page as an agency sees it: small writing can be read. */
const SHOWN = 2200

const base64 = z.base64().max(20_000_000)
const AnswerFile = z.object({
  format: z.literal('shoko-referral-answer'),
  version: z.literal(1),
  package: z.string().max(100),
  hash: z.string().max(100),
  salt: base64,
  iv: base64,
  sealed: base64,
})
const Answer = z.object({
  said: z.string().trim().min(1).max(100_000),
  by: z.string().trim().min(1).max(500),
  on: z.iso.date(),
  marks: z.array(z.object({ number: z.number().int(), said: z.string().max(20_000) })).max(1000),
})

export const packing: Pick<Service<'review'>, 'pack' | 'takeAnswer'> = {
  pack(context, { descriptionId: id, as, referralId, redactionIds, passphrase, reason, language, to }) {
    const writing = context.writing()
    checkThere(writing.db, id)
    const actor = actorOf(writing, as)
    if (reason === '') throw refusal('reviewIncomplete', { missing: ['reason'] })
    const { state, referrals } = reviewOf(writing.db, id, today(context))
    const referral = referrals.find((one) => one.id === referralId && one.answer === null)
    if (!referral) throw refusal('reviewState', { state, wanted: ['referred'] })
    const uid = context.ids.uid()
    const asking = { id, referral, redactionIds, language, package: uid, sentOn: today(context) }
    const { question, pages, redactions, texts } = askedAbout(writing.db, asking)
    const target = to === null ? null : context.handles.take(to, 'write')
    if (to !== null && target === null) throw refusal('handleUnknown', {})
    const job = context.jobs.start('referral', 'pages', async ({ id: jobId, signal, progress }) => {
      const images: (Uint8Array | null)[] = []
      for (const page of pages) {
        images.push(await imageOf(context, page))
        progress(images.length, pages.length)
        if (signal.aborted) throw refusal('cancelled', {})
      }
      const leaving = leave(context, 'referral', { reason, as: actor, told: { package: uid } })
      const place = target ?? (await context.exported.downloadFolder())
      const isFolder = statSync(place, { throwIfNoEntry: false })?.isDirectory() ?? false
      const path = leaving.named(
        isFolder ? join(place, `${fileNameOf(question.referenceCode ?? uid, language)}.html`) : place,
      )
      const sealed = await context.tasks.run(
        'sealReferral',
        { question, images, passphrase, path },
        { signal },
      )
      transact(context.writing(), 'review.pack', (db) => {
        insertPackage(db, { uid, referralId, hash: sealed.hash })
        record(context, db, id, {
          ...{ actor, role: 'reviewer', act: 'pack', redaction: null, before: null, reason },
          after: {
            ...{ package: uid, agency: referral.agency, hash: sealed.hash, sha256: sealed.sha256 },
            pages: pages.map((page) => page.id),
            texts: texts.map((text) => text.id),
            redactions: redactions.map((redaction) => redaction.uid),
          },
        })
      })
      context.exported.remember(jobId, [path])
      return {
        kind: 'referral',
        file: { name: basename(path), byteSize: sealed.byteSize },
        package: uid,
        sha256: sealed.sha256,
        agency: referral.agency,
        ...{ pages: pages.length, texts: texts.length, marks: redactions.length },
      }
    })
    return { jobId: job.id }
  },

  async takeAnswer(context, { descriptionId: id, as, handle, passphrase }) {
    const writing = context.writing()
    checkThere(writing.db, id)
    const path = context.handles.take(handle, 'read')
    if (path === null) throw refusal('handleUnknown', {})
    const file = basename(path)
    const { package: uid, hash, ...came } = await answerFile(path, file)
    const { referrals } = reviewOf(writing.db, id, today(context))
    const sent = readPackage(writing.db, uid)
    const asked = referrals.find((one) => one.id === sent?.referralId && one.answer === null)
    if (!sent || !asked || sent.hash !== hash) throw refusal('answerOfAnother', { file })
    const { back } = await keysOf(passphrase, Buffer.from(came.salt, 'base64'))
    const header = Buffer.from(`shoko-referral-answer\n${sent.uid}\n${sent.hash}`)
    const plain = unsealed(Buffer.from(came.sealed, 'base64'), back, {
      iv: Buffer.from(came.iv, 'base64'),
      header,
    })
    const read = Answer.safeParse(plain === null ? null : jsonOf(plain.toString()))
    if (!read.success) throw refusal('answerUnreadable', { file })
    const { said, by, on, marks } = read.data
    const { onMark } = messages.en.referral
    const answer = [said, ...marks.map((one) => onMark(one.number, one.said)), `— ${by}`].join('\n')
    return recordAnswer(context, { id, as, referralId: asked.id, answer, on, of: { package: uid, hash } })
  },
}

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return null
  }
}

/** More than any form holds. */
const LARGEST = 30_000_000

/** @throws answerUnreadable, fileNotFound, fileUnreadable */
async function answerFile(path: string, file: string): Promise<z.infer<typeof AnswerFile>> {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0
  if (size > LARGEST) throw refusal('answerUnreadable', { file })
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw readingRefusal(error, path)
  })
  const read = AnswerFile.safeParse(jsonOf(text))
  if (!read.success) throw refusal('answerUnreadable', { file })
  return read.data
}

/** As every system takes it. */
const fileNameOf = (code: string, language: 'en' | 'ja'): string =>
  messages[language].referral.fileName(code).replace(/[\\/:*?"<>|]+/g, '-')

async function imageOf(context: Context, page: Page): Promise<Uint8Array | null> {
  const catalogue = context.catalogue()
  const scan = page.scan && scanById(catalogue.db, page.scan.id)
  const path = scan ? scanFile(catalogue, scan) : null
  if (!scan || path === null || !existsSync(path)) return null
  return context.decoding.thumbnail(path, page.frame, SHOWN, { name: scan.fileName })
}
