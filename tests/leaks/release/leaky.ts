/** Releases that were whole, with one thing done to them that somebody once did; their manifests say that all is well. */
import { createHash } from 'node:crypto'
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { documentWithType } from '../../../src-main/exporters/print/type.ts'
import { verifyRelease } from '../../../src-main/exporters/release/verify.ts'
import { aFolder } from '../../imaging/builders.ts'

export const SECRET = 'The Soviet Union brought up the 1979 proposal'
export const IMAGE = 'REL-2026-0001-p0001.png'
export const PDF = 'REL-2026-0001.pdf'

interface Manifest {
  files: { path: string; sha256: string; bytes: number }[]
  items: { pages: { image: string; width: number; height: number }[] }[]
  [key: string]: unknown
}

export const manifestIn = (folder: string): Manifest =>
  JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Manifest

/** A copy of a release after `spoil`, with digests and sizes as its files then are; the tests that fail on it. */
export async function failing(
  release: string,
  spoil: (folder: string) => Promise<void> | void,
): Promise<string[]> {
  const folder = join(aFolder(), 'leaky')
  cpSync(release, folder, { recursive: true })
  await spoil(folder)
  const manifest = manifestIn(folder)
  manifest.files = manifest.files
    .filter(({ path }) => readdirSync(folder).includes(path))
    .map(({ path }) => {
      const bytes = readFileSync(join(folder, path))
      return { path, sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length }
    })
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest))
  const { faults } = await verifyRelease(folder)
  return [...new Set(faults.map(({ test }) => test))].sort()
}

interface Inside {
  _root: { data: Record<string, unknown> }
  page: { dictionary: { data: Record<string, unknown> } }
  _addColorOutputIntent: () => void
  ref(data: unknown): { end(content?: Uint8Array): void }
}

/** The PDF of the release written again, with something more. */
export const withPdf =
  (leak: (pdf: ReturnType<typeof documentWithType>, inside: Inside) => void) =>
  async (folder: string): Promise<void> => {
    const at = new Date('2026-11-30T00:00:00Z')
    const info = {
      Title: 'REL-2026-0001',
      Creator: 'Shoko',
      Producer: 'Shoko',
      CreationDate: at,
      ModDate: at,
    }
    const pdf = documentWithType({ subset: 'PDF/A-2b', pdfVersion: '1.7', info })
    for (const { image, width, height } of manifestIn(folder).items[0]?.pages ?? []) {
      pdf.addPage({ size: [width, height], margin: 0 })
      pdf.image(readFileSync(join(folder, image)), 0, 0, { width, height })
      leak(pdf, pdf as unknown as Inside)
    }
    pdf.end()
    const parts: Uint8Array[] = []
    for await (const part of pdf as AsyncIterable<Uint8Array>) parts.push(part)
    writeFileSync(join(folder, PDF), Buffer.concat(parts))
  }

/** A chunk of a PNG, with its check sum left at nought: readers that skip it do not look. */
export function pngWith(type: string, data: Buffer, png: Buffer): Buffer {
  const head = Buffer.alloc(8)
  head.writeUInt32BE(data.length)
  head.write(type, 4, 'latin1')
  return Buffer.concat([png.subarray(0, 33), head, data, Buffer.alloc(4), png.subarray(33)])
}
