import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { anEmptyCatalogue } from '../builders.ts'
import { hasSharedFiles, sharedFile } from '../shared-files.ts'

const SAMPLE = resolve(import.meta.dirname, '../../resources/sample/telegram.txt')
const SEED = sharedFile('seed/000_1cd010aa4a0030bb.txt')

/** A document of two texts, imported, and what the checks say of it. */
async function imported(path: string) {
  const made = await anEmptyCatalogue()
  const { client } = made
  const { jobId } = await client.import.start({ handles: [made.handle(path, 'read')], as: 'wilson-center' })
  await client.job.wait({ id: jobId })
  const [row] = (await client.description.children({ parentId: null })).rows
  if (!row) throw new Error('nothing was imported')
  const texts = await client.text.list({ descriptionId: row.id })
  const findings = () => client.finding.ofRecord({ descriptionId: row.id })
  return { ...made, descriptionId: row.id, texts, findings }
}

describe('an imported document', () => {
  it('has its withheld passage as one candidate, in both texts, and nothing is decided', async () => {
    const { client, descriptionId, texts, findings } = await imported(SAMPLE)
    const candidates = (await findings()).filter(({ code }) => code === 'passageNotPublic')
    expect(candidates).toHaveLength(1)
    const words = [candidates[0], candidates[0]?.other].map((place) => {
      const text = texts.find(({ id }) => id === place?.textId)
      return text?.paragraphs[place?.index ?? -1]?.value.slice(place?.span?.start, place?.span?.end)
    })
    expect(words[0]).toMatch(/^「北港の岸壁は、.*見込みである。」$/)
    expect(words[1]).toMatch(/^"Part of the quay .* next spring\."$/)
    expect((await client.description.get({ id: descriptionId })).restrictions).toEqual([])
  })

  it('settles a sentence over the page by saying that it is one, in a step that can be taken back', async () => {
    const { client, descriptionId, findings } = await imported(SAMPLE)
    const broken = async () => (await findings()).filter(({ code }) => code === 'sentenceBroken')
    const [first, ...others] = await broken()
    expect(others).toEqual([])
    await client.finding.fix({ descriptionId, fingerprint: first?.fingerprint ?? '', choice: 0 })
    expect(await broken()).toEqual([])
    const [text] = await client.text.list({ descriptionId })
    expect(text?.paragraphs.filter(({ continues }) => continues).map(({ value }) => value)).toEqual([
      '30日以内に行うこととしたい。',
    ])
    await client.history.undo()
    expect(await broken()).toHaveLength(1)
  })
})

/** cataloguing.md, section 2, by number: what the original and its translation do not agree in, for certain. */
const CERTAIN: Readonly<Record<number, RegExp>> = {
  1: /^identifierDiffers Q36RA Q36A/,
  2: /^markUntranslated Year Month$/,
  3: /^timeInOneText 02時33分/,
  7: /^(?:paragraphsMerged 2 .*「ソ連側は|passageNotPublic 「ソ連側は)/,
  8: /^(?:glyphLeft □|ocrSlip publically)/,
}
/** What is right beside that: probable slips, sentences over a break, dates with blanks, and names that nobody has linked yet. */
const RIGHT = [
  /^ocrSlip (?:準備強化|閉ましくし)/,
  /^sentenceBroken (?:ことについては「グ」との|ed that they)/,
  /^dateUnread (?:年 月 25日|外務省 03月25日)/,
  /^nameWithoutAuthority (?:Katori|安倍|グロムイコ|中島|セン・キシ|アルヒポフ|Abe|Andrei Gromyko|Toshijiro Nakajima|Wu|Qian Qichen|Ivan Arkhipov)$/,
]

describe.runIf(hasSharedFiles)('the first document', () => {
  it('is found out in what is certain, with at most five findings that are not right', async () => {
    const { findings } = await imported(SEED)
    const said = (await findings()).map(({ code, about }) => [code, ...about].join(' '))
    for (const [number, words] of Object.entries(CERTAIN))
      expect(
        said.some((one) => words.test(one)),
        `number ${number}`,
      ).toBe(true)
    const right = [...Object.values(CERTAIN), ...RIGHT]
    expect(said.filter((one) => !right.some((words) => words.test(one))).slice(5)).toEqual([])
  })

  it('says where each stands in both texts', async () => {
    const { findings } = await imported(SEED)
    const places = new Map((await findings()).map((one) => [one.code, [one.index, one.other?.index]]))
    expect(places.get('identifierDiffers')).toEqual([6, 8])
    expect(places.get('paragraphsMerged')).toEqual([49, 16])
    expect(places.get('passageNotPublic')).toEqual([49, 16])
  })
})
