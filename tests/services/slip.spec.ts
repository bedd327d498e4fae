import { describe, expect, it } from 'vitest'
import { anEmptyCatalogue } from '../builders.ts'

async function anItem(value: string) {
  const made = await anEmptyCatalogue()
  const { client } = made
  const { id: descriptionId } = await client.description.create({ parentId: null, fields: { level: 'item' } })
  const about = { kind: 'transcription', language: 'jpn', script: null, agent: null } as const
  const text = await client.text.create({ descriptionId, ...about })
  const paragraph = { id: null, kind: 'body' as const, pageId: null, value, continues: false, marks: [] }
  await client.text.write({
    id: text.id,
    replaced: text.paragraphs.map(({ id }) => id),
    paragraphs: [paragraph],
  })
  const slips = async () =>
    (await client.finding.ofRecord({ descriptionId }))
      .filter(({ code }) => code === 'ocrSlip')
      .map(({ about: words }) => words.join('>'))
  return { ...made, descriptionId, slips }
}

describe('the list of slips', () => {
  it('is gone on with by the office, and checks go by it', async () => {
    const { client, slips } = await anItem('沢度大使の準備強化')
    expect(await slips()).toEqual(['準備強化>軍備強化'])
    const added = await client.slip.add({ wrong: '沢度', correct: '沢渡' })
    expect(await slips()).toEqual(['沢度>沢渡', '準備強化>軍備強化'])
    expect((await client.slip.list()).own).toEqual([added])
    await client.slip.remove({ id: added.id })
    expect(await slips()).toEqual(['準備強化>軍備強化'])
    await client.history.undo()
    expect((await client.slip.list()).own).toEqual([added])
  })

  it('says the office’s own word in the place of one that is shipped', async () => {
    const { client, slips } = await anItem('準備強化')
    await client.slip.add({ wrong: '準備強化', correct: '警備強化' })
    expect(await slips()).toEqual(['準備強化>警備強化'])
  })

  it('refuses words twice, words for themselves, and one that is gone', async () => {
    const { client } = await anItem('')
    const { id } = await client.slip.add({ wrong: '沢度', correct: '沢渡' })
    await expect(client.slip.add({ wrong: '沢度', correct: '沢戸' })).rejects.toMatchObject({
      code: 'slipTaken',
    })
    await expect(client.slip.add({ wrong: '沢渡', correct: '沢渡' })).rejects.toMatchObject({
      code: 'valueNotAllowed',
    })
    await client.slip.remove({ id })
    await expect(client.slip.remove({ id })).rejects.toMatchObject({ code: 'slipNotFound' })
  })
})
