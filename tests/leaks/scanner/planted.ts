/** Files with a passage in them, each in another way of writing or packing: made by the programs that make such files. */
import { join } from 'node:path'
import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import Database from 'better-sqlite3'
import iconv from 'iconv-lite'
import PdfDocument from 'pdfkit'
import sharp from 'sharp'
import writeExcelFile from 'write-excel-file/node'
import { aFolder } from '../../builders.ts'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'

const TYPEFACE = resolve(
  import.meta.dirname,
  '../../../node_modules/@expo-google-fonts/noto-sans-jp/400Regular/NotoSansJP_400Regular.ttf',
)

/** From the text of a document to the bytes of a file that holds it. */
type Planted = (text: string) => Buffer | Promise<Buffer>

const entities = (text: string, of: (code: number) => string) =>
  Array.from(text, (sign) => of(sign.codePointAt(0) ?? 0)).join('')
const units = (text: string) => Array.from({ length: text.length }, (_, at) => text.charCodeAt(at))
const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16()
const quotedPrintable = (text: string) =>
  Array.from(
    Buffer.from(text),
    (one, at) => `=${one.toString(16).toUpperCase().padStart(2, '0')}${at % 24 === 23 ? '=\r\n' : ''}`,
  ).join('')
const lines = (text: string, length: number) => text.replace(new RegExp(`.{${length}}`, 'gsu'), '$&\r\n')

/** JIS X 0208 by way of EUC-JP: seven bits, between the signs for going there and back. */
function iso2022(text: string): Buffer {
  const parts = Array.from(text, (sign) => {
    const bytes = iconv.encode(sign, 'euc-jp')
    return bytes.length === 2
      ? Buffer.concat([
          Buffer.from('\x1b$B'),
          Buffer.from(bytes.map((one) => one & 0x7f)),
          Buffer.from('\x1b(B'),
        ])
      : bytes
  })
  return Buffer.from(Buffer.concat(parts).toString('latin1').replaceAll('\x1b(B\x1b$B', ''), 'latin1')
}

function zip(name: string, bytes: Buffer, method: 0 | 8 = 8): Buffer {
  const packed = method === 8 ? deflateRawSync(bytes) : bytes
  const label = Buffer.from(name)
  const head = Buffer.alloc(26)
  head.writeUInt16LE(20, 0)
  head.writeUInt16LE(0x800, 2)
  head.writeUInt16LE(method, 4)
  head.writeUInt32LE(packed.length, 14)
  head.writeUInt32LE(bytes.length, 18)
  head.writeUInt16LE(label.length, 22)
  const local = Buffer.concat([Buffer.from('PK\x03\x04'), head, label, packed])
  const record = Buffer.concat([Buffer.from('PK\x01\x02'), Buffer.alloc(2), head, Buffer.alloc(14), label])
  const end = Buffer.alloc(18)
  end.writeUInt16LE(1, 4)
  end.writeUInt16LE(1, 6)
  end.writeUInt32LE(record.length, 8)
  end.writeUInt32LE(local.length, 12)
  return Buffer.concat([local, record, Buffer.from('PK\x05\x06'), end])
}

const picture = () => sharp({ create: { width: 40, height: 30, channels: 3, background: '#ddd' } })

async function pngWith(type: string, body: Buffer): Promise<Buffer> {
  const png = await picture().png().toBuffer()
  const chunk = Buffer.concat([Buffer.alloc(4), Buffer.from(type, 'latin1'), body, Buffer.alloc(4)])
  chunk.writeUInt32BE(body.length, 0)
  return Buffer.concat([png.subarray(0, 33), chunk, png.subarray(33)])
}

/** A PDF by hand: objects, and no table, since what no table leads to is to be found. */
const pdf = (...objects: (string | Buffer)[]): Buffer =>
  Buffer.concat([
    Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1'),
    ...objects.flatMap((object, index) => [
      Buffer.from(`${index + 1} 0 obj\n`),
      Buffer.from(object),
      Buffer.from('\nendobj\n'),
    ]),
    Buffer.from('trailer << /Root 1 0 R >>\n%%EOF\n'),
  ])
