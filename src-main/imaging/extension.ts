/** What names of copied scans end with, by what their files are. */
const EXTENSIONS: Record<string, string> = {
  'image/tiff': 'tif',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/gif': 'gif',
  'image/avif': 'avif',
  'image/jp2': 'jp2',
  'image/j2c': 'j2c',
  'application/pdf': 'pdf',
}

export const extensionOf = (mediaType: string): string => EXTENSIONS[mediaType] ?? 'bin'
