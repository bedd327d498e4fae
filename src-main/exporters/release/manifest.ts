/** What a release holds: its files, and the boxes on its pages. Of nothing that stayed does it hold a digest, a size or a name. */
import { createHash, createPublicKey, sign } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import type { Box, Mark } from '../../shared/domain/box/page.ts'
import type { Burnt } from '../../imaging/burn/plan.ts'
import type { Proof } from '../../shared/contract/release.ts'
import type { ReleaseCopy, ReleaseItem } from './copy.ts'
import { sortedJson } from './texts.ts'

export interface ManifestRegion {
  readonly id: string
  readonly codes: readonly string[]
  readonly lines: number | null
  /** In the legend of its page; 0 for a whole page, which has none. */
  readonly number: number
  /** In pixels of the released image. */
  readonly boxes: readonly { x: number; y: number; width: number; height: number; label: boolean }[]
}

export interface ManifestPage {
  readonly number: number
  readonly image: string
  readonly width: number
  readonly height: number
  readonly withheld: boolean
  readonly tracesMayRemain: boolean
  /** T2: outside of its boxes it is what its master is; null where that was not asked. */
  readonly unchanged: boolean | null
  readonly regions: readonly ManifestRegion[]
}

export interface ManifestItem {
  readonly name: string
  readonly documentId: string
  readonly decision: ReleaseItem['decision']
  readonly pdf: string
  readonly pages: readonly ManifestPage[]
  readonly withheldWords: readonly {
    id: string
    of: string
    codes: readonly string[]
    lines: number | null
  }[]
}

/** Every file of an item. */
export const filesOf = ({ name, pdf, pages }: ManifestItem): string[] => [
  pdf,
  `${name}.txt`,
  `${name}.json`,
  ...pages.map(({ image }) => image),
]

export interface ManifestFile {
  readonly path: string
  readonly sha256: string
  readonly bytes: number
}

export interface TestResults {
  readonly checked: Readonly<Record<string, number>>
  readonly faults: readonly unknown[]
}

/** What stands in a manifest beside its items and files. */
export interface Statements {
  readonly tests: TestResults | null
  readonly proof: Proof | null
}

export const MANIFEST = 'manifest.json'
export const SIGNATURE = 'manifest.sig.json'
/** A proof that was made afterwards, beside a manifest that is signed. */
export const PROOF = 'proof.json'

export function manifestOf(
  copy: ReleaseCopy,
  items: readonly ManifestItem[],
  files: readonly ManifestFile[],
  { tests, proof }: Statements,
): string {
  return sortedJson({
    format: 'shoko-release-1',
    id: copy.id,
    releasedAt: copy.releasedAt,
    program: copy.generator,
    institution: copy.institution,
    vocabularies: copy.vocabularies.map(({ id, version }) => ({ id, version })),
    ...(copy.persons === 'asserted'
      ? { persons: 'names asserted, not verified' }
      : { persons: 'two persons verified', keys: copy.persons.fingerprints }),
    language: copy.language,
    imageFormat: copy.imageFormat,
    grey: copy.grey,
    textLayer: copy.textLayer,
    items,
    files: [...files].sort((one, other) => (one.path < other.path ? -1 : 1)),
    tests,
    proof,
  })
}

/** The marks of a page with their boxes, where they lie on the image that was made. */
export function regionsOf(marks: readonly Mark[], boxes: readonly Box[], { page }: Burnt): ManifestRegion[] {
  return marks.map(({ region, codes, lines }, index) => ({
    id: region,
    codes,
    lines,
    number: index + 1,
    boxes: boxes
      .filter((box) => box.region === region)
      .map(({ x, y, width, height, label }) => ({
        x: x + page.x,
        y: y + page.y,
        width,
        height,
        label: label !== null,
      })),
  }))
}

/** Ed25519 over the bytes of the manifest. The fingerprint is to be printed where the release is not. */
export const signatureOf = (manifest: string, privateKey: KeyObject): string =>
  sortedJson(signed(manifest, privateKey))

export interface ProofStatement {
  /** Of the release. */
  readonly release: string
  /** SHA-256 of the manifest. */
  readonly manifest: string
  readonly provedAt: string
  readonly proof: Proof
}

/** A proof of its own beside a manifest, which stays as it was signed: what is said, as it was signed, and its signature. */
export function signedProof(statement: ProofStatement, privateKey: KeyObject): string {
  const text = sortedJson({ format: 'shoko-proof-1', ...statement })
  return sortedJson({ ...signed(text, privateKey), signed: text })
}

function signed(text: string, privateKey: KeyObject) {
  const publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'der' })
  return {
    algorithm: 'Ed25519',
    publicKey: publicKey.toString('base64'),
    fingerprint: createHash('sha256').update(publicKey).digest('hex'),
    signature: sign(null, Buffer.from(text), privateKey).toString('base64'),
  }
}
