/** What no page in a window may do, whatever is in it. */
import type { Session, WebContents } from 'electron'
import type { Electron } from './parts.ts'

export const SCHEME = 'shoko'

type Parts = Electron<'app' | 'protocol' | 'session'>

/** Before the app is ready: the pages' own scheme, which behaves like https, and no network at all. */
export function beforeReady({ app, protocol }: Pick<Parts, 'app' | 'protocol'>): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
  ])
  app.enableSandbox()
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND')
  app.commandLine.appendSwitch('disable-background-networking')
  app.on('web-contents-created', (_event, contents) => lockDown(contents))
}

/** Links, forms and scripts lead nowhere; a page stays where it was opened. */
export function lockDown(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  contents.on('will-navigate', (details) => {
    if (!isSamePlace(details.url, contents.getURL())) details.preventDefault()
  })
  contents.on('will-frame-navigate', (details) => {
    // The reading view is a document of its own in the page.
    const ofReading = isSamePlace(details.url, contents.getURL()) && isReading(details.url)
    if (!details.isMainFrame && !ofReading) details.preventDefault()
  })
  contents.on('will-redirect', (details) => details.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
}

/** Permissions, devices, downloads of others and every request to the outside are refused. */
export function closeSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer, details) =>
    answer(isHarmless(permission) && isOurs(details.requestingUrl)),
  )
  session.setPermissionCheckHandler(
    (_contents, permission, origin) => isHarmless(permission) && isOurs(`${origin}/`),
  )
  session.setDevicePermissionHandler(() => false)
  session.setSpellCheckerEnabled(false)
  session.webRequest.onBeforeRequest((details, answer) => answer({ cancel: !isInside(details.url) }))
  session.on('will-download', (event, item) => {
    if (!new RegExp(`^(blob:)?${SCHEME}://`).test(item.getURL())) event.preventDefault()
  })
}

/** Copying to the clipboard on a person's click, and the whole screen for the page. */
const isHarmless = (permission: string) =>
  permission === 'clipboard-sanitized-write' || permission === 'fullscreen'

export const isOurs = (url: string): boolean => url.startsWith(`${SCHEME}://`)

/** Pages, what they make themselves, and the developer's tools, which are part of the program. */
const isInside = (url: string) =>
  isOurs(url) || [`blob:${SCHEME}://`, 'data:', 'devtools://'].some((start) => url.startsWith(start))

const isReading = (url: string) => new URL(url).pathname.startsWith('/reading/')

const isSamePlace = (to: string, from: string) => isOurs(to) && new URL(to).host === new URL(from).host
