import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { aFolder, anEmptyCatalogue } from '../builders.ts'

describe('scan.tryAgain', () => {
  it('opens a picture that was set aside, which until then a check reports', async () => {
    const { client, core, folder, handle } = await anEmptyCatalogue()
    const path = join(aFolder(), '公電.png')
    await sharp({ create: { width: 90, height: 60, channels: 3, background: '#f4f1e6' } })
      .png()
      .toFile(path)
    const { jobId } = await client.import.start({ handles: [handle(path, 'read')] })
    const { result } = await client.job.wait({ id: jobId })
    const descriptionId = result?.kind === 'import' ? result.descriptionIds[0] : undefined
    if (descriptionId === undefined) throw new Error('nothing taken in')
    const [page] = await client.scan.pages({ descriptionId })
    const sha256 = page?.scan?.sha256 ?? ''

    // As two processes that ended leave it.
    const pictures = join(folder, 'derivatives', sha256.slice(0, 2))
    mkdirSync(pictures, { recursive: true })
    writeFileSync(join(pictures, `${sha256}-0-set-aside`), '')
    const asked = () => core.fetch(new Request(`http://core/thumbnails/${String(page?.id)}`))
    expect(await (await asked()).json()).toEqual({ code: 'scanSetAside', data: { file: '公電.png' } })
    // It is a mark, not a picture that has been spoilt.
    const check = await client.integrity.check({})
    const checked = (await client.job.wait({ id: check.jobId })).result
    expect(checked?.kind === 'integrity' && checked.findings).toEqual([
      expect.objectContaining({ severity: 'warning', code: 'scanSetAside', descriptionId }),
    ])

    await client.scan.tryAgain({ id: page?.id ?? 0 })
    expect((await asked()).headers.get('content-type')).toBe('image/jpeg')
    await expect(client.scan.tryAgain({ id: 99_999 })).rejects.toMatchObject({
      code: 'pageNotFound',
    })
  })
})
