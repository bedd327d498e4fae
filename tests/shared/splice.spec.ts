import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ParagraphId } from '../../src-main/shared/contract/ids.ts'
import type { WrittenParagraph } from '../../src-main/shared/contract/text.ts'
import { merged, spliceOf } from '../../src-renderer/state/transcribing/splice.ts'

const paragraph = (id: number | null, value: string): WrittenParagraph => ({
  id: id as ParagraphId | null,
  kind: 'body',
  pageId: null,
  value,
  continues: false,
  marks: [],
})
const said = (paragraphs: readonly WrittenParagraph[]) =>
  paragraphs.map(({ id, value }) => `${String(id ?? '+')}${value}`).join(' ')
/** `1a 2b +c`: paragraphs by id and words, `+` for one that is new. */
const text = (written: string) =>
  written === ''
    ? []
    : written.split(' ').map((one) => {
        const [, id = '', value = ''] = /^(\d+|\+)(.*)$/.exec(one) ?? []
        return paragraph(id === '+' ? null : Number(id), value)
      })

/** What the core does with a splice. */
function spliced(saved: WrittenParagraph[], now: WrittenParagraph[]): WrittenParagraph[] {
  const splice = spliceOf(saved, now)
  if (splice === null) return saved
  const { replaced, afterId, paragraphs } = splice
  const first = replaced[0] ?? afterId
  const at = first === null ? -1 : saved.findIndex(({ id }) => id === first)
  const from = replaced.length > 0 ? at : at + 1
  expect(saved.slice(from, from + replaced.length).map(({ id }) => id)).toEqual(replaced)
  return [...saved.slice(0, from), ...paragraphs, ...saved.slice(from + replaced.length)]
}

const anEditedText = fc
  .array(fc.constantFrom('keep', 'change', 'drop', 'split'), { maxLength: 8 })
  .map((acts) => {
    const saved = acts.map((_, index) => paragraph(index + 1, `v${String(index)}`))
    const now = acts.flatMap((act, index) => {
      const own = saved[index] as WrittenParagraph
      if (act === 'drop') return []
      if (act === 'split') return [{ ...own, value: 'half' }, paragraph(null, 'rest')]
      return [act === 'keep' ? own : { ...own, value: 'changed' }]
    })
    return { saved, now }
  })

describe('spliceOf', () => {
  it('names the least run of paragraphs that differs', () => {
    expect(spliceOf(text('1a 2b 3c'), text('1a 2x 3c'))).toMatchObject({ replaced: [2], afterId: 1 })
    expect(spliceOf(text('1a 2b'), text('1a 2b +c'))).toMatchObject({ replaced: [], afterId: 2 })
    expect(spliceOf(text('1a 2b'), text('+z 1a 2b'))).toMatchObject({ replaced: [], afterId: null })
    expect(spliceOf(text('1a 2b'), text('1a'))).toMatchObject({ replaced: [2], paragraphs: [] })
    expect(spliceOf(text('1a 2b'), text('1a 2b'))).toBeNull()
  })

  it('makes the text of the core the one that was edited', () => {
    fc.assert(
      fc.property(anEditedText, ({ saved, now }) => {
        expect(said(spliced(saved, now))).toBe(said(now))
      }),
    )
  })
})

describe('merged', () => {
  const both = (before: string, elsewhere: string, here: string) =>
    said(merged(text(before), text(elsewhere), text(here)))

  it('keeps what was changed here and what was changed elsewhere', () => {
    expect(both('1a 2b 3c', '1x 2b 3c', '1a 2b 3y')).toBe('1x 2b 3y')
    expect(both('1a 2b', '1a 9n 2b', '1a 2b +m')).toBe('1a 9n 2b +m')
    expect(both('1a 2b 3c', '1a 3c', '1a 2b 3y')).toBe('1a 3y')
  })

  it('lets nothing go that somebody has just written', () => {
    // Taken out elsewhere, and written on here: a new paragraph, where it was.
    expect(both('1a 2b 3c', '1a 3c', '1a 2more 3c')).toBe('1a +more 3c')
    // Taken out here, and written on elsewhere.
    expect(both('1a 2b 3c', '1a 2more 3c', '1a 3c')).toBe('1a 2more 3c')
    expect(both('1a 2b', '1a', '1a')).toBe('1a')
  })

  it('is what was edited here when nothing was changed elsewhere', () => {
    fc.assert(
      fc.property(anEditedText, ({ saved, now }) => {
        expect(said(merged(saved, saved, now))).toBe(said(now))
      }),
    )
  })
})
