/** What a file is, by its first bytes: never by its name, which says what somebody thought it was. */

export type Format = 'tiff' | 'jpeg' | 'png' | 'webp' | 'gif' | 'pdf'

export const MEDIA_TYPES: Record<Format, string> = {
  tiff: 'image/tiff',
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  gif: 'image/gif',
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
  if (text.includes('%PDF-')) return { format: 'pdf' }
  return { other: binaryName(text) ?? textName(head) ?? 'unknown' }
}

const BRANDS: [RegExp, string][] = [
  [/^avi[fs]/, 'AVIF'],
  [/^(hei[cxms]|hev[cx]|mif1|msf1)/, 'HEIC'],
  [/^(jp2 |jpx |jpm )/, 'JPEG 2000'],
  [/^qt {2}/, 'QuickTime'],
  [/^/, 'MP4'],
]

const MAGIC: [RegExp, string][] = [
  [/^\0\0\0\x0cjP {2}\r\n\x87\n|^\xff\x4f\xff\x51/s, 'JPEG 2000'],
  [/^\0\0\0\x0cJXL \r\n\x87\n|^\xff\x0a/s, 'JPEG XL'],
  [/^AT&TFORM....DJV/s, 'DjVu'],
  [/^BM....\0\0\0\0/s, 'BMP'],
  [/^8BPS/, 'Photoshop'],
  [/^\0\0[\x01\x02]\0[\x01-\xff]\0/s, 'ICO'],
  [/^%!PS/, 'PostScript'],
  [/^\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1/, 'Word, Excel or PowerPoint 97-2003'],
  [/^\{\\rtf/, 'RTF'],
  [/^SQLite format 3\0/, 'SQLite'],
  [/^\x7fELF|^MZ|^(\xcf|\xce)\xfa\xed\xfe/, 'program'],
  [/^\x1f\x8b/, 'gzip'],
  [/^7z\xbc\xaf\x27\x1c/, '7-Zip'],
  [/^Rar!/, 'RAR'],
  [/^RIFF....WAVE/s, 'WAV'],
  [/^RIFF....AVI /s, 'AVI'],
  [/^(ID3|\xff\xfb)/, 'MP3'],
]

function binaryName(text: string): string | null {
  if (text.slice(4, 8) === 'ftyp') return BRANDS.find(([brand]) => brand.test(text.slice(8, 12)))?.[1] ?? null
  if (text.startsWith('PK\x03\x04')) return zipName(text)
  return MAGIC.find(([magic]) => magic.test(text))?.[1] ?? null
}

/** Office files are ZIPs; the names of their first members tell them apart. */
function zipName(text: string): string {
  if (/mimetypeapplication\/vnd\.oasis\.opendocument\.text/.test(text)) return 'OpenDocument text'
  if (/mimetypeapplication\/vnd\.oasis\.opendocument/.test(text)) return 'OpenDocument'
  if (/mimetypeapplication\/epub/.test(text)) return 'EPUB'
  if (/PK\x03\x04.{26}word\//s.test(text)) return 'Word'
  if (/PK\x03\x04.{26}xl\//s.test(text)) return 'Excel'
  if (/PK\x03\x04.{26}ppt\//s.test(text)) return 'PowerPoint'
  // Word writes its list of parts first; the folders come beyond the bytes read here.
  return text.includes('[Content_Types].xml') ? 'Word, Excel or PowerPoint' : 'ZIP'
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
