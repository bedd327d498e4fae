/** T5, and T1 on the images of a PDF: every byte is accounted for, and every name is one of those allowed. */
import { boxWatch, judge } from './boxes.js'
import { layerIsReleased } from './layer.js'
import { eachRow, inflated, sameBytes, text } from './bytes.js'

/** Names that a document of page images needs (ISO 32000-1), and no others. */
const PDF_NAMES =
  'Type Catalog Pages Page Kids Count Parent MediaBox Resources Contents ProcSet PDF Text ImageB ImageC ImageI XObject ' +
  'Subtype Image Width Height BitsPerComponent ColorSpace DeviceRGB DeviceGray Filter FlateDecode DCTDecode DecodeParms ' +
  'Predictor Colors Columns Length N Size Root Info ID Producer Creator CreationDate ModDate Title Metadata XML ' +
  'OutputIntents OutputIntent S GTS_PDFA1 OutputConditionIdentifier DestOutputProfile'
const PDF_TEXT_NAMES =
  'Font Type0 BaseFont Encoding DescendantFonts ToUnicode CIDFontType2 CIDFontType0 CIDSystemInfo Registry Ordering ' +
  'Supplement FontDescriptor FontName Flags FontBBox ItalicAngle Ascent Descent CapHeight XHeight StemV FontFile2 ' +
  'FontFile3 CIDFontType0C W CIDToGIDMap Identity Identity-H CIDSet'
const OURS = /^(I[0-9]+|F[0-9]+|[A-Z]{6}\+NotoSansJP.*)$/
const XMP_NAMES = /^(\?xpacket|x:xmpmeta|rdf:(RDF|Description|Seq|Alt|li)|(dc|pdf|pdfaid|xmp):[A-Za-z]+)$/
const IMAGE_ONLY = /^(q|Q|cm|Do|-?[0-9.]+|\/I[0-9]+)$/
const WITH_TEXT =
  /^(q|Q|cm|Do|BT|ET|Tf|Tj|TJ|Tm|Td|Tr|Tc|Tw|Tz|rg|scn|cs|sc|-?[0-9.]+|\/(I|F)[0-9]+|<[0-9a-f]*>|\[|\]|\/DeviceRGB)$/
/** What the writer of our PDFs leaves in every one of them: it says nothing, and is taken in this form alone. */
const EMPTY = /^<<\s*>>\s*(endobj\s*)?$/
const NO_DESTINATIONS = /^<<\s*\/Dests <<\s*\/Names \[\s*\]\s*>>\s*>>\s*(endobj\s*)?$/
const NOTHING = /\/UserUnit 1(?=\s)|\/length [0-9]+(?=\s)/g
/** SHA-256 of the profile for sRGB (IEC 61966-2-1) that PDF/A asks for: another could hold anything. */
const PROFILE = '384b832de3412066743b52a75ee906b6fb9fb8d9e09e936fc2c43223815c6e0a'
const MOST_DICTIONARY = 1 << 20

/** `released`: the paragraphs that a layer of text may have; null where there is to be none. */
export async function checkPdf(file, item, released, tools) {
  if (!file) return tools.fault('T5', item.pdf, 'missing')
  tools.checked.T5++
  tools.checked.T12++
  const fault = (what) => tools.fault('T5', file.name, what)
  try {
    const document = await readPdf(file, fault)
    if (!document) return
    const { objects, trailer } = document
    const names = new Set([...PDF_NAMES.split(' '), ...(released ? PDF_TEXT_NAMES.split(' ') : [])])
    for (const dictionary of [trailer, ...[...objects.values()].map((object) => object.dictionary)])
      for (const name of namesIn(withoutNothing(dictionary, objects)))
        if (!names.has(name) && !OURS.test(name)) fault(`/${name}`)
    const reached = new Set([...objects.keys()].filter((id) => EMPTY.test(objects.get(id).dictionary)))
    const waiting = refsIn(trailer)
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
      if (reached.has(id)) continue
      reached.add(id)
      const object = objects.get(id)
      if (object) waiting.push(...refsIn(object.dictionary))
    }
    for (const id of objects.keys()) if (!reached.has(id)) fault(`object ${id}`)
    await checkPages(file, document, item, released, tools, fault)
  } catch {
    fault('unreadable')
  }
}

