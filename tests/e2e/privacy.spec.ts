/** What stands in records stays in the window: not in addresses, titles or logs, and nothing leaves the machine. */
import { scansOf } from './fixtures/scans.ts'
import { UNITS } from './fixtures/situations.ts'
import { expect, test } from './fixtures/test.ts'

/** Words of records that nothing else would hold. */
const SECRETS = ['呉学謙', 'Katori', '鹿取', 'Nakasone', 'Zanzibar', '機密事項', 'B-1-1']

test('no word of a record stands in an address, a title or the log', async ({ desk, page, asked, home }) => {
  const titles = new Set<string>()
  const look = async () => void titles.add(await page.title())
  await desk.tree.press('ArrowRight', 'ArrowRight')
  await desk.open(UNITS.katori)
  await look()
  await desk.record.value('title', 2).fill('Telegram from Zanzibar')
  await desk.record.openTab('content')
  await desk.record.value('scopeAndContent').fill('機密事項')
  await desk.record.openTab('history')
  await desk.record.openTab('texts')
  await look()
  for (const query of ['Nakasone', '機密事項']) {
    await desk.search(query)
    await expect(desk.results.hits()).toHaveCount(1)
  }
  await desk.press('Enter')
  await look()
  await desk.press('Control+E')
  await desk.exporting.start()
  await expect(desk.job('export').made().first()).toContainText('Valid')
  await desk.job('export').close()
  await page.reload()
  await expect(desk.tree.active()).toBeVisible()
  await look()

  expect([...titles]).toEqual(['Shoko'])
  expect(new URL(page.url()).pathname + new URL(page.url()).hash).toBe('/')
  const addresses = asked.requests.map((request) => decodeURIComponent(request.url())).join('\n')
  const kept = await page.evaluate(() =>
    JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage), history.state as unknown]),
  )
  for (const secret of SECRETS) {
    expect(addresses).not.toContain(secret)
    expect(home.log()).not.toContain(secret)
    expect(kept).not.toContain(secret)
  }
})

test('every request goes to the program’s own server, and carries no address of where it came from', async ({
  desk,
  server,
  asked,
}) => {
  await desk.tree.press('ArrowRight', 'ArrowRight')
  await desk.open(UNITS.katori)
  await expect.poll(desk.pages.seen).toEqual({ band: 'red', side: 'top' })
  await desk.press('Control+I')
  await desk.importing.upload(await scansOf('more', 1, 50))
  await desk.importing.start()
  await desk.job('import').close()
  await desk.choose('help', 'help.about')
  await expect(desk.dialog('About Shoko')).toContainText('no request ever leaves it')
  const { origin } = new URL(server.address())
  const elsewhere = asked.requests.filter((request) => new URL(request.url()).origin !== origin)
  expect(elsewhere.map((request) => request.url())).toEqual([])
  expect(asked.requests.length).toBeGreaterThan(20)
  const calls = asked.requests.filter((request) => request.url().includes('/rpc/'))
  for (const call of calls) expect(await call.headerValue('referer')).toBeNull()
})

test('the policy of the page is broken nowhere', async ({ page, desk }) => {
  const broken: string[] = []
  await page.exposeFunction('reportBroken', (rule: string) => void broken.push(rule))
  await page.evaluate(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      void (window as unknown as { reportBroken(rule: string): void }).reportBroken(
        `${event.violatedDirective}: ${event.blockedURI}`,
      )
    })
  })
  await desk.tree.press('ArrowRight', 'ArrowRight')
  await desk.open(UNITS.katori)
  await expect.poll(desk.pages.seen).toEqual({ band: 'red', side: 'top' })
  await desk.record.part('extents', 'Unit').fill('丁')
  await expect(desk.record.suggestions().first()).toBeVisible()
  await desk.press('Escape')
  for (const keys of ['Control+K', 'F1', 'Control+,', 'Control+E', 'Control+I', 'Control+O']) {
    await desk.press(keys)
    await expect(desk.dialogs()).toBeVisible()
    await desk.press('Escape')
    await expect(desk.dialogs()).toHaveCount(0)
  }
  const { x = 0, y = 0, height = 0 } = (await page.getByRole('separator').first().boundingBox()) ?? {}
  await page.mouse.move(x + 1, y + height / 2)
  await page.mouse.down()
  await page.mouse.move(x + 60, y + height / 2, { steps: 5 })
  await page.mouse.up()
  await desk.choose('view', 'view.dark')
  expect(broken).toEqual([])
})
