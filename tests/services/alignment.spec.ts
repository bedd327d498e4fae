import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Text, WrittenParagraph } from '../../src-main/shared/contract/text.ts'
import { anEmptyCatalogue } from '../builders.ts'

/** An item with a transcription and a translation of the paragraphs given. */
async function twoTexts(japanese: readonly string[], english: readonly string[]) {
  const made = await anEmptyCatalogue()
  const { client } = made
  const { id: descriptionId } = await client.description.create({ parentId: null, fields: { level: 'item' } })
  const write = async (kind: Text['kind'], language: string, values: readonly string[]) => {
    const about = { kind, language, script: null, agent: null, direction: 'horizontal' as const }
    const text = await client.text.create({ descriptionId, ...about })
    const replaced = text.paragraphs.map(({ id }) => id)
    return client.text.write({ id: text.id, replaced, paragraphs: values.map((value) => written(value)) })
  }
  const a = await write('transcription', 'jpn', japanese)
  const b = await write('translation', 'eng', english)
  const two = { textId: a.id, otherId: b.id }
  /** Pairs as positions; those that a person said with a sign. */
  const shown = async () => {
    const [first, second] = await client.text.list({ descriptionId })
    const at = (text: Text | undefined, id: number) =>
      text?.paragraphs.findIndex((one) => one.id === id) ?? -1
    return (await client.alignment.propose(two)).pairs.map(
      ({ paragraphId, otherId, said }) =>
        `${String(at(first, paragraphId))}-${String(at(second, otherId))}${said ? '!' : ''}`,
    )
  }
  return { ...made, descriptionId, a, b, two, shown }
}

const written = (value: string, id: WrittenParagraph['id'] = null): WrittenParagraph => ({
  ...{ id, kind: 'body', pageId: null, value, continues: false, marks: [] },
})

const idOf = (text: Text, index: number) => {
  const found = text.paragraphs[index]
  if (!found) throw new Error(`no paragraph ${String(index)}`)
  return found.id
}

const JAPANESE = ['1. 会議は始まった。', '2. 大臣は述べた。', '3. 会議は終わった。']
const ENGLISH = ['1. The meeting began.', '2. The Minister spoke.', '3. The meeting ended.']

describe('alignment.propose', () => {
  it('stores nothing', async () => {
    const { client, two, shown, descriptionId } = await twoTexts(JAPANESE, ENGLISH)
    const before = await client.history.list({})
    expect(await shown()).toEqual(['0-0', '1-1', '2-2'])
    expect(await client.alignment.list({ descriptionId })).toEqual({ pairs: [], without: [] })
    expect(await client.history.list({})).toEqual(before)
    const reversed = await client.alignment.propose({ textId: two.otherId, otherId: two.textId })
    expect(reversed.pairs).toHaveLength(3)
  })

  it('names what is left, and a sentence that seems to run on', async () => {
    const { client, two, a, b } = await twoTexts(
      [...JAPANESE, '4. 訳されない段落。'],
      ['1. The meeting began', 'at noon.', ...ENGLISH.slice(1)],
    )
    const { left, continues } = await client.alignment.propose(two)
    expect(left).toEqual([idOf(a, 3)])
    expect(continues).toEqual([idOf(b, 1)])
  })

  it('refuses one text with itself, texts of two records, and a text that is gone', async () => {
    const { client, two, a } = await twoTexts(JAPANESE, ENGLISH)
    const other = await client.description.create({ parentId: null, fields: { level: 'item' } })
    const about = { kind: 'summary', language: 'eng', script: null, agent: null } as const
    const elsewhere = await client.text.create({ descriptionId: other.id, ...about })
    for (const otherId of [a.id, elsewhere.id])
      await expect(client.alignment.propose({ ...two, otherId })).rejects.toMatchObject({
        code: 'notTwoTexts',
      })
    await client.text.remove({ id: two.otherId })
    await expect(client.alignment.propose(two)).rejects.toMatchObject({ code: 'textNotFound' })
  })

  it('aligns long texts on another thread', async () => {
    const many = (words: string) =>
      Array.from({ length: 300 }, (_, index) => `(${String(index + 1)}) ${words}`)
    const { shown } = await twoTexts(many('双方は合意した。'), many('Both sides agreed.'))
    expect((await shown()).slice(0, 3)).toEqual(['0-0', '1-1', '2-2'])
  })
})

describe('alignment.take', () => {
  it('makes all that is proposed said, in one step that can be taken back', async () => {
    const { client, two, shown } = await twoTexts(JAPANESE, ENGLISH)
    expect(await client.alignment.take(two)).toMatchObject({ pairs: 3 })
    expect(await shown()).toEqual(['0-0!', '1-1!', '2-2!'])
    expect(await client.alignment.take(two)).toEqual({ historyId: null, pairs: 0 })
    await client.history.undo()
    expect(await shown()).toEqual(['0-0', '1-1', '2-2'])
    await client.history.redo()
    expect(await shown()).toEqual(['0-0!', '1-1!', '2-2!'])
  })
})

describe('alignment.take of some paragraphs', () => {
  it('leaves the rest a proposal', async () => {
    const { client, a, b, two, shown } = await twoTexts(JAPANESE, ENGLISH)
    const only = [idOf(a, 1), idOf(b, 2)]
    expect(await client.alignment.take({ ...two, only })).toMatchObject({ pairs: 2 })
    expect(await shown()).toEqual(['0-0', '1-1!', '2-2!'])
  })
})

