/** One document: its cover, its texts, and the account of every line. */
import type { Paragraph } from '../../shared/contract/text.ts'
import type { NamedLanguage } from '../../shared/domain/language-name.ts'
import { languageNamed } from '../../shared/domain/language-name.ts'
import { DATE_KINDS } from '../../shared/domain/field.ts'
import type { DescriptionPatch } from '../../shared/contract/description.ts'
import type { ImportedDocument, ImportedText } from '../importer.ts'
import { addCover } from './cover-fields.ts'
import type { CoverFacts } from './cover-fields.ts'
import { readCover } from './cover.ts'
import { Draft } from './draft.ts'
import { readEnglishHead } from './english-head.ts'
import { readForm } from './form.ts'
import type { FormLine } from './form.ts'
import { isTelegram, readJapaneseHead } from './japanese-head.ts'
import { proposeFromTitle, proposeLetterHead, proposeNames, proposeRestrictions } from './proposals.ts'
import { hanScript, languageByLetters, partTexts } from './script.ts'
import { Source } from './source.ts'
import type { Line, Taking } from './source.ts'
import { addForm, addSheetMark, addStamps } from './stamps.ts'
import { addEnglishHead, addJapaneseHead } from './telegram-fields.ts'
import { paragraphsOf, plainForm } from './texts.ts'

export interface Reading {
  readonly document: ImportedDocument
  /** What took each line that was taken, by its number. */
  readonly taken: ReadonlyMap<number, Taking>
}

/** Null where the text has no cover of this form. */
export function readDocument(text: string): Reading | null {
  const source = new Source(text)
  const cover = readCover(source.lines)
  if (cover.sections.length === 0) return null
  const draft = new Draft()
  const facts = addCover(draft, source, cover)
  const below = source.lines.filter(({ number, markOnly }) => number > cover.end && !markOnly)
  const named = chosenLanguage(facts, below)
  const { original, translation } = partTexts(below, named)
  // English with no word of another language or of a translation is the document itself.
  const isOriginal =
    original.length === 0 && named === null && !facts.contents.some((entry) => /transl/i.test(entry))
  const own = isOriginal ? { language: 'eng', script: 'Latn' } : languageOf(named, original, draft)
  const form = readForm(isOriginal ? translation : original, own?.language ?? '')
  const first = form.length > 0 ? addOriginal(draft, form, own, facts, translation) : null
  const second = isOriginal ? null : addTranslation(draft, translation, facts, first === null)
  source.take('text', [...original, ...translation])
  const summary = cover.sections.find(({ name }) => name === 'summary')
  proposeFromTitle(draft, facts.title, cover.title[0])
  proposeRestrictions(draft, [...original, ...translation])
  proposeNames(draft, {
    title: cover.title,
    summary: summary ? [{ ...summary.label, text: summary.inline }, ...summary.content] : [],
    original: first?.body ?? [],
    translation: second?.body ?? [],
    language: own?.language ?? null,
  })
  addKind(draft, facts.title, form)
  const pages = Math.max(0, ...form.map(({ page }) => page ?? 0))
  if (pages > 0)
    draft.add('extents', { quantity: String(pages), unit: 'pages', approximate: true, type: 'spaceoccupied' })
  return {
    document: {
      fields: { ...draft.fields, ...inOrder(draft.fields) },
      texts: [first, second].flatMap((read) => (read ? [read.text] : [])),
      places: draft.places,
      proposals: draft.proposals.sort((a, b) => a.line - b.line),
      unmapped: source.left().map((line) => ({ line: line.number, text: line.text })),
      pages,
    },
    taken: source.taken,
  }
}

/** The events of a record in the order in which they happen to it. */
const inOrder = ({ dates }: DescriptionPatch): DescriptionPatch =>
  dates ? { dates: [...dates].sort((a, b) => DATE_KINDS.indexOf(a.kind) - DATE_KINDS.indexOf(b.kind)) } : {}

/** Of several languages that the cover names, the one that the letters show. */
function chosenLanguage({ languages }: CoverFacts, lines: readonly Line[]): NamedLanguage | null {
  const shown = languages.length > 1 ? languageByLetters(lines) : null
  return (
    languages.find(({ language }) => language === shown?.language) ??
    languages.find(({ language }) => language !== 'eng') ??
    languages[0] ??
    null
  )
}

