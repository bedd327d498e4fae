/**
 * Whether a release is what its manifest says, from its files alone. This runs in the program and, unchanged, in the
 * page `verify.html` of every release. It shares no code with what burns pages: the box is painted here once more.
 *
 * A file is `{ name, size, slice(from, to), sha256() }`; nothing is held whole. Tests have the names of the release's
 * manifest: hash, T1 (boxes), T3 (images), T5 (PDF), T11 (names),
 * T14 (digests of nothing else). T12 counts the files of which T3 and T5 have read every chunk, tag and name. What only the
 * program could ask, T2 and T7, stands in the manifest.
 */
import { boxPainter } from './boxes.js'
import { buffered } from './bytes.js'
import { checkImage } from './images.js'
import { checkPdf } from './pdf.js'

const FIXED = [
  'manifest.json',
  'manifest.sig.json',
  'proof.json',
  'register.csv',
  'register.html',
  'verify.html',
]
/** What the manifest cannot name: itself, what is signed over it, and a proof that was made afterwards. */
const UNLISTED = ['manifest.json', 'manifest.sig.json', 'proof.json']
const NAME = /^REL-[0-9]{4}-[0-9]{4}(-p[0-9]{4})?\.(pdf|png|tif|jpg|txt|json)$/
const MOST_FAULTS = 1000

/**
 * @returns {Promise<{ faults: { test: string, file: string, what: string }[], checked: Record<string, number>, release: string | null,
 *   fingerprint: string | null, proof: object | null, prover: string | null, unproved: string | null }>} `proof` is the archive's own
 *   statement; `prover` the fingerprint of the key with which it is signed where it stands beside the manifest; `unproved` the manifest
 *   without the one that stands in it.
 */
export async function verify(files, glyphs, onFile = () => {}) {
  const faults = []
  const checked = { hash: 0, T1: 0, T3: 0, T5: 0, T11: 0, T12: 0, T14: 0, unproved: 0 }
  const fault = (test, file, what) => void (faults.length < MOST_FAULTS && faults.push({ test, file, what }))
  const byName = new Map(buffered(files).map((file) => [file.name, file]))
  const manifest = await readManifest(byName.get('manifest.json'), fault)
  const nothing = { release: null, fingerprint: null, proof: null, prover: null, unproved: null }
  if (!manifest) return { faults, checked, ...nothing }
  let fingerprint = null
  let beside = null
  try {
    fingerprint = await checkSignature(byName.get('manifest.sig.json'), byName.get('manifest.json'), {
      fault,
      checked,
    })
    beside = await checkProof(byName.get('proof.json'), byName.get('manifest.json'), manifest, fault)
    await checkAll(manifest, byName, { fault, checked, glyphs, onFile })
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    // A manifest that lacks what every manifest has.
    fault('hash', 'manifest.json', 'unreadable')
  }
  const within = manifest.proof ?? null
  for (const proof of [within, beside?.proof])
    for (const file of proof?.differing ?? []) fault('proof', file, 'differs')
  // Its keys are in order already: without the proof it is, byte for byte, what it was before.
  const unproved = within && `${JSON.stringify({ ...manifest, proof: null }, null, 2)}\n`
  const [proof, prover] = [beside?.proof ?? within, beside?.prover ?? null]
  return { faults, checked, release: manifest.id, fingerprint, proof, prover, unproved }
}

async function checkAll(manifest, byName, { fault, checked, glyphs, onFile }) {
  const listed = new Map(manifest.files.map((entry) => [entry.path, entry]))
  for (const { name } of byName.values()) {
    checked.T11++
    if (!FIXED.includes(name) && !NAME.test(name)) fault('T11', name, 'name')
    if (!listed.has(name) && !UNLISTED.includes(name)) fault('T11', name, 'unlisted')
  }
  await checkDigests(byName, listed, keysOf(manifest), { fault, checked })
  let done = 0
  for (const { path, sha256, bytes } of manifest.files) {
    onFile(++done, manifest.files.length)
    const file = byName.get(path)
    if (!file) {
      fault('hash', path, 'missing')
      continue
    }
    checked.hash++
    if (file.size !== bytes || (await file.sha256()) !== sha256) fault('hash', path, 'changed')
  }
  const tools = { fault, checked, painter: boxPainter(glyphs), data: new Map() }
  for (const item of manifest.items) {
    for (const page of item.pages) await checkImage(byName.get(page.image), page, tools)
    await checkPdf(
      byName.get(item.pdf),
      item,
      manifest.textLayer ? await wordsOf(byName.get(`${item.name}.json`)) : null,
      tools,
    )
    tools.data.clear()
  }
  // An image that no page speaks of has no boxes to be looked at.
  const shown = new Set(manifest.items.flatMap((item) => item.pages.map(({ image }) => image)))
  const pdfs = new Set(manifest.items.map(({ pdf }) => pdf))
  for (const { name } of byName.values()) {
    if (/\.(png|tif|jpg)$/.test(name) && !shown.has(name)) fault('T3', name, 'noPage')
    if (name.endsWith('.pdf') && !pdfs.has(name)) fault('T5', name, 'noPage')
  }
}