/** Every byte must belong to the header, an object, the one table or the one trailer. */
async function readPdf(file, fault) {
  const tail = text(await file.slice(Math.max(0, file.size - 2048), file.size))
  const end = /startxref\n([0-9]+)\n%%EOF\n?$/.exec(tail)
  if (!end || tail.split('%%EOF').length !== 2) return void fault('trailer')
  const at = Number(end[1])
  const table = text(await file.slice(at, file.size))
  const entries = [...table.matchAll(/^([0-9]{10}) ([0-9]{5}) ([nf]) ?\r?$/gm)]
  const trailer = /trailer\n(<<[^]*>>)\nstartxref\n/.exec(table)?.[1] ?? ''
  const shape =
    /^xref\n0 ([0-9]+)\n(?:[0-9]{10} [0-9]{5} [nf] ?\r?\n)+trailer\n<<[^]*>>\nstartxref\n[0-9]+\n%%EOF\n?$/.exec(
      table,
    )
  if (
    !shape ||
    Number(shape[1]) !== entries.length ||
    entries.filter(([, , , kind]) => kind === 'f').length !== 1
  )
    return void fault('xref')
  const offsets = entries.map(([, offset], id) => ({ id, offset: Number(offset) })).slice(1)
  const ordered = [...offsets].sort((one, other) => one.offset - other.offset)
  const objects = new Map()
  const head = text(await file.slice(0, ordered[0]?.offset ?? at))
  if (!/^%PDF-1\.[0-9]\n%[\x80-\xff]{4}\n$/.test(head)) fault('header')
  for (const [index, { id, offset }] of ordered.entries()) {
    const to = ordered[index + 1]?.offset ?? at
    const start = text(await file.slice(offset, Math.min(to, offset + MOST_DICTIONARY)))
    const opening = new RegExp(`^${id} 0 obj\n`).exec(start)
    if (!opening) return void fault(`object ${id}`)
    const stream = start.indexOf('\nstream\n')
    const isStream = stream !== -1 && !start.slice(0, stream).includes('endobj')
    if (!isStream) {
      if (!/\nendobj\n+$/.test(start) || start.split('endobj').length !== 2) fault(`object ${id}`)
      objects.set(id, { dictionary: start.slice(opening[0].length) })
      continue
    }
    objects.set(id, { dictionary: start.slice(opening[0].length, stream), from: offset + stream + 8, to })
  }
  for (const [id, object] of objects) {
    if (object.from === undefined) continue
    const length = /\/Length ([0-9]+)(?! 0 R)/.exec(object.dictionary)?.[1]
    if (length === undefined) return void fault(`object ${id}`)
    const until = object.from + Number(length)
    if (!/^\n?endstream\nendobj\n+$/.test(text(await file.slice(until, object.to)))) fault(`object ${id}`)
    object.to = until
  }
  return { objects, trailer }
}

function withoutNothing(dictionary, objects) {
  if (NO_DESTINATIONS.test(dictionary)) return ''
  const names = /\/Names ([0-9]+) 0 R/.exec(dictionary)
  const isEmpty = names && NO_DESTINATIONS.test(objects.get(Number(names[1]))?.dictionary ?? '')
  return (isEmpty ? dictionary.replace(names[0], '') : dictionary).replace(NOTHING, '')
}

const withoutStrings = (dictionary) =>
  dictionary.replace(/\((?:\\[^]|[^\\)])*\)|<[0-9A-Fa-f\s]*>(?!>)/g, '()')
const namesIn = (dictionary) =>
  [...withoutStrings(dictionary).matchAll(/\/([^\s/<>[\]()]+)/g)].map(([, name]) =>
    name.replace(/#([0-9A-Fa-f]{2})/g, (_, code) => String.fromCharCode(parseInt(code, 16))),
  )
const refsIn = (dictionary) =>
  [...withoutStrings(dictionary).matchAll(/([0-9]+) 0 R/g)].map(([, id]) => Number(id))
const isA = (type) => (object) => new RegExp(`/(Type|Subtype) /${type}\\b`).test(object.dictionary)

async function checkPages(file, { objects }, item, released, tools, fault) {
  const all = [...objects.values()]
  const pages = all.filter(isA('Page'))
  const kids = /\/Kids \[([^\]]*)\]/.exec(all.find(isA('Pages'))?.dictionary ?? '')?.[1] ?? ''
  const order = refsIn(kids).map((id) => objects.get(id))
  if (pages.length !== item.pages.length || order.length !== pages.length) return fault('pages')
  if (all.filter(isA('Image')).length !== pages.length) fault('images')
  for (const object of all.filter(isA('Metadata'))) {
    const own = new TextDecoder().decode(await file.slice(object.from, object.to))
    for (const [, name] of own.matchAll(/<\/?(\??[A-Za-z:]+)/g))
      if (!XMP_NAMES.test(name)) fault(`XMP ${name}`)
  }
  await checkProfile(file, objects, fault)
  for (const [index, page] of item.pages.entries()) {
    const { dictionary } = order[index]
    const resources =
      objects.get(Number(/\/Resources ([0-9]+) 0 R/.exec(dictionary)?.[1]))?.dictionary ?? dictionary
    const [image, ...more] = refsIn(/\/XObject <<([^>]*)>>/.exec(resources)?.[1] ?? '').map((id) =>
      objects.get(id),
    )
    const content = objects.get(Number(/\/Contents ([0-9]+) 0 R/.exec(dictionary)?.[1]))
    if (!image || more.length > 0 || !content) {
      fault(`page ${index + 1}`)
      continue
    }
    const layer = released && { fonts: fontsOf(resources, objects), released }
    await checkContent(file, content, layer, () => fault(`content of page ${index + 1}`))
    await checkEmbedded(file, image, objects, page, tools, fault)
  }
}