const stream = (dictionary: string, body: Buffer) =>
  Buffer.concat([
    Buffer.from(`<< ${dictionary} /Length ${body.length} >>\nstream\n`),
    body,
    Buffer.from('\nendstream'),
  ])

function ascii85(bytes: Buffer): Buffer {
  let text = ''
  for (let at = 0; at < bytes.length; at += 4) {
    const group = Buffer.concat([bytes.subarray(at, at + 4), Buffer.alloc(4)])
    let value = group.readUInt32BE(0)
    const count = Math.min(4, bytes.length - at)
    const digits: string[] = []
    for (let digit = 0; digit < 5; digit++) {
      digits.unshift(String.fromCharCode(33 + (value % 85)))
      value = Math.floor(value / 85)
    }
    text +=
      value === 0 && group.readUInt32BE(0) === 0 && count === 4 ? 'z' : digits.slice(0, count + 1).join('')
  }
  return Buffer.from(`${text}~>`)
}
const octal = (bytes: Buffer) => Array.from(bytes, (one) => `\\${one.toString(8).padStart(3, '0')}`).join('')

async function typeset(text: string, compress: boolean): Promise<Buffer> {
  const document = new PdfDocument({ compress })
  const parts: Buffer[] = []
  document.on('data', (part: Buffer) => parts.push(part))
  const ended = new Promise((done) => document.on('end', done))
  document.font(TYPEFACE).fontSize(11).text(text, { width: 300 })
  document.end()
  await ended
  return Buffer.concat(parts)
}

function database(work: (db: Database.Database) => void, file = ''): Buffer {
  const path = join(aFolder(), 'released.sqlite')
  const db = new Database(path)
  work(db)
  const bytes = file === '' ? null : readFileSync(`${path}${file}`)
  db.close()
  return bytes ?? readFileSync(path)
}
const indexed =
  (options: string, more?: (db: Database.Database) => void): Planted =>
  (text) =>
    database((db) => {
      db.pragma('secure_delete = 0')
      db.exec(`CREATE VIRTUAL TABLE found USING fts5(text, content='', ${options})`)
      const insert = db.prepare('INSERT INTO found (rowid, text) VALUES (?, ?)')
      for (let row = 1; row <= 40; row++)
        insert.run(row, `第 ${row} 号 別の文書の本文 Another record number ${row}`)
      insert.run(41, text)
      more?.(db)
    })