/** Paragraphs of an item's released texts. */
async function wordsOf(file) {
  if (!file) return []
  const record = JSON.parse(new TextDecoder().decode(await file.slice(0, file.size)))
  return record.texts.flatMap(({ paragraphs }) => paragraphs.map((paragraph) => paragraph.text))
}

/** Fingerprints of the keys with which the items were decided; three for each item, at most. */
const keysOf = ({ keys, items }) => {
  if (keys === undefined) return []
  const fingerprint = /^[0-9a-f]{64}$/
  if (keys.length > items.length * 3 || !keys.every((key) => fingerprint.test(key)))
    throw new TypeError('keys')
  return keys
}

/** A digest that is none of the released files' could be of what was withheld, and be guessed at. */
async function checkDigests(byName, listed, keys, { fault, checked }) {
  const known = new Set([...[...listed.values()].map(({ sha256 }) => sha256), ...keys])
  for (const [name, file] of byName) {
    if (!/^(manifest\.json|register\.(csv|html)|REL-.*\.(json|txt))$/.test(name)) continue
    checked.T14++
    const own = new TextDecoder().decode(await file.slice(0, file.size))
    for (const [digest] of own.matchAll(/[0-9A-Fa-f]{32,}/g))
      if (!known.has(digest.toLowerCase())) fault('T14', name, 'digest')
  }
}

/**
 * Ed25519 over the manifest's bytes. Gives the fingerprint of the key, made of the key itself: that it is the archive's has to
 * show elsewhere.
 */
async function checkSignature(file, manifest, { fault, checked }) {
  if (!file) return null
  checked.signature = 1
  try {
    const signature = JSON.parse(new TextDecoder().decode(await file.slice(0, file.size)))
    const key = await signerOf(signature, await manifest.slice(0, manifest.size))
    if (key) return key
    fault('signature', file.name, 'wrong')
  } catch {
    fault('signature', file.name, 'unreadable')
  }
  return null
}

/** Of the key with which bytes are signed; null where the signature does not hold, or names another key. */
async function signerOf({ publicKey, fingerprint, signature }, signed) {
  const bytes = (base64) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
  const key = await crypto.subtle.importKey('spki', bytes(publicKey), 'Ed25519', false, ['verify'])
  const digest = hex(await crypto.subtle.digest('SHA-256', bytes(publicKey)))
  const holds = await crypto.subtle.verify('Ed25519', key, bytes(signature), signed)
  return holds && digest === fingerprint ? digest : null
}

const hex = (buffer) => [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, '0')).join('')

/**
 * A proof that was made after the manifest was signed: a statement of this very manifest, with a signature of its own. It holds
 * what such a statement says, and nothing else, so that nothing goes out in it.
 */
async function checkProof(file, manifestFile, { id, files, program }, fault) {
  if (!file) return null
  try {
    const envelope = JSON.parse(new TextDecoder().decode(await file.slice(0, file.size)))
    const prover = await signerOf(envelope, new TextEncoder().encode(envelope.signed))
    const statement = JSON.parse(envelope.signed)
    const own = hex(await crypto.subtle.digest('SHA-256', await manifestFile.slice(0, manifestFile.size)))
    const names = new Set([...files.map(({ path }) => path), 'manifest.json'])
    const isPlain =
      hasOnly(envelope, ['algorithm', 'fingerprint', 'publicKey', 'signature', 'signed']) &&
      hasOnly(statement, ['format', 'manifest', 'proof', 'provedAt', 'release']) &&
      hasOnly(statement.proof, ['differing', 'notReplaced', 'program', 'result']) &&
      statement.format === 'shoko-proof-1' &&
      /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z$/.test(statement.provedAt) &&
      ['proved', 'differs'].includes(statement.proof.result) &&
      statement.proof.program === program &&
      [...statement.proof.differing, ...statement.proof.notReplaced].every((name) => names.has(name))
    if (!isPlain) fault('proof', file.name, 'unreadable')
    else if (!prover) fault('signature', file.name, 'wrong')
    else if (statement.release !== id || statement.manifest !== own)
      fault('proof', file.name, 'of another manifest')
    else return { proof: statement.proof, prover }
  } catch {
    fault('proof', file.name, 'unreadable')
  }
  return null
}

const hasOnly = (object, keys) => Object.keys(object).sort().join() === keys.join()

async function readManifest(file, fault) {
  if (!file) return void fault('hash', 'manifest.json', 'missing')
  try {
    const manifest = JSON.parse(new TextDecoder().decode(await file.slice(0, file.size)))
    if (manifest.format === 'shoko-release-1') return manifest
  } catch {
    // Said below.
  }
  fault('hash', 'manifest.json', 'unreadable')
}
