/** The headers of every answer, the same in both shells. */
import { createHash } from 'node:crypto'

/**
 * Styles that libraries put into the page as `<style>` elements, named one by one by their digests: the cursors while
 * a pane is dragged (paneforge, which first adds an empty element), and the focus outline on touch screens
 * (OpenSeadragon). Every other inline style stays refused; styles set through the CSSOM need no permission.
 */
const INLINE_STYLES = [
  '',
  ...['ew', 'w', 'e', 'ns', 'n', 's'].map((side) => `*{cursor: ${side}-resize!important;}`),
  '@media (hover: none) {    .openseadragon-canvas:focus {        outline: none !important;    }}',
]

const digest = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  `style-src 'self' ${INLINE_STYLES.map(digest).join(' ')}`,
  "img-src 'self' blob: data:",
  "font-src 'self'",
  "connect-src 'self'",
  // The reading view alone.
  "frame-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "object-src 'none'",
].join('; ')

/**
 * The reading view is a document of its own in a frame of the page. It says in itself which styles it has; nothing in it
 * runs, and it asks for nothing but images.
 */
const READING_POLICY = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  "img-src 'self'",
  "frame-ancestors 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')

const ALWAYS: Record<string, string> = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy':
    'camera=(), microphone=(), geolocation=(), usb=(), serial=(), hid=(), midi=(), payment=(), display-capture=()',
}

/** The build puts a digest of its content into the name of every asset. */
const HASHED_ASSET = /^\/assets\/[^/]+-[\w-]{8,}\.\w+$/

/** The headers of an answer to `path`; only what can never change may be kept by the browser. */
export function answerHeaders(path: string, status: number): Record<string, string> {
  const kept = status === 200 && HASHED_ASSET.test(path)
  const ofReading = path.startsWith('/reading/') && { 'content-security-policy': READING_POLICY }
  return {
    ...ALWAYS,
    ...ofReading,
    'cache-control': kept ? 'private, max-age=31536000, immutable' : 'no-store',
  }
}

/** The same answer with the headers of this module, which win over its own. */
export function secured(response: Response, path: string): Response {
  const headers = new Headers(response.headers)
  for (const [name, value] of Object.entries(answerHeaders(path, response.status))) headers.set(name, value)
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers })
}
