/** Reading pages: what is likely, how it looks to the recogniser, and the job that reads. */
import type { Service } from '../context.ts'
import { leftOutOf, writeLeftOut } from '../../catalogue/left-out.ts'
import { editedOnPage } from '../../catalogue/text/recognised.ts'
import { transact } from '../../catalogue/transact.ts'
import type { OcrWork } from '../../imaging/decoding.ts'
import { refusal } from '../../shared/contract/errors.ts'
import { common, partOf } from '../../shared/domain/page-view.ts'
import { ocrFiles } from './files.ts'
import { fileOf, leftOutOn, presentPage, wantedPages } from './pages.ts'
import { proposeReading } from './propose.ts'
import { readPages } from './read.ts'

export const ocr: Service<'ocr'> = {
  ...ocrFiles,

  leftOut(context, { pageId }) {
    const { db } = context.catalogue()
    return leftOutOf(db, presentPage(db, pageId).id)
  },

  leaveOut(context, { pageIds, regions }) {
    const writing = context.writing()
    const pages = pageIds.map((id) => presentPage(writing.db, id))
    const { historyId } = transact(writing, 'ocr.leaveOut', (db) => {
      for (const page of pages)
        writeLeftOut(
          db,
          page.id,
          regions.flatMap((region) => common(region, partOf(page)) ?? []),
        )
    })
    return { historyId }
  },

  async propose(context, { pageId }, { signal }) {
    const page = presentPage(context.catalogue().db, pageId)
    return proposeReading(context, page, signal ? { signal } : {})
  },

  async preview(context, { pageId, box, ...asked }, { signal }) {
    const { db } = context.catalogue()
    const page = presentPage(db, pageId)
    const work: OcrWork = {
      ...asked,
      region: asked.region ?? page.part,
      leaveOut: leftOutOn(db, pageId, asked.leaveOutMarks),
      rotation: page.rotation,
    }
    const { path, frame, name } = fileOf(context, pageId)
    const asking = { name, ...(signal && { signal }) }
    const shown = await context.recognising.prepared(path, frame, work, box, asking)
    const { width, height, angle } = shown
    const jpeg = Buffer.from(shown.picture).toString('base64')
    return { jpeg, width, height, angle, leftOut: work.leaveOut.length }
  },

  async start(context, { about, edited, ...reading }) {
    context.writing()
    const { db } = context.catalogue()
    const pages = wantedPages(db, about)
    if (pages.length === 0) throw refusal('ocrNothing', {})
    if (edited === 'ask') {
      const touched = pages.filter((page) => editedOnPage(db, page).length > 0)
      if (touched.length > 0) throw refusal('ocrEdited', { pages: touched.length })
    }
    if (pages.length > 1) await context.beforeBulk()
    const job = context.jobs.start('ocr', 'pages', (control) =>
      readPages(context, control, pages, { ...reading, replace: edited === 'replace' }),
    )
    return { jobId: job.id }
  },
}