export const PLANTED: Readonly<Record<string, Planted>> = {
  'UTF-8': (text) => Buffer.from(text),
  'UTF-16, little end first': (text) => Buffer.from(text, 'utf16le'),
  'UTF-16, big end first': utf16be,
  'UTF-16 at an odd offset': (text) => Buffer.concat([Buffer.from([7]), Buffer.from(text, 'utf16le')]),
  Shift_JIS: (text) => iconv.encode(text, 'shift_jis'),
  'Shift_JIS after half a character': (text) =>
    Buffer.concat([Buffer.from([0x83]), iconv.encode(text, 'shift_jis')]),
  'EUC-JP': (text) => iconv.encode(text, 'euc-jp'),
  'ISO-2022-JP': iso2022,
  'decomposed (NFD)': (text) => Buffer.from(text.normalize('NFD')),
  'every character on a line of its own': (text) => Buffer.from(Array.from(text).join('\n')),
  'capitals, full width': (text) =>
    Buffer.from(
      text.toUpperCase().replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0)),
    ),
  'XML, decimal': (text) => Buffer.from(`<p>${entities(text, (code) => `&#${code};`)}</p>`),
  'XML, hexadecimal': (text) => Buffer.from(`<p>${entities(text, (code) => `&#x${code.toString(16)};`)}</p>`),
  'HTML with a tag round every word': (text) =>
    Buffer.from(`<p>${text.replace(/\S{1,3}/g, '<span class="w">$&</span>')}</p>`),
  'HTML in XML': (text) => Buffer.from(`<note>${text.replace(/\S{1,3}/g, '&lt;b&gt;$&&lt;/b&gt;')}</note>`),
  'JSON, ASCII': (text) =>
    Buffer.from(
      `{"text":"${units(text)
        .map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`)
        .join('')}"}`,
    ),
  'percent-encoding': (text) => Buffer.from(`https://example.org/?q=${encodeURIComponent(text)}`),
  'percent-encoding of Shift_JIS': (text) =>
    Buffer.from(
      Array.from(iconv.encode(text, 'shift_jis'), (one) => `%${one.toString(16).padStart(2, '0')}`).join(''),
    ),
  'quoted-printable': (text) => Buffer.from(quotedPrintable(text)),
  base64: (text) => Buffer.from(`data: ${lines(Buffer.from(text).toString('base64'), 76)}`),
  'base64 within a word': (text) => Buffer.from(`xy${Buffer.from(text, 'utf16le').toString('base64url')}`),
  hexadecimal: (text) => Buffer.from(Buffer.from(text).toString('hex')),
  gzip: (text) => gzipSync(text),
  'gzip at the end of other bytes': (text) => Buffer.concat([Buffer.alloc(1000, 1), gzipSync(text)]),
  zlib: (text) => Buffer.concat([Buffer.from('head'), deflateSync(text)]),
  'zlib with a wrong check sum': (text) =>
    Buffer.concat([deflateSync(text).subarray(0, -4), Buffer.alloc(4)]),
  ZIP: (text) => zip('a.txt', Buffer.from(text)),
  'ZIP in ZIP, stored': (text) => zip('outer.zip', zip('a.txt', Buffer.from(text)), 0),
  'ZIP in gzip in ZIP': (text) => zip('a.gz', gzipSync(zip('a.txt', Buffer.from(text)))),
  'name of an entry': (text) => zip(`${text.slice(0, 60)}.txt`, Buffer.from('nothing')),
  'Office Open XML': async (text) => writeExcelFile([[{ value: text }]]).toBuffer(),
  'base64 of gzip in JSON': (text) =>
    Buffer.from(JSON.stringify({ body: gzipSync(text).toString('base64') })),
  'PNG text': (text) => pngWith('tEXt', Buffer.concat([Buffer.from('Comment\0'), Buffer.from(text)])),
  'PNG text, compressed': (text) =>
    pngWith('zTXt', Buffer.concat([Buffer.from('Comment\0\0'), deflateSync(text)])),
  'PNG text, international and compressed': (text) =>
    pngWith('iTXt', Buffer.concat([Buffer.from('Title\0\x01\0ja\0\0'), deflateSync(text)])),
  'behind the end of a PNG': async (text) =>
    Buffer.concat([await picture().png().toBuffer(), Buffer.from(text)]),
  'EXIF of a JPEG': (text) =>
    picture()
      .withExif({ IFD0: { ImageDescription: text } })
      .jpeg()
      .toBuffer(),
  'XMP of a JPEG': (text) =>
    picture().withXmp(`<x:xmpmeta xmlns:x="adobe:ns:meta/"><d>${text}</d></x:xmpmeta>`).jpeg().toBuffer(),
  'IPTC of a JPEG': async (text) => {
    const jpeg = await picture().jpeg().toBuffer()
    const body = Buffer.concat([
      Buffer.from('Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\0\x1c\x02\x78\0\0', 'latin1'),
      Buffer.from(text),
    ])
    const marker = Buffer.from([0xff, 0xed, (body.length + 2) >> 8, (body.length + 2) & 0xff])
    return Buffer.concat([jpeg.subarray(0, 2), marker, body, jpeg.subarray(2)])
  },
  'a tag of a TIFF': (text) => {
    const value = Buffer.from(`${text}\0`)
    const head = Buffer.alloc(26)
    head.write('II*\0', 'latin1')
    head.writeUInt32LE(8, 4)
    head.writeUInt16LE(1, 8)
    for (const [number, at] of [
      [270, 10],
      [2, 12],
    ] as const)
      head.writeUInt16LE(number, at)
    for (const [number, at] of [
      [value.length, 14],
      [26, 18],
    ] as const)
      head.writeUInt32LE(number, at)
    return Buffer.concat([head, value])
  },
  'PDF, text by its glyphs': (text) => typeset(text, true),
  'PDF, text by its glyphs, not packed': (text) => typeset(text, false),
  'PDF, hexadecimal string': (text) => pdf(`<< /Title <FEFF${utf16be(text).toString('hex')}> >>`),
  'PDF, string in octal': (text) =>
    pdf(`<< /Title (${octal(Buffer.concat([Buffer.from([0xfe, 0xff]), utf16be(text)]))}) >>`),
  'PDF, string in octal, bytes of Shift_JIS': (text) =>
    pdf(`<< /Title (${octal(iconv.encode(text, 'shift_jis'))}) >>`),
  'PDF, string cut by spacing': (text) =>
    pdf(
      stream(
        '/Filter /FlateDecode',
        deflateSync(
          `BT /F1 9 Tf [${(text.match(/.{1,2}/gsu) ?? []).map((part) => `<${utf16be(part).toString('hex')}> -20`).join(' ')}] TJ ET`,
        ),
      ),
    ),
  'PDF, object stream': (text) => {
    const objects = `9 0 << /Title <FEFF${utf16be(text).toString('hex')}> >>`
    return pdf(stream('/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode', deflateSync(objects)))
  },
  'PDF, ASCII 85': (text) => pdf(stream('/Filter /ASCII85Decode', ascii85(Buffer.from(text)))),
  'PDF, Flate in ASCII 85': (text) =>
    pdf(stream('/Filter [/ASCII85Decode /FlateDecode]', ascii85(deflateSync(text)))),
  'PDF, Flate in hexadecimal': (text) =>
    pdf(
      stream('/Filter [/ASCIIHexDecode /FlateDecode]', Buffer.from(`${deflateSync(text).toString('hex')}>`)),
    ),
  'PDF, attached file': (text) =>
    pdf(stream('/Type /EmbeddedFile /Filter /FlateDecode', deflateSync(zip('a.txt', Buffer.from(text))))),
  SQLite: (text) =>
    database((db) => {
      db.exec('CREATE TABLE record (text TEXT)')
      db.prepare('INSERT INTO record VALUES (?)').run(text)
    }),
  'SQLite, deleted': (text) =>
    database((db) => {
      db.pragma('secure_delete = 0')
      db.exec('CREATE TABLE record (text TEXT)')
      db.prepare('INSERT INTO record VALUES (?)').run(text.repeat(20))
      db.exec('DELETE FROM record')
    }),
  'SQLite in UTF-16': (text) =>
    database((db) => {
      db.pragma("encoding = 'UTF-16le'")
      db.exec('CREATE TABLE record (text TEXT)')
      db.prepare('INSERT INTO record VALUES (?)').run(text)
    }),
  'SQLite, log ahead (-wal)': (text) =>
    database((db) => {
      db.pragma('journal_mode = WAL')
      db.exec('CREATE TABLE record (text TEXT)')
      db.prepare('INSERT INTO record VALUES (?)').run(text)
    }, '-wal'),
  'FTS5, trigrams': indexed("tokenize='trigram'"),
  'FTS5, trigrams, pages of 1024 bytes': (text) =>
    database((db) => {
      db.pragma('page_size = 1024')
      db.exec("CREATE VIRTUAL TABLE found USING fts5(text, content='', tokenize='trigram')")
      db.exec("INSERT INTO found (found, rank) VALUES ('pgsz', 900)")
      db.prepare('INSERT INTO found (rowid, text) VALUES (1, ?)').run(text)
    }),
  'FTS5, words': (text) =>
    indexed("tokenize='unicode61'")(
      Array.from({ length: text.length - 1 }, (_, at) =>
        /\s/.test(text.slice(at, at + 2)) ? '' : text.slice(at, at + 2),
      ).join(' '),
    ),
  'FTS5, words of English': indexed("tokenize='unicode61 remove_diacritics 2'"),
  'FTS5, after the words were taken out': indexed("contentless_delete=1, tokenize='trigram'", (db) => {
    db.exec('DELETE FROM found WHERE rowid = 41')
  }),
}
