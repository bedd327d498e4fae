/** Pages and their pictures: looked at, turned, put in order, taken out and given back. */
import { readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { aScan } from './fixtures/scans.ts'
import { mastersIn, UNITS } from './fixtures/situations.ts'
import { expect, test } from './fixtures/test.ts'

/** The program may be putting files there at the same moment. */
const deleteCache = (folder: string) =>
  rmSync(`${folder}/derivatives`, { recursive: true, force: true, maxRetries: 20 })

test.beforeEach(async ({ desk }) => {
  await desk.tree.press('ArrowRight', 'ArrowRight', 'ArrowDown')
  await expect(desk.pages.thumbnails()).toHaveCount(3)
  await expect.poll(desk.pages.seen).toEqual({ band: 'red', side: 'top' })
})

test('[ and ] turn the pages, and the page says which it is', async ({ desk }) => {
  const { pages } = desk
  await expect(pages.toolbar()).toContainText('page 1 of 3')
  await desk.press(']')
  await expect(pages.toolbar()).toContainText('page 2 of 3')
  await expect.poll(pages.seen).toEqual({ band: 'green', side: 'top' })
  await desk.press(']', ']')
  await expect(pages.toolbar()).toContainText('page 3 of 3')
  await expect.poll(pages.seen).toEqual({ band: 'blue', side: 'top' })
  await desk.press('[')
  await expect(pages.image(2)).toBeVisible()
  await pages.thumbnails().first().click()
  await expect.poll(pages.seen).toEqual({ band: 'red', side: 'top' })
  await pages.strip().press('End')
  await expect.poll(pages.seen).toEqual({ band: 'blue', side: 'top' })
})

test('R turns a page clockwise, and it stays turned', async ({ desk, page }) => {
  const { pages } = desk
  await desk.press('r')
  await expect.poll(pages.seen).toEqual({ band: 'red', side: 'right' })
  await desk.press('Shift+R', 'Shift+R')
  await expect.poll(pages.seen).toEqual({ band: 'red', side: 'left' })
  await page.reload()
  await desk.tree.press('ArrowRight', 'ArrowRight', 'ArrowDown')
  await expect.poll(pages.seen).toEqual({ band: 'red', side: 'left' })
  await desk.press('Control+Z')
  await expect.poll(pages.seen).toEqual({ band: 'red', side: 'top' })
})

test('the page is zoomed, moved and fitted from the keyboard', async ({ desk }) => {
  const { pages } = desk
  const fitted = await pages.zoom()
  await desk.press('1')
  await expect.poll(pages.zoom).toBe(100)
  await desk.press('+')
  await expect.poll(pages.zoom).toBe(130)
  await desk.press('-', '-')
  await expect.poll(pages.zoom).toBeLessThan(100)
  await desk.press('1', '+', '+', '+')
  await expect.poll(pages.zoom).toBeGreaterThan(200)
  await pages.focus()
  const upper = await pages.picture()
  await desk.press('ArrowDown', 'ArrowDown', 'ArrowDown')
  await expect.poll(pages.picture).not.toBe(upper)
  await desk.press('0')
  await expect.poll(pages.zoom).toBe(fitted)
  await expect.poll(pages.seen).toEqual({ band: 'red', side: 'top' })
})

test('the page fills the window with F, and gives it back', async ({ desk }) => {
  await desk.press('f')
  await expect(desk.tree.list()).toHaveCount(0)
  await expect.poll(desk.pages.seen).toEqual({ band: 'red', side: 'top' })
  await desk.press(']')
  await expect.poll(desk.pages.seen).toEqual({ band: 'green', side: 'top' })
  await desk.press('f')
  await expect(desk.tree.list()).toBeVisible()
})

test('pages are put in order from the keyboard and with the mouse', async ({ desk }) => {
  const { pages } = desk
  const [first, second, third] = ['katori-001.jpg', 'katori-002.jpg', 'katori-003.jpg']
  await desk.press('}')
  await expect.poll(pages.fileNames).toEqual([second, first, third])
  await pages.strip().press('Shift+ArrowRight')
  await expect.poll(pages.fileNames).toEqual([second, third, first])
  await desk.press('{')
  await expect.poll(pages.fileNames).toEqual([second, first, third])
  await pages
    .thumbnails()
    .nth(2)
    .dragTo(pages.thumbnails().first(), { targetPosition: { x: 4, y: 30 } })
  await expect.poll(pages.fileNames).toEqual([third, second, first])
  for (let undo = 0; undo < 4; undo += 1) await desk.press('Control+Z')
  await expect.poll(pages.fileNames).toEqual([first, second, third])
  await expect(desk.status()).toContainText('Undone: reorder pages')
})

test('pages are detached, wait among the loose ones, and are given to another description', async ({
  desk,
}) => {
  const { pages, tree, loose } = desk
  await pages.strip().press('End')
  await pages.strip().press('Space')
  await pages.strip().press('ArrowLeft')
  await pages.tool('page.detach').click()
  await expect.poll(pages.fileNames).toEqual(['katori-001.jpg', 'katori-003.jpg'])
  await desk.goTo('loose')
  await expect(loose.list().getByRole('listitem')).toHaveCount(1)
  await desk.goTo('tree')
  await desk.open(UNITS.draft)
  await desk.goTo('loose')
  await loose.attach('katori-002.jpg', UNITS.draft)
  await expect(loose.list()).toHaveCount(0)
  await expect.poll(pages.seen).toEqual({ band: 'green', side: 'top' })
  await desk.goTo('tree')
  await expect(tree.row(UNITS.draft)).toContainText('1')
})

test('a page may be there before its image', async ({ desk }) => {
  const { pages } = desk
  await desk.open(UNITS.nakasone)
  await expect(pages.pane()).toContainText('This page has no image yet')
  await expect(pages.thumbnails()).toHaveCount(1)
  await desk.choose('page', 'page.add')
  await expect(pages.thumbnails()).toHaveCount(2)
  await expect(desk.record.tab('pages')).toContainText('2')
})

test('a scan that is gone is said, and shown again when it is back', async ({ desk, folder }) => {
  const { pages } = desk
  const masters = mastersIn(folder).map((path) => ({ path, bytes: readFileSync(path) }))
  for (const { path } of masters) truncateSync(path, 0)
  deleteCache(folder)
  await desk.press(']', ']')
  await expect(pages.pane()).toContainText('The image cannot be shown')
  await expect(pages.pane()).toContainText('katori-003.jpg')
  for (const { path, bytes } of masters) writeFileSync(path, bytes)
  // For a few seconds after a refusal nothing is tried.
  await expect.poll(pages.seenOnAnotherTry).toEqual({ band: 'blue', side: 'top' })
})

test.describe('without a cache', () => {
  test('a scan that is missing names its file and what to do', async ({ desk, folder }) => {
    for (const master of mastersIn(folder)) rmSync(master)
    deleteCache(folder)
    await desk.press(']', ']')
    await expect(desk.pages.pane()).toContainText('“katori-003.jpg” is not where it was')
  })
})

test('panes are hidden and shown with one key, and keep their sizes', async ({ desk, page }) => {
  const kept = (words: string) =>
    page.waitForResponse(
      (answer) =>
        answer.url().endsWith('settings/set') && answer.request().postData()?.includes(words) === true,
    )
  const hidden = kept('"list"')
  await desk.press('Alt+3', 'Alt+1')
  await expect(desk.record.pane()).toHaveCount(0)
  await expect(desk.listPane()).toHaveCount(0)
  await hidden
  await page.reload()
  await expect(desk.pages.pane()).toBeVisible()
  await expect(desk.listPane()).toHaveCount(0)
  await expect(desk.record.pane()).toHaveCount(0)
  await desk.press('Alt+1', 'Alt+3')
  await expect(desk.listPane()).toBeVisible()
  await expect(desk.record.pane()).toBeVisible()

  const width = async () => (await desk.listPane().boundingBox())?.width ?? 0
  const before = await width()
  const sized = kept('panes')
  await page.getByRole('separator', { name: 'Resize panes' }).first().focus()
  await desk.press('ArrowRight', 'ArrowRight')
  await expect.poll(width).toBeGreaterThan(before)
  const after = await width()
  await sized
  await page.reload()
  await expect.poll(width).toBeCloseTo(after, -1)
})

test('a scan of a page that had none is a page of its own', async ({ desk }) => {
  await desk.open(UNITS.draft)
  await desk.pages.drop([await aScan('single.tif', 'blue')])
  await desk.importing.start()
  await desk.job('import').close()
  await expect.poll(desk.pages.seen).toEqual({ band: 'blue', side: 'top' })
  await expect(desk.pages.toolbar()).toContainText('single.tif')
  await expect(desk.pages.toolbar()).toContainText('300 dpi')
})