function languageOf(
  named: NamedLanguage | null,
  original: readonly Line[],
  draft: Draft,
): NamedLanguage | null {
  if (named === null) {
    const shown = languageByLetters(original)
    const [first] = original.filter(({ text }) => text !== '')
    if (shown && first) draft.propose('languages', { ...shown }, first, 'languageByLetters')
    return shown
  }
  if (named.language !== 'chi' || named.script !== null) return named
  const script = hanScript(original.map(({ text }) => text).join(''))
  if (script !== null)
    draft.fields.languages = (draft.fields.languages ?? []).map((value) =>
      value.language === 'chi' ? { ...value, script } : value,
    )
  return { ...named, script }
}

/** A text with the lines of it that are its author's words: not the head, the form or a stamp. */
interface ReadText {
  readonly text: ImportedText
  readonly body: readonly Line[]
}

function textOf(
  about: Omit<ImportedText, 'source' | 'paragraphs'>,
  form: readonly FormLine[],
  parts: ReadonlyMap<number, Paragraph['kind']>,
): ReadText {
  const body = form.filter(({ part, line }) => part === null && !parts.has(line.number))
  return {
    text: { ...about, source: 'imported', paragraphs: paragraphsOf(form, parts) },
    body: body.map(({ line }) => line),
  }
}

function addOriginal(
  draft: Draft,
  form: readonly FormLine[],
  own: NamedLanguage | null,
  facts: CoverFacts,
  translation: readonly Line[],
): ReadText {
  const options = { language: own?.language ?? null, script: own?.script ?? null }
  let parts: ReadonlyMap<number, Paragraph['kind']> = new Map()
  if (own?.language === 'jpn' && isTelegram(form)) {
    const head = readJapaneseHead(form)
    parts = head.parts
    addJapaneseHead(draft, head, form, { cover: facts.date, translated: readEnglishHead(translation).events })
  } else if (own?.language === 'jpn') proposeLetterHead(draft, form)
  addSheetMark(draft, form, options)
  addStamps(draft, form, options)
  addForm(draft, form, options)
  return textOf({ kind: 'transcription', ...options, agent: null }, form, parts)
}

function addTranslation(
  draft: Draft,
  lines: readonly Line[],
  facts: CoverFacts,
  alone: boolean,
): ReadText | null {
  const form = plainForm(lines)
  if (form.length === 0) return null
  const into = facts.contents
    .map((entry) => /transl\w*\s*[-–—:(]?\s*(\p{L}+)\)?$/iu.exec(entry)?.[1])
    .map((name) => (name === undefined ? null : languageNamed(name)))
    .find((language) => language !== null)
  const { language, script } = into ?? { language: 'eng', script: 'Latn' }
  const head = language === 'eng' ? readEnglishHead(lines) : null
  if (head) addEnglishHead(draft, head, { alone })
  const agent = (facts.citation?.translators ?? []).join(' and ') || null
  return textOf({ kind: 'translation', language, script, agent }, form, head?.parts ?? new Map())
}

const KINDS: readonly { form: RegExp; type: string; genre: string }[] = [
  { form: /\b(?:cable|telegram|cipher(?:ed)?gram)\b/i, type: 'telegram', genre: 'telegrams' },
  { form: /^(?:\w+ ){0,3}letters?\b/i, type: 'letter', genre: 'letters (correspondence)' },
  {
    form: /^(?:minutes|stenographic|protocol)\b/i,
    type: 'minutes',
    genre: 'minutes (administrative records)',
  },
  {
    form: /^(?:memorandum|record|transcript|notes?) of (?:a |the )?(?:\w+ )?(?:conversation|meeting|talks?|discussion)/i,
    type: 'minutes',
    genre: 'minutes (administrative records)',
  },
  { form: /^(?:\w+ ){0,2}memorand(?:um|a)\b/i, type: 'general', genre: 'memorandums' },
]

/** The kind of record, by the form itself or by the first words of the title (terms of the Art & Architecture Thesaurus). */
function addKind(draft: Draft, title: string | null, form: readonly FormLine[]): void {
  const first = (title ?? '').slice(0, 60)
  const kind = isTelegram(form) ? KINDS[0] : KINDS.find((candidate) => candidate.form.test(first))
  draft.fields.recordType = kind?.type ?? 'general'
  if (kind) draft.addPlace({ type: 'genre', value: kind.genre, source: 'aat', language: 'eng', termId: null })
}