describe('what a person says', () => {
  it('in one visit is one step', async () => {
    const { client, a, b, two, shown } = await twoTexts(JAPANESE, ENGLISH)
    await client.alignment.take(two)
    for (const index of [0, 1])
      await client.alignment.part({ paragraphId: idOf(a, index), otherId: idOf(b, index), visit: 'one' })
    await client.history.undo()
    expect(await shown()).toEqual(['0-0!', '1-1!', '2-2!'])
  })

  it('stands over what is proposed, in whichever order it is said', async () => {
    const { client, a, b, two, shown } = await twoTexts(JAPANESE, ENGLISH)
    await client.alignment.pair({ paragraphId: idOf(b, 2), otherId: idOf(a, 1) })
    await client.alignment.pair({ paragraphId: idOf(a, 1), otherId: idOf(b, 1) })
    expect(await shown()).toEqual(['0-0', '1-1!', '1-2!'])
    await client.alignment.part({ paragraphId: idOf(b, 1), otherId: idOf(a, 1) })
    expect(await shown()).toEqual(['0-0', '1-2!'])
    await expect(
      client.alignment.part({ paragraphId: idOf(a, 1), otherId: idOf(b, 1) }),
    ).rejects.toMatchObject({ code: 'pairNotFound' })
    await expect(
      client.alignment.pair({ paragraphId: idOf(a, 1), otherId: idOf(a, 2) }),
    ).rejects.toMatchObject({ code: 'notTwoTexts' })
    expect((await client.alignment.propose(two)).left).toEqual([idOf(a, 2), idOf(b, 1)])
  })

  it('of having no partner parts, and gives way to a pair', async () => {
    const { client, a, b, two, shown, descriptionId } = await twoTexts(JAPANESE, ENGLISH)
    await client.alignment.take(two)
    await client.alignment.noPartner({ paragraphId: idOf(a, 1), textId: b.id })
    expect(await shown()).toEqual(['0-0!', '2-2!'])
    expect(await client.alignment.propose(two)).toMatchObject({
      without: [idOf(a, 1)],
      left: [idOf(b, 1)],
    })
    await client.alignment.noPartner({ paragraphId: idOf(a, 1), textId: b.id, none: false })
    expect(await shown()).toEqual(['0-0!', '1-1', '2-2!'])
    await client.alignment.noPartner({ paragraphId: idOf(b, 1), textId: a.id })
    await client.alignment.pair({ paragraphId: idOf(a, 1), otherId: idOf(b, 1) })
    expect(await client.alignment.list({ descriptionId })).toMatchObject({ without: [] })
  })

  it('goes with the words when paragraphs are parted and joined, and with the text when that goes', async () => {
    const { client, a, b, two, shown, descriptionId } = await twoTexts(JAPANESE, ENGLISH)
    await client.alignment.take(two)
    const split = await client.text.write({
      id: a.id,
      replaced: [idOf(a, 1)],
      paragraphs: [written('2. 大臣は', idOf(a, 1)), written('述べた。')],
    })
    expect(await shown()).toEqual(['0-0!', '1-1!', '2-1!', '3-2!'])
    await client.text.write({
      id: a.id,
      replaced: [idOf(split, 2), idOf(split, 3)],
      paragraphs: [written('述べた。3. 会議は終わった。', idOf(split, 2))],
    })
    expect(await shown()).toEqual(['0-0!', '1-1!', '2-1!', '2-2!'])
    await client.history.undo()
    await client.history.undo()
    expect(await shown()).toEqual(['0-0!', '1-1!', '2-2!'])
    await client.text.remove({ id: b.id })
    expect(await client.alignment.list({ descriptionId })).toEqual({ pairs: [], without: [] })
    await client.history.undo()
    expect(await shown()).toEqual(['0-0!', '1-1!', '2-2!'])
  })

  it('does not count as a change of what was published', async () => {
    const { client, two, descriptionId } = await twoTexts(JAPANESE, ENGLISH)
    await client.description.edit({ id: descriptionId, patch: { status: 'published' } })
    await client.alignment.take(two)
    expect((await client.description.get({ id: descriptionId })).changed).toBe(false)
  })
})

describe('an imported document', () => {
  it('has its two texts aligned as a proposal', async () => {
    const { client, handle } = await anEmptyCatalogue()
    const path = resolve(import.meta.dirname, '../../resources/sample/telegram.txt')
    const { jobId } = await client.import.start({ handles: [handle(path, 'read')], as: 'wilson-center' })
    await client.job.wait({ id: jobId })
    const [row] = (await client.description.children({ parentId: null })).rows
    if (!row) throw new Error('nothing was imported')
    const [a, b] = await client.text.list({ descriptionId: row.id })
    if (!a || !b) throw new Error('not two texts')
    const { pairs, left, continues } = await client.alignment.propose({ textId: a.id, otherId: b.id })
    expect(pairs).toHaveLength(18)
    expect(pairs.some(({ said }) => said)).toBe(false)
    expect(left).toEqual([idOf(a, 7)])
    expect(continues).toEqual([idOf(a, 27)])
  })
})
