import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { redirectFile } from '../../src-main/shells/server/browser.ts'
import { expect, test } from './fixtures/server.ts'

test('the address lets one person in, once', async ({ page, server, browser }) => {
  const { origin } = new URL(server.address())
  await expect(page).toHaveURL(`${origin}/`)
  await page.reload()
  await expect(page.locator('#app > *').first()).toBeVisible()

  const stranger = await (await browser.newContext()).newPage()
  const refused = await stranger.goto(server.address())
  expect(refused?.status()).toBe(403)
  await expect(stranger.locator('body')).toContainText('older than a minute')
  expect((await stranger.goto(origin))?.status()).toBe(403)
})

test('the file that opens the browser leads to the page', async ({ server, home, browser }) => {
  const path = redirectFile(join(home.folder, 'run'), server.address())
  const page = await browser.newPage()
  await page.goto(pathToFileURL(path).href)
  await expect(page.locator('#app > *').first()).toBeVisible()
  await expect(page).toHaveURL(`${new URL(server.address()).origin}/`)
})

test.describe('the page', () => {
  test.use({ start: { catalogue: 'sample', mayFail: true } })

  test('reads no cookie, and reaches nothing but its own server', async ({ page }) => {
    expect(await page.evaluate(() => document.cookie)).toBe('')
    const reached = await page.evaluate(async () => {
      const tries = ['http://127.0.0.1:9/', 'https://elsewhere.example/', 'data:text/plain,x']
      const one = (url: string) =>
        fetch(url).then(
          () => url,
          () => null,
        )
      return Promise.all(tries.map(one))
    })
    expect(reached).toEqual([null, null, null])
  })

  test('takes the styles that its libraries put in, and no others', async ({ page }) => {
    const cursors = await page.evaluate(() => {
      const tried = (text: string) => {
        // As paneforge does it: into the page first, then filled.
        const style = document.head.appendChild(document.createElement('style'))
        style.innerHTML = text
        const { cursor } = getComputedStyle(document.body)
        style.remove()
        return cursor
      }
      return [
        '*{cursor: ew-resize!important;}',
        '*{cursor: ns-resize!important;}',
        '*{cursor: help!important;}',
      ].map(tried)
    })
    expect(cursors).toEqual(['ew-resize', 'ns-resize', 'auto'])
    const scripted = await page.evaluate(() => {
      const script = document.createElement('script')
      script.textContent = 'window.canary = 1'
      document.head.append(script)
      return 'canary' in window
    })
    expect(scripted).toBe(false)
  })
})

test('a page of another port of this machine gets nothing', async ({ server, page, context }) => {
  const { origin } = new URL(server.address())
  const other = await context.newPage()
  await other.route('http://127.0.0.1:1/', (route) =>
    route.fulfill({ contentType: 'text/html', body: 'other' }),
  )
  await other.goto('http://127.0.0.1:1/')
  const icon = await page.locator('link[rel=icon]').evaluate((link: HTMLLinkElement) => link.href)
  const asked = async ({ icon, target }: { icon: string; target: string }) => {
    const image = new Image()
    const shown = new Promise((done) => {
      image.onload = () => done('shown')
      image.onerror = () => done('refused')
    })
    image.src = icon
    const read = await fetch(`${target}/`, { credentials: 'include' }).then(
      () => 'read',
      () => 'refused',
    )
    return [await shown, read]
  }
  expect(await page.evaluate(asked, { icon, target: origin })).toEqual(['shown', 'read'])
  expect(await other.evaluate(asked, { icon, target: origin })).toEqual(['refused', 'refused'])
  await expect(page.locator('#app > *').first()).toBeVisible()
})

test('a second start on the same catalogue gives a new way in', async ({ server, home, browser }) => {
  const { code, said } = await home.start()
  expect(code).toBe(0)
  const address = /http:\S+/.exec(said)?.[0] ?? ''
  expect(new URL(address).origin).toBe(new URL(server.address()).origin)
  expect(address).not.toBe(server.address())
  const page = await browser.newPage()
  await page.goto(address)
  await expect(page.locator('#app > *').first()).toBeVisible()
})

test('Ctrl-C ends it cleanly, and lets go of the catalogue', async ({ server, home }) => {
  expect(await server.stop()).toBe(0)
  const again = await home.serve()
  expect(again.address()).toMatch(/^http:/)
  expect(home.log()).not.toContain(new URL(server.address()).searchParams.get('token') ?? '-')
})

test('what is not a catalogue is refused in one line', async ({ home }) => {
  writeFileSync(join(home.folder, 'stray.txt'), 'x')
  const { code, said } = await home.start('--catalogue', 'stray.txt')
  expect(code).toBe(1)
  expect(said).toMatch(/^[^\n]*stray\.txt[^\n]*\n$/)
  expect(readFileSync(join(home.folder, 'stray.txt'), 'utf8')).toBe('x')
})
