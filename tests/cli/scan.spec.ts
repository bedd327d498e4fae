/** `shoko scan`: a person looks in last year's release for what the catalogue withholds. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import type { LeakReport } from '../../src-main/shared/contract/leak.ts'
import { aCommandLine } from './run.ts'

const PASSAGE = '先方は、一九七九年に示した鉄道共同敷設案を再び持ち出したが、わが方はこれを拒絶した。'
const BEFORE = '大臣より貿易の現状につき説明した。'
const AFTER = '会談は午後五時に終わった。'
const NAME = 'グロムイコ'

/** Each step is a process of its own. */
const SLOW = 180_000

/** One item, of whose transcription a sentence and a name are withheld, with a note to colleagues. */
async function aCatalogueThatWithholds() {
  const cli = aCommandLine()
  await cli.shoko('new', 'A.shoko', '--name', '架空文書館', '--country', 'JP')
  const call = async <T>(name: string, input: unknown) =>
    (await cli.shoko('call', 'A.shoko', name, JSON.stringify(input), '--json')).json<T>()
  const { id: descriptionId } = await call<{ id: number }>('description.create', {
    parentId: null,
    fields: { level: 'item', referenceCode: 'F/1', title: [{ value: '会談の記録', language: 'jpn' }] },
  })
  const text = await call<{ id: number; paragraphs: { id: number }[] }>('text.create', {
    descriptionId,
    kind: 'transcription',
    language: 'jpn',
    script: 'Jpan',
    direction: 'horizontal',
    agent: null,
  })
  const value = `${BEFORE}${PASSAGE}${AFTER}同席した${NAME}参事官は発言しなかった。`
  const { paragraphs } = await call<{ paragraphs: { id: number }[] }>('text.write', {
    id: text.id,
    replaced: text.paragraphs.map(({ id }) => id),
    paragraphs: [{ id: null, kind: 'body', pageId: null, value, continues: false, marks: [] }],
  })
  const paragraphId = paragraphs[0]?.id
  const marked = async (words: string, note: string) => {
    const offset = value.indexOf(words)
    const place = {
      kind: 'span',
      textId: text.id,
      from: { paragraphId, offset },
      to: { paragraphId, offset: offset + words.length },
    }
    return call<{ id: number }>('redaction.mark', {
      descriptionId,
      anchors: [{ place: { ...place, quotation: { exact: words, prefix: '', suffix: '' } } }],
      note,
      as: '審査官 甲',
    })
  }
  const sentence = await marked(PASSAGE, '相手国政府の申し入れにより非公開とする旨、局長まで了解済み。')
  const name = await marked(NAME, '')
  return { ...cli, call, sentence: String(sentence.id), name: String(name.id) }
}

describe('shoko scan', () => {
  it(
    'fails with the redaction and the place, and says no word of what is withheld',
    async () => {
      const { shoko, folder, sentence, name } = await aCatalogueThatWithholds()
      const release = join(folder, 'release', '1984')
      mkdirSync(release, { recursive: true })
      writeFileSync(join(release, 'open.html'), `<p>${BEFORE}[2 行非公開]${AFTER}</p>`)
      writeFileSync(join(release, 'leaky.txt.gz'), gzipSync(Buffer.from(`${BEFORE}${PASSAGE}`, 'utf16le')))
      writeFileSync(join(release, `${NAME}.txt`), '同席した参事官')
      writeFileSync(
        join(release, 'notes.csv'),
        'id,note\n1,相手国政府の申し入れにより非公開とする旨、局長まで了解済み。',
      )

      const ran = await shoko('scan', 'release', '--against', 'A.shoko', '--json')
      expect(ran.code).toBe(1)
      const report = ran.json<LeakReport>()
      expect(report).toMatchObject({ files: 4, redactions: 2, isPartial: false, unread: [] })
      expect(
        report.findings.map(({ redaction, kind, file, encoding }) => ({ redaction, kind, file, encoding })),
      ).toEqual(
        expect.arrayContaining([
          { redaction: sentence, kind: 'passage', file: '1984/leaky.txt.gz', encoding: 'utf-16le' },
          { redaction: sentence, kind: 'passage', file: '1984/notes.csv', encoding: 'utf-8' },
          { redaction: name, kind: 'alone', file: '1984/[4]', encoding: 'name' },
        ]),
      )
      expect(report.findings).toHaveLength(3)

      const said = await shoko('scan', 'release', '--against', 'A.shoko')
      for (const text of [ran.out, ran.err, said.out, said.err])
        for (const words of [PASSAGE.slice(3, 12), NAME, '局長まで']) expect(text).not.toContain(words)
      expect(said.out).toContain('1984/leaky.txt.gz › gzip 0')
      expect(said.err).toContain('It does not show that everything was marked')
    },
    SLOW,
  )

  it(
    'finds nothing in what is open, and lists what has no words of its own',
    async () => {
      const { shoko, folder } = await aCatalogueThatWithholds()
      writeFileSync(join(folder, 'open.txt'), `${BEFORE}${AFTER}会談の記録`)
      const clean = await shoko('scan', 'open.txt', '--against', 'A.shoko', '--json')
      expect(clean).toMatchObject({ code: 0 })
      expect(clean.json<LeakReport>()).toMatchObject({ found: 0, findings: [] })

      writeFileSync(join(folder, 'lines.txt'), `${PASSAGE}\n\n1979\nサハロフ\n`)
      const lines = await shoko('scan', 'open.txt', '--passages', 'lines.txt', '--json')
      expect(lines.json<LeakReport>().unsearched).toEqual([
        { redaction: '3', why: 'tooShort', neighbours: false, alone: false },
        { redaction: '4', why: 'tooShort', neighbours: false, alone: true },
      ])
      expect((await shoko('scan', 'open.txt')).code).toBe(2)
    },
    SLOW,
  )

  it(
    'tells beside it what is withheld in one place and open in another',
    async () => {
      const { shoko, call, name } = await aCatalogueThatWithholds()
      await call('description.create', {
        parentId: null,
        fields: {
          level: 'item',
          referenceCode: 'F/2',
          status: 'published',
          title: [{ value: `${NAME}の来日`, language: 'jpn' }],
        },
      })
      const found = await shoko('consistency', 'A.shoko', '--json')
      expect(found.code).toBe(1)
      expect(found.json()).toMatchObject({
        echoes: [{ redaction: name, kind: 'name', field: 'title', from: 0, to: NAME.length }],
        isPartial: false,
      })
    },
    SLOW,
  )
})
