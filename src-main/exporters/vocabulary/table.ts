/** Terms as a table (CSV), which reads back as the same terms: see importers/vocabulary/table.ts. */
import { stringify } from 'csv-stringify/sync'
import { harmless } from '../../shared/domain/sheet/formula.ts'
import { joinValues } from '../../shared/domain/sheet/values.ts'
import { tagOfLanguage } from '../../shared/domain/language-tag.ts'
import { NO_READING, UID_URN } from '../../shared/domain/term.ts'
import type { WrittenLabel, WrittenTerm } from './term.ts'

interface Column {
  head: string
  cell: (term: WrittenTerm) => string
}

type LabelColumn = Omit<WrittenLabel, 'value' | 'reading'> & { readonly read: 0 | 1 }

export function* vocabularyAsTable(
  terms: Iterable<WrittenTerm>,
  labels: readonly LabelColumn[],
): Generator<string> {
  const columns: Column[] = [
    { head: 'code', cell: ({ code }) => code ?? '' },
    { head: 'uid', cell: ({ uid }) => uid },
    { head: 'source', cell: ({ source }) => source },
    { head: 'type', cell: ({ type }) => type },
    ...byHead(labels).flatMap(labelColumns),
    { head: 'broader', cell: (term) => others(term, 'broader') },
    { head: 'related', cell: (term) => others(term, 'related') },
    { head: 'note', cell: ({ note }) => note ?? '' },
  ]
  const line = (cells: readonly string[]) =>
    stringify([cells.map(harmless)], { record_delimiter: '\r\n', quoted_match: /^'|\r/ })
  yield '\uFEFF'
  yield line(columns.map(({ head }) => head))
  for (const term of terms) yield line(columns.map(({ cell }) => cell(term)))
}

/** Labels of one kind with one tag: what differs only in a script that is not said stands in one column. */
interface LabelGroup {
  kind: WrittenLabel['kind']
  tag: string
  read: boolean
}

function byHead(labels: readonly LabelColumn[]): LabelGroup[] {
  const groups = new Map<string, LabelGroup>()
  for (const { kind, read, ...tagged } of labels) {
    const tag = tagOfLanguage(tagged)
    const there = groups.get(`${kind} ${tag}`)
    groups.set(`${kind} ${tag}`, { kind, tag, read: read === 1 || there?.read === true })
  }
  return [...groups.values()]
}

function labelColumns({ kind: wanted, tag, read }: LabelGroup): Column[] {
  const head = (name: string) => (tag === '' ? name : `${name}@${tag}`)
  const of = (term: WrittenTerm) =>
    term.labels.filter(({ kind, ...tagged }) => kind === wanted && tagOfLanguage(tagged) === tag)
  const isPreferred = wanted === 'preferred'
  const words: Column = {
    head: head(isPreferred ? 'label' : 'alt'),
    cell: (term) =>
      isPreferred ? (of(term)[0]?.value ?? '') : joinValues(of(term).map(({ value }) => value)),
  }
  if (!read) return [words]
  const readings: Column = {
    head: isPreferred ? (tag === 'ja' ? 'reading' : head('reading')) : head('altReading'),
    cell: (term) => {
      const all = of(term).map(({ reading }) => reading)
      if (isPreferred) return all[0] ?? ''
      return all.every((reading) => reading === null)
        ? ''
        : joinValues(all.map((reading) => reading ?? NO_READING))
    },
  }
  return [words, readings]
}

/** By their codes where they are of the same vocabulary and have one. */
const others = ({ source, relations }: WrittenTerm, wanted: string): string =>
  joinValues(
    relations
      .filter(({ type }) => type === wanted)
      .map((other) =>
        other.source === source && other.code !== null ? other.code : `${UID_URN}${other.uid}`,
      ),
  )