async function checkProfile(file, objects, fault) {
  const intents = [...objects.values()].filter(isA('OutputIntent'))
  const id = /\/DestOutputProfile ([0-9]+) 0 R/.exec(intents[0]?.dictionary ?? '')?.[1]
  const profile = objects.get(Number(id))
  if (intents.length !== 1 || profile?.from === undefined) return fault('profile')
  const parts = []
  await inflated([[profile.from, profile.to]], file, (chunk) => parts.push(...chunk))
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', Uint8Array.from(parts)))
  const found = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
  if (found !== PROFILE) fault('profile')
}

/** What is painted: the image, and where a layer of text was asked for, released words that are not seen. */
async function checkContent(file, { dictionary, from, to }, layer, fault) {
  let own = ''
  if (/FlateDecode/.test(dictionary)) await inflated([[from, to]], file, (chunk) => (own += text(chunk)))
  else own = text(await file.slice(from, to))
  const allowed = layer ? WITH_TEXT : IMAGE_ONLY
  const words = own
    .replace(/(\[|\])/g, ' $1 ')
    .replace(/></g, '> <')
    .split(/\s+/)
    .filter((word) => word !== '')
  if (!words.every((word) => allowed.test(word))) return fault()
  if (words.filter((word) => word === 'Do').length !== 1) return fault()
  if (!layer || !words.includes('BT')) return
  const modes = words.flatMap((word, i) => (word === 'Tr' ? [words[i - 1]] : []))
  if (modes.length === 0 || modes.some((mode) => mode !== '3')) return fault()
  if (!(await layerIsReleased(file, own, layer.fonts, layer.released))) fault()
}

function fontsOf(resources, objects) {
  const own = /\/Font <<([^>]*)>>/.exec(resources)?.[1] ?? ''
  return new Map(
    [...own.matchAll(/\/(F[0-9]+) ([0-9]+) 0 R/g)].flatMap(([, name, id]) => {
      const font = objects.get(Number(id))?.dictionary ?? ''
      const meaning = objects.get(Number(/\/ToUnicode ([0-9]+) 0 R/.exec(font)?.[1]))
      return meaning ? [[name, meaning]] : []
    }),
  )
}

async function checkEmbedded(file, { dictionary: own, from, to }, objects, page, tools, fault) {
  const parameters = objects.get(Number(/\/DecodeParms ([0-9]+) 0 R/.exec(own)?.[1]))?.dictionary ?? ''
  const dictionary = own + parameters
  const value = (key) => Number(new RegExp(`/${key} ([0-9]+)`).exec(dictionary)?.[1])
  if (value('Width') !== page.width || value('Height') !== page.height) return fault('image size')
  if (/DCTDecode/.test(dictionary)) return
  const samples = /DeviceGray/.test(dictionary) ? 1 : 3
  if (value('BitsPerComponent') !== 8 || value('Predictor') !== 15 || value('Colors') !== samples)
    return fault('image coding')
  // The rows of the PNG are taken over as they are: what was seen of them there need not be looked at twice.
  const png = tools.data.get(page.image)
  if (png && (await sameBytes(png, { file, ranges: [[from, to]] }))) return void tools.checked.T1++
  const watch = boxWatch(page, samples, tools.painter)
  const rows = await eachRow([[from, to]], file, { width: page.width, samples }, (y, row) =>
    watch.row(y, row),
  )
  judge(watch, rows, page, file.name, tools)
}
