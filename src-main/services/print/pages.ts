/** What is asked for, as pages. */
import { readInstitution } from '../../catalogue/institution.ts'
import type { ReadDatabase } from '../../catalogue/database.ts'
import { cellPages } from '../../exporters/print/cells.ts'
import { tablePages } from '../../exporters/print/table.ts'
import { Typeface } from '../../exporters/print/type.ts'
import type { PrintTemplate } from '../../shared/contract/print.ts'
import { isList } from '../../shared/domain/print.ts'
import type { Printed, PrintedPage, PrintToken } from '../../shared/domain/print.ts'
import { messages } from '../../shared/i18n/index.ts'
import { valuesOf } from './values.ts'

export interface Printing {
  readonly what: Printed
  readonly ids: readonly number[]
  readonly template: PrintTemplate
  readonly skip: number
  readonly language: 'en' | 'ja'
}

export interface Printout {
  readonly title: string
  readonly pages: Iterable<PrintedPage>
  readonly type: Typeface
  /** Cells in which words were cut off, so far. */
  readonly cut: () => number
}

export function printout(
  db: ReadDatabase,
  { what, ids, template, skip, language }: Printing,
  onrow: () => void = () => undefined,
): Printout {
  const institution = readInstitution(db)
  const m = messages[language].print
  const repository = institution?.name ?? ''
  const type = new Typeface()
  const values = counted(
    valuesOf(db, what, ids, {
      repository,
      describing: institution?.language ?? (language === 'ja' ? 'jpn' : 'eng'),
      language,
    }),
    onrow,
  )
  const title = [repository, m.printed[what]].filter((part) => part !== '').join(' · ')
  let cut = 0
  const pages = isList(what)
    ? tablePages(values, template, { title, head: (line) => headOf(line, m.tokens) }, type)
    : cellPages(values, {
        template,
        type,
        skip,
        card: what === 'outCards' ? { heading: m.card, blanks: m.blanks } : null,
        oncut: () => (cut += 1),
      })
  return { title, pages, type, cut: () => cut }
}

const headOf = (line: string, tokens: Readonly<Record<PrintToken, string>>): string => {
  const token = /\{([^{}]*)\}/.exec(line)?.[1]
  return token === undefined ? line : tokens[token as PrintToken]
}

function* counted<T>(rows: Iterable<T>, onrow: () => void): Generator<T> {
  for (const row of rows) {
    onrow()
    yield row
  }
}
