/** A record with pages, a transcription and a translation, for specs of what is read of it. */
import { join } from 'node:path'
import sharp from 'sharp'
import type { Text, WrittenParagraph } from '../src-main/shared/contract/text.ts'
import type { DescriptionId, PageId } from '../src-main/shared/contract/ids.ts'
import { anEmptyCatalogue, words } from './builders.ts'
import type { CatalogueInASpec } from './builders.ts'

/** Pages of 400 by 300 pixels: red on the left, blue on the right. */
export async function addPages({ client, home, handle }: CatalogueInASpec, id: DescriptionId, count: number) {
  for (let number = 1; number <= count; number++) {
    const path = join(home, `scan${String(id)}-${String(number)}.png`)
    const half = await sharp({
      create: { width: 200, height: 300, channels: 3, background: { r: 220, g: number, b: 20 } },
    })
      .png()
      .toBuffer()
    await sharp({ create: { width: 400, height: 300, channels: 3, background: { r: 20, g: 20, b: 220 } } })
      .composite([{ input: half, left: 0, top: 0 }])
      .png()
      .toFile(path)
    const { jobId } = await client.import.start({
      handles: [handle(path, 'read')],
      into: id,
      arrange: 'attach',
    })
    await client.job.wait({ id: jobId })
  }
  return (await client.scan.pages({ descriptionId: id })).map((page) => page.id)
}

type Given = Pick<WrittenParagraph, 'value'> & Partial<WrittenParagraph>

/** A text with these paragraphs. */
export async function aText(
  { client }: CatalogueInASpec,
  descriptionId: DescriptionId,
  about: Pick<Text, 'kind' | 'language' | 'script'> & Partial<Pick<Text, 'direction' | 'agent'>>,
  paragraphs: readonly Given[],
): Promise<Text> {
  const text = await client.text.create({ descriptionId, agent: null, ...about })
  return client.text.write({
    id: text.id,
    replaced: text.paragraphs.map(({ id }) => id),
    paragraphs: paragraphs.map((one) => ({
      ...{ id: null, kind: 'body' as const, pageId: null, continues: false, marks: [] },
      ...one,
    })),
  })
}

export const JAPANESE = { kind: 'transcription', language: 'jpn', script: 'Jpan' } as const
export const ENGLISH = { kind: 'translation', language: 'eng', script: 'Latn' } as const

/** A telegram of two pages, whose second sentence runs over the end of the first. */
export async function aTelegram() {
  const made = await anEmptyCatalogue()
  const { client } = made
  const { id } = await client.description.create({
    parentId: null,
    fields: {
      level: 'item',
      referenceCode: 'F/1',
      title: [words('Visit of the minister', 'eng', 'Latn'), words('大臣の訪問', 'jpn', 'Jpan')],
      dates: [{ kind: 'despatch', expression: '昭和59年3月25日', edtf: '1984-03-25', language: 'jpn' }],
      agents: [{ name: 'Katori', role: 'sender' }],
      classification: [words('極秘', 'jpn', 'Jpan')],
      staffNote: [words('Ask the embassy first', 'eng', 'Latn')],
    },
  })
  const [first = null, second = null] = await addPages(made, id, 2)
  const transcription = await aText(made, id, JAPANESE, [
    { value: '電信写', kind: 'boilerplate', pageId: first },
    {
      value: '1. 大臣は北京を訪問する。',
      pageId: first,
      marks: [{ kind: 'uncertain', start: 6, end: 8 }],
    },
    { value: '2. 先方は経済協力につき', pageId: first },
    { value: '協議を希望している。', pageId: second, continues: true },
    { value: '欄外の書込み', marks: [{ kind: 'handwriting', start: 0, end: 6 }] },
  ])
  const translation = await aText(made, id, ENGLISH, [
    { value: '1. The minister visits Beijing.', pageId: first },
    { value: '2. The other side wishes to discuss economic cooperation.', pageId: first },
  ])
  const at = (text: Text, index: number) => text.paragraphs[index]?.id ?? (0 as never)
  await client.alignment.pair({ paragraphId: at(transcription, 1), otherId: at(translation, 0) })
  await client.alignment.pair({ paragraphId: at(transcription, 2), otherId: at(translation, 1) })
  return { ...made, id, pages: [first, second] as [PageId, PageId] }
}
