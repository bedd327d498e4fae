import { describe, expect, it } from 'vitest'
import { openCatalogue } from '../../src-main/catalogue/open.ts'
import { contentHash } from '../content-hash.ts'
import { aCore, anEmptyCatalogue, words } from '../builders.ts'
import { aRealServer } from '../real-server.ts'

/** How often the power goes; `npm run faults` is in its own mode. */
const ROUNDS = process.env['MODE'] === 'faults' ? 100 : 6

describe('a server killed without warning', () => {
  it('keeps every edit that it answered, and the file checks clean', async () => {
    const { folder, home, core } = await anEmptyCatalogue()
    await core.close()
    for (let round = 1; round <= ROUNDS; round++) {
      const server = await aRealServer(home, folder)
      const answered: { id: number; title: string }[] = []
      const { id: parentId } = await server.client.description.create({
        parentId: null,
        fields: { level: 'fonds' },
      })
      const edits = 3 + ((round * 7) % 20)
      for (let edit = 0; edit < edits; edit++) {
        const title = `第${round}回 ${edit}`
        const { id } = await server.client.description.create({
          parentId,
          fields: { level: 'item', title: [words(title)] },
        })
        answered.push({ id, title })
      }
      const before = contentHash(folder)
      // One more is on its way when the power goes, in every other round.
      const onItsWay =
        round % 2 === 0
          ? server.client.description
              .create({ parentId, fields: { level: 'item', title: [words('on its way')] } })
              .catch(() => null)
          : null
      await server.kill()
      await onItsWay

      const again = aCore({ home })
      await again.core.openCatalogue(folder)
      for (const { id, title } of answered) {
        expect((await again.client.description.get({ id })).title[0]?.value).toBe(title)
      }
      if (onItsWay === null) expect(contentHash(folder)).toBe(before)
      const report = await again.client.check.run()
      expect(report.findings.filter(({ severity }) => severity !== 'warning')).toEqual([])
      await again.core.close()
    }
  })
})

describe('a catalogue whose writer was killed', () => {
  it('is opened again without any question', async () => {
    const { folder, home, core } = await anEmptyCatalogue()
    await core.close()
    const server = await aRealServer(home, folder)
    expect(() => openCatalogue(folder, 'somebody', 'now')).toThrow(
      expect.objectContaining({ code: 'catalogueHeld' }),
    )
    await server.kill()
    openCatalogue(folder, 'somebody', 'now').close()
  })
})
