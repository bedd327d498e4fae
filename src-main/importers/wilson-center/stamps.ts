/** What was stamped and printed on the sheets, as values of the record: each once, however many sheets bear it. */
import { CLASSIFICATIONS, markOf } from '../../shared/domain/telegram.ts'
import type { Draft, TextOptions } from './draft.ts'
import type { FormLine } from './form.ts'
import { compact, isClassification, isDeclassification, isFormTitle, officeOfStamp } from './form.ts'
import type { Said } from './japanese-head.ts'
import type { EventLine } from './japanese-line.ts'
import { timeStampLine } from './japanese-line.ts'

type Moment = Omit<EventLine, 'kind' | 'rest'>

/** Time stamps at the foot of the sheets, each with the office in the line over it. */
export function timeStamps(form: readonly FormLine[]): (Said<Moment> & { page: number | null })[] {
  return form.flatMap(({ line, part, page }, index) => {
    if (part !== 'footer' || !line.text.includes('時')) return []
    const over = form[index - 1]
    const office =
      over?.part === 'footer' && over.page === page && !/[時\d]/.test(over.line.text) ? over.line.text : ''
    const value = timeStampLine(`${office} ${line.text}`.trim())
    return value ? [{ value, line, page }] : []
  })
}

/** How far down a sheet of another form than the Japanese one a mark of classification may stand. */
const TOP_LINES = 12

/** The mark of classification that stands on the top of a sheet. */
export function sheetMark(form: readonly FormLine[], language: string): string | null {
  let above = 0
  let page: number | null = null
  for (const { line, part, page: own } of form) {
    if (own !== page) above = 0
    page = own
    const atTop = above === 0 || (language !== 'jpn' && above < TOP_LINES)
    if (part === null) above += 1
    else if (atTop && isClassification(line.text, language))
      return language === 'jpn' ? compact(line.text) : line.text.replace(/[.!]+$/, '')
  }
  return null
}

/** Classification by the sheet's own mark, where no head names it. */
export function addSheetMark(draft: Draft, form: readonly FormLine[], options: TextOptions): void {
  const language = options.language ?? ''
  const mark = sheetMark(form, language)
  if (mark === null || (draft.fields.classification ?? []).length > 0) return
  draft.addText('classification', mark, {
    ...options,
    code: markOf(CLASSIFICATIONS, mark, language)?.code ?? null,
  })
}

export function addStamps(draft: Draft, form: readonly FormLine[], options: TextOptions): void {
  for (const { text, office, page } of stampsIn(form)) {
    const declassified = isDeclassification(text)
    const type = declassified
      ? 'declassification'
      : isClassification(text, options.language ?? '')
        ? 'classification'
        : null
    draft.addText('stamp', text, { ...options, type, name: office, page })
    if (declassified) draft.addText('declassification', text, { ...options, code: 'declassified', page })
  }
  for (const { value, page } of timeStamps(form))
    draft.addText('stamp', value.expression, { ...options, type: 'time', name: value.place, page })
}

/** Lines of one stamp stand under each other; one of them may be the office that put it. */
function stampsIn(form: readonly FormLine[]): { text: string; office: string | null; page: number | null }[] {
  const stamps: {
    text: string
    office: string | null
    page: number | null
    last: number
    alone: boolean
  }[] = []
  for (const { line, part, page, alone } of form) {
    if (part !== 'stamp') continue
    const open = stamps.at(-1)
    if (open?.last === line.number - 1 && !open.alone && !alone)
      stamps[stamps.length - 1] = {
        text: `${open.text} ${line.text}`,
        page: open.page,
        office: open.office ?? officeOfStamp(line.text),
        last: line.number,
        alone,
      }
    else stamps.push({ text: line.text, office: officeOfStamp(line.text), page, last: line.number, alone })
  }
  return stamps.map(({ text, office, page }) => ({ text, office, page }))
}

/** The form's name as the record's form, and what it prints on every sheet, once. */
export function addForm(draft: Draft, form: readonly FormLine[], options: TextOptions): void {
  const title = form.find(({ line, part }) => part === 'boilerplate' && isFormTitle(line.text))
  if (title) draft.addText('physicalFacet', title.line.text, options)
  const printed = form.filter(
    ({ line, part, page }) => part === 'boilerplate' && page === 1 && !isFormTitle(line.text),
  )
  if (printed.length > 0)
    draft.addText('handling', printed.map(({ line }) => line.text).join('\n'), {
      ...options,
      type: 'boilerplate',
    })
}
