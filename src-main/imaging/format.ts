/** What a file is, by its first bytes: never by its name, which says what somebody thought it was. */

export type Format = 'tiff' | 'jpeg' | 'png' | 'webp' | 'gif' | 'avif' | 'jp2' | 'j2c' | 'pdf'

export const MEDIA_TYPES: Record<Format, string> = {
  tiff: 'image/tiff',
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  gif: 'image/gif',
  avif: 'image/avif',
  jp2: 'image/jp2',
  j2c: 'image/j2c',
  pdf: 'application/pdf',
}

/** A PDF may carry up to this many bytes of something else before its header (ISO 32000-1, annex H 3.4.1). */
export const HEAD_BYTES = 1024

/** The format of a file with this beginning, or the name of what cannot be opened. */
export function formatOf(head: Buffer): { format: Format } | { other: string } {
  const starts = (...bytes: number[]) => bytes.every((byte, i) => head[i] === byte)
  const text = head.toString('latin1')
  if (starts(0x49, 0x49, 0x2a, 0) || starts(0x4d, 0x4d, 0, 0x2a)) return { format: 'tiff' }
  if (starts(0x49, 0x49, 0x2b, 0) || starts(0x4d, 0x4d, 0, 0x2b)) return { format: 'tiff' }
  if (starts(0xff, 0xd8, 0xff)) return { format: 'jpeg' }
  if (starts(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return { format: 'png' }
  if (text.startsWith('RIFF') && text.slice(8, 12) === 'WEBP') return { format: 'webp' }
  if (/^GIF8[79]a/.test(text)) return { format: 'gif' }
  if (text.startsWith('\0\0\0\x0cjP  \r\n\x87\n')) {
    return /^jpm /.test(text.slice(20, 24)) ? { other: 'JPEG 2000 compound (JPM)' } : { format: 'jp2' }
  }
  if (starts(0xff, 0x4f, 0xff, 0x51)) return { format: 'j2c' }
  if (isAvif(head)) return { format: 'avif' }
  if (text.includes('%PDF-')) return { format: 'pdf' }
  return { other: binaryName(text) ?? textName(head) ?? 'unknown' }
}

/** The kind may stand first among the brands, or further back after one that says only how the file is built. */
function isAvif(head: Buffer): boolean {
  if (head.toString('latin1', 4, 8) !== 'ftyp') return false
  const brands =
    head.toString('latin1', 8, Math.min(head.readUInt32BE(0), head.length)).match(/[^]{4}/g) ?? []
  return brands.some((brand, i) => i !== 1 && /^avi[fs]$/.test(brand))
}

const BRANDS: [RegExp, string][] = [
  [/^(hei[cxms]|hev[cx]|mif1|msf1)/, 'HEIC'],
  [/^qt {2}/, 'QuickTime'],
  [/^/, 'MP4'],
]

/** Names, and the bytes that tell them, each with its place from the start of the file. */
const MAGIC: [name: string, ...marks: [at: number, bytes: string][]][] = [
  ['JPEG XL', [0, '\0\0\0\x0cJXL \r\n\x87\n']],
  ['JPEG XL', [0, '\xff\x0a']],
  ['DjVu', [0, 'AT&TFORM'], [12, 'DJV']],
  ['BMP', [0, 'BM'], [6, '\0\0\0\0']],
  ['Photoshop', [0, '8BPS']],
  ['ICO', [0, '\0\0\x01\0']],
  ['PostScript', [0, '%!PS']],
  ['Word, Excel or PowerPoint 97-2003', [0, '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1']],
  ['RTF', [0, '{\\rtf']],
  ['SQLite', [0, 'SQLite format 3\0']],
  ['program', [0, '\x7fELF']],
  ['program', [0, 'MZ']],
  ['program', [0, '\xcf\xfa\xed\xfe']],
  ['gzip', [0, '\x1f\x8b']],
  ['7-Zip', [0, '7z\xbc\xaf\x27\x1c']],
  ['RAR', [0, 'Rar!']],
  ['WAV', [0, 'RIFF'], [8, 'WAVE']],
  ['AVI', [0, 'RIFF'], [8, 'AVI ']],
  ['MP3', [0, 'ID3']],
]
const ZIP_MEMBER = 'PK\x03\x04'

function binaryName(text: string): string | null {
  if (text.slice(4, 8) === 'ftyp') return BRANDS.find(([brand]) => brand.test(text.slice(8, 12)))?.[1] ?? null
  if (text.startsWith(ZIP_MEMBER)) return zipName(text)
  return MAGIC.find(([, ...marks]) => marks.every(([at, bytes]) => text.startsWith(bytes, at)))?.[0] ?? null
}

/** Office files are ZIPs; the names of their first members tell them apart. */
function zipName(text: string): string {
  const members = text.split(ZIP_MEMBER).map((member) => member.slice(26))
  const among = (folder: string) => members.some((member) => member.startsWith(folder))
  if (text.includes('mimetypeapplication/vnd.oasis.opendocument.text')) return 'OpenDocument text'
  if (text.includes('mimetypeapplication/vnd.oasis.opendocument')) return 'OpenDocument'
  if (text.includes('mimetypeapplication/epub')) return 'EPUB'
  if (among('word/')) return 'Word'
  if (among('xl/')) return 'Excel'
  if (among('ppt/')) return 'PowerPoint'
  // Office programs write the list of parts first; the folders come beyond the bytes read here.
  return among('[Content_Types].xml') ? 'Word, Excel or PowerPoint' : 'ZIP'
}

/** Text has no zero bytes in any encoding but UTF-16, which begins with a mark. */
function textName(head: Buffer): string | null {
  const utf16 = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)
  if (!utf16 && head.some((byte) => byte < 9 || (byte > 13 && byte < 32 && byte !== 27))) return null
  const start = head
    .toString('latin1')
    .replace(/^\xef\xbb\xbf/, '')
    .trimStart()
    .slice(0, 400)
    .toLowerCase()
  if (/^(<!doctype html|<html|<head|<body)/.test(start)) return 'HTML'
  if (/^<svg|^<\?xml[^]*<svg/.test(start)) return 'SVG'
  if (/^<\?xml/.test(start)) return 'XML'
  return 'text'
}
