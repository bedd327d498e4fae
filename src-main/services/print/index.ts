/** Printing: templates, a preview, and the job that writes a PDF. */
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { readPrintTemplate, writePrintTemplate } from '../../catalogue/print-template.ts'
import type { ReadDatabase } from '../../catalogue/database.ts'
import { transact } from '../../catalogue/transact.ts'
import { refusal } from '../../shared/contract/errors.ts'
import type { PrintAbout, PrintTemplate } from '../../shared/contract/print.ts'
import { DEFAULT_TEMPLATES, sheetOf, tokensOf } from '../../shared/domain/print.ts'
import type { Printed } from '../../shared/domain/print.ts'
import { problemOfTemplate } from '../../shared/domain/template.ts'
import type { Service } from '../context.ts'
import { checkLeaving, leave } from '../../catalogue/way-out.ts'
import { printedIds } from './values.ts'

/** A first page holds no more than so many cells or rows. */
const PREVIEWED = 1200

export const print: Service<'print'> = {
  template(context, { what }) {
    const own = readPrintTemplate(context.catalogue().db, what)
    const { lines, ...proposed } = DEFAULT_TEMPLATES[what]
    const template: PrintTemplate = own
      ? { ...own, lines: [...own.lines] }
      : { ...proposed, lines: [...lines] }
    return { template, isDefault: own === null }
  },

  setTemplate(context, { what, template }) {
    if (template !== null) checkTemplate(what, template)
    const { historyId } = transact(context.writing(), 'print.setTemplate', (db) =>
      writePrintTemplate(db, what, template),
    )
    return { historyId }
  },

  async preview(context, { what, about, template, skip, language }) {
    // Loaded by the first who prints: it takes a while, and the start of the program does not wait for it.
    const { printout } = await import('./pages.ts')
    const { db } = context.catalogue()
    checkTemplate(what, template)
    const ids = asked(db, what, about)
    const { pages } = printout(db, { what, ids: ids.slice(0, PREVIEWED), template, skip, language })
    const [page] = pages
    if (page === undefined) throw refusal('printNothing', {})
    return { total: ids.length, page }
  },

  start(context, { what, about, template, skip, language, to, reason }) {
    const catalogue = context.catalogue()
    checkTemplate(what, template)
    checkLeaving(context, 'print', reason)
    const ids = asked(catalogue.db, what, about)
    const target = to === null ? null : context.handles.take(to, 'write')
    if (to !== null && target === null) throw refusal('handleUnknown', {})
    const leaving = leave(context, 'print', { reason, told: { what, rows: ids.length } })
    const job = context.jobs.start('print', 'rows', async ({ id, signal, progress }) => {
      const place = target ?? (await context.exported.downloadFolder())
      const isFolder = statSync(place, { throwIfNoEntry: false })?.isDirectory() ?? false
      const path = leaving.named(isFolder ? join(place, `${catalogue.name}-${what}.pdf`) : place)
      context.exported.remember(id, [path])
      const result = await context.tasks.run(
        'print',
        {
          databasePath: catalogue.database,
          path,
          generator: `Shoko ${context.version}`,
          what,
          ids,
          template,
          skip,
          language,
        },
        { signal, onProgress: progress },
      )
      return { kind: 'print', ...result }
    })
    return { jobId: job.id }
  },
}

/** @throws printNothing, descriptionNotFound */
function asked(db: ReadDatabase, what: Printed, about: PrintAbout): number[] {
  const ids = printedIds(db, what, about)
  if (ids.length === 0) throw refusal('printNothing', {})
  return ids
}

/** Every token is known, and every cell stands on the sheet. @throws printTemplateInvalid */
function checkTemplate(what: Printed, template: PrintTemplate): void {
  for (const line of template.lines) {
    const problem = problemOfTemplate(line, tokensOf(what))
    if (problem) throw refusal('printTemplateInvalid', { ...problem })
  }
  const { pageWidth, pageHeight, columns, rows, width, height, top, left, gapX, gapY } = sheetOf(template)
  const fits =
    left + columns * width + (columns - 1) * gapX <= pageWidth + 0.5 &&
    top + rows * height + (rows - 1) * gapY <= pageHeight + 0.5
  if (!fits) throw refusal('printTemplateInvalid', { code: 'sheetTooSmall', about: '' })
}
