/** An item's released words: to be read, and to be read by programs. */
import type { ReleaseCopy, ReleaseItem } from './copy.ts'
import { messages } from '../../shared/i18n/index.ts'

export function textOf({ language, institution, id }: ReleaseCopy, item: ReleaseItem): string {
  const m = messages[language].release
  const parts = [
    [item.documentId, item.title, m.decisions[item.decision], item.authority].join('\n'),
    item.fields.map(({ label, value }) => `${label}: ${value}`).join('\n'),
    ...item.texts.flatMap(({ label, paragraphs }) => [
      `== ${label} ==`,
      ...paragraphs.map(({ text }) => text),
    ]),
    [institution, id, item.name].join(' · '),
  ]
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`
}

/** Every property by its name: whatever else a value may carry is not written. */
export const recordOf = (item: ReleaseItem): unknown => ({
  name: item.name,
  documentId: item.documentId,
  title: item.title,
  decision: item.decision,
  classification: item.classification,
  authority: item.authority,
  fields: item.fields.map(({ label, value, lang }) => ({ label, value, lang })),
  texts: item.texts.map(({ label, lang, paragraphs }) => ({
    label,
    lang,
    paragraphs: paragraphs.map(({ page, text }) => ({ page, text })),
  })),
})

/** JSON whose keys are in order, so that the same values are the same bytes. */
export const sortedJson = (value: unknown): string => `${JSON.stringify(sorted(value), null, 2)}\n`

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, own]) => [key, sorted(own)]),
  )
}
