/** How pages are shown and what they are: adjusted beside the page, labelled, split at the fold, compared, looked at through a loupe. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import sharp from 'sharp'
import { mastersIn } from './fixtures/situations.ts'
import type { ScanFile } from './fixtures/scans.ts'
import { expect, test } from './fixtures/test.ts'

const hashes = (folder: string) =>
  mastersIn(folder).map((path) => createHash('sha256').update(readFileSync(path)).digest('hex'))

/** Two pages scanned at once, askew on a dark bed; the left one has a red band at its head, the right one a blue one. */
async function aSpread(name: string, lean = 0): Promise<ScanFile> {
  const lines = (x: number) =>
    Array.from({ length: 20 }, (_, line) =>
      Array.from(
        { length: 9 },
        (_, word) =>
          `<rect x="${x + word * 60}" y="${260 + line * 34}" width="${30 + ((line * 7 + word * 11) % 22)}" height="12" fill="#333"/>`,
      ).join(''),
    ).join('')
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="1600" height="1120"><rect width="100%" height="100%" fill="#000"/>
    <defs><linearGradient id="shade"><stop offset="0" stop-color="#ece5d2"/><stop offset=".5" stop-color="#8f8775"/>
    <stop offset="1" stop-color="#ece5d2"/></linearGradient></defs>
    <g transform="rotate(${lean} 800 560)"><rect x="100" y="90" width="1400" height="940" fill="#ece5d2"/>
    <rect x="100" y="90" width="640" height="120" fill="#c01818"/><rect x="860" y="90" width="640" height="120" fill="#1818c0"/>
    <rect x="770" y="90" width="60" height="940" fill="url(#shade)"/>${lines(140)}${lines(880)}</g></svg>`
  return { name, mimeType: 'image/png', buffer: await sharp(Buffer.from(svg)).png().toBuffer() }
}

test.beforeEach(async ({ desk }) => {
  await desk.tree.press('ArrowRight', 'ArrowRight', 'ArrowDown')
  await expect(desk.pages.thumbnails()).toHaveCount(3)
  await expect.poll(desk.pages.seen).toEqual({ band: 'red', side: 'top' })
})

test('a page is adjusted from the keyboard, stays so, and is taken back in one step; its master is what it was', async ({
  desk,
  page,
  folder,
}) => {
  const { viewing } = desk
  const before = hashes(folder)
  const plain = await viewing.colourOf(viewing.canvas())
  const small = desk.pages.thumbnails().first().locator('.window')
  const light = ({ red, green, blue }: typeof plain) => red + green + blue
  const smallPlain = await viewing.colourOf(small)
  await desk.press('a')
  await expect(viewing.rail('brightness')).toBeFocused()
  await desk.press('ArrowLeft', 'ArrowLeft', 'PageDown', 'PageDown')
  await viewing.measure('contrast').fill('20')
  await viewing.measure('gamma').fill('0.5')
  // So is its small picture in the strip.
  await expect.poll(async () => light(await viewing.colourOf(small))).toBeLessThan(light(smallPlain) - 4)
  await viewing.inverted().check()
  await viewing.measure('sharpness').fill('40')
  await desk.press('Escape')
  await expect(viewing.panel()).toHaveCount(0)
  await expect(desk.status()).toContainText('Undo: adjust view of pages')
  await expect.poll(async () => (await viewing.colourOf(viewing.canvas())).red).toBeLessThan(plain.red - 60)

  await page.reload()
  await desk.tree.press('ArrowRight', 'ArrowRight', 'ArrowDown')
  await expect.poll(async () => (await viewing.colourOf(viewing.canvas())).red).toBeLessThan(plain.red - 60)
  await desk.press('a')
  await expect(viewing.measure('gamma')).toHaveValue('0.5')
  await expect(viewing.measure('brightness')).toHaveValue('-42')
  await desk.press('Escape', 'Control+Z')
  await expect
    .poll(async () => Math.round((await viewing.colourOf(viewing.canvas())).red))
    .toBe(Math.round(plain.red))
  await desk.press('a')
  await expect(viewing.measure('gamma')).toHaveValue('1')
  expect(hashes(folder)).toEqual(before)
})

test('what suits one page is given to all, colours alone or the places too', async ({ desk }) => {
  const { viewing, pages } = desk
  await desk.press('r')
  await expect.poll(pages.seen).toEqual({ band: 'red', side: 'right' })
  await desk.press('a')
  await viewing.measure('contrast').fill('-30')
  await viewing.measure('straightening').fill('4')
  await viewing.button('all').click()
  await expect(viewing.panel()).toContainText('Applied to 3 pages')
  await desk.press('Escape', ']')
  await expect.poll(pages.seen).toEqual({ band: 'green', side: 'top' })
  await desk.press('a')
  await expect(viewing.measure('contrast')).toHaveValue('-30')
  await expect(viewing.measure('straightening')).toHaveValue('0')
  await desk.press('Escape', '[', 'a')
  await viewing.places().check()
  await viewing.button('all').click()
  await desk.press('Escape', ']', ']')
  await expect.poll(pages.seen).toEqual({ band: 'blue', side: 'right' })
  await desk.press('a')
  await expect(viewing.measure('straightening')).toHaveValue('4')
  await desk.press('Escape', 'Control+Z')
  await expect.poll(pages.seen).toEqual({ band: 'blue', side: 'top' })
})

test('a page that lies askew is straightened and cropped by itself, or with the arrows', async ({ desk }) => {
  const { viewing, pages, record } = desk
  await pages.drop([await aSpread('askew.png', 2)])
  await desk.importing.start()
  await desk.job('import').close()
  await expect(pages.thumbnails()).toHaveCount(4)
  await pages.strip().press('End')
  await desk.press('a')
  await viewing.button('proposeStraight').click()
  await expect(viewing.measure('straightening')).toHaveValue(/^-(1\.9|2|2\.1)$/)
  await viewing.button('proposeCrop').click()
  await expect(viewing.panel()).toContainText(/1,(39|40|41)\d × 9[34]\d px/)
  await desk.press('Escape')
  // Nothing of the dark bed is left beside the sheet.
  const darkness = async () => {
    const seen = sharp(await viewing.canvas().screenshot())
      .greyscale()
      .threshold(20)
    return 1 - ((await sharp(await seen.toBuffer()).stats()).channels[0]?.mean ?? 0) / 255
  }
  await expect.poll(darkness).toBeLessThan(0.02)

  // A crop is drawn with the arrows as well, and given up with Escape.
  await desk.press('c')
  await expect(pages.drawing()).toBeFocused()
  await desk.press('Escape')
  await expect(pages.drawing()).toHaveCount(0)
  await desk.press('c', 'Shift+ArrowLeft', 'Shift+ArrowLeft', 'Enter')
  await desk.press('a')
  await expect(viewing.panel()).toContainText(/1,3[678]\d × 9[34]\d px/)
  await viewing.button('noCrop').click()
  await expect(viewing.panel()).toContainText('the whole page')
  await viewing.button('reset').click()
  await expect(viewing.measure('straightening')).toHaveValue('0')
  await record.openTab('pages')
  await expect(record.pane()).not.toContainText('adjusted')
})

test('a mark stays on what it marks, however the page is turned, straightened and cropped', async ({
  desk,
  page,
}) => {
  const { pages, record, viewing } = desk
  await record.type().selectOption('Telegram')
  await record.openTab('access')
  await record.value('stamp').fill('秘')
  await record.place('mark', 'stamp').click()
  const box = await pages.drawing().boundingBox()
  if (!box) throw new Error('nothing to draw on')
  // Within the red band at the head of the page.
  await page.mouse.move(box.x + box.width * 0.44, box.y + box.height * 0.04)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width * 0.56, box.y + box.height * 0.1, { steps: 3 })
  await page.mouse.up()
  await expect(pages.mark('stamp', 0)).toBeVisible()
  const redness = async () => {
    const { red, blue } = await viewing.colourOf(pages.mark('stamp', 0), 0.4)
    return red - blue
  }
  await expect.poll(redness).toBeGreaterThan(60)
  const place = async () => JSON.stringify(await pages.mark('stamp', 0).boundingBox())
  for (const change of [
    () => desk.press('r'),
    async () => {
      await desk.press('a')
      await viewing.measure('straightening').fill('7')
      await desk.press('Escape')
    },
    async () => {
      await desk.press('c')
      await expect(pages.drawing()).toBeFocused()
      for (let step = 0; step < 12; step += 1) await desk.press('Shift+ArrowUp')
      await desk.press('Enter')
    },
  ]) {
    const before = await place()
    await change()
    await expect.poll(place).not.toBe(before)
    await expect.poll(redness).toBeGreaterThan(60)
  }
})

test('a scan of two pages is split at its fold, and joined again', async ({ desk }) => {
  const { viewing, pages } = desk
  await pages.drop([await aSpread('spread.png')])
  await desk.importing.start()
  await desk.job('import').close()
  await expect(pages.thumbnails()).toHaveCount(4)
  await pages.strip().press('End')
  await desk.press('s')
  await expect(viewing.foldBar()).toContainText('where the fold seems to be')
  await expect(viewing.fold()).toHaveAttribute('aria-valuetext', /^(49|50|51)(\.\d)? % from the left$/)
  await expect(viewing.fold()).toBeFocused()
  await desk.press('ArrowRight', 'ArrowLeft', 'Enter')
  await expect(pages.thumbnails()).toHaveCount(5)
  await expect.poll(pages.seen).toEqual({ band: 'red', side: 'top' })
  await desk.press(']')
  await expect.poll(pages.seen).toEqual({ band: 'blue', side: 'top' })
  await expect(pages.thumbnails().last()).toHaveAccessibleName('Page 5, part of a scan')
  await desk.press('Shift+S')
  await expect(pages.thumbnails()).toHaveCount(4)
  await desk.press('Control+Z')
  await expect(pages.thumbnails()).toHaveCount(5)
  await desk.press('Control+Z')
  await expect(pages.thumbnails()).toHaveCount(4)
  await expect(desk.status()).toContainText('Undone: split page')

  // As in a book that is bound on the right; a line that is given up splits nothing.
  await pages.strip().press('End')
  await desk.press('s', 'Escape')
  await expect(viewing.fold()).toHaveCount(0)
  await desk.press('s')
  await viewing.foldBar().getByRole('radio', { name: 'Right' }).check({ force: true })
  await viewing.foldBar().getByRole('button', { name: 'Split', exact: true }).click()
  await expect(pages.thumbnails()).toHaveCount(5)
  await expect.poll(pages.seen).toEqual({ band: 'blue', side: 'top' })
})

test('scans of two pages are split many at once, each at its own fold', async ({ desk }) => {
  const { viewing, pages } = desk
  await pages.drop([await aSpread('one.png'), await aSpread('two.png', 0.4)])
  await desk.importing.start()
  await desk.job('import').close()
  await expect(pages.thumbnails()).toHaveCount(5)
  await pages.thumbnails().nth(3).click()
  await pages.strip().press('Space')
  await pages
    .thumbnails()
    .nth(4)
    .click({ modifiers: ['Control'] })
  await desk.press('s')
  await viewing.foldBar().getByRole('button', { name: 'Split the 2 chosen pages, each at its fold' }).click()
  await expect(pages.thumbnails()).toHaveCount(7)
  await pages.strip().press('End')
  await expect.poll(pages.seen).toEqual({ band: 'blue', side: 'top' })
  await pages.strip().press('ArrowLeft')
  await expect.poll(pages.seen).toEqual({ band: 'red', side: 'top' })
  await desk.press('Control+Z')
  await expect(pages.thumbnails()).toHaveCount(5)
})

test('pages are labelled in a series, and said to be front, back, blank or missing', async ({ desk }) => {
  const { viewing, pages, record } = desk
  await desk.press('#')
  await expect(viewing.firstLabel()).toBeFocused()
  await viewing.firstLabel().fill('表紙')
  await expect(viewing.labels()).toContainText('Nothing in this label can be counted on')
  await viewing.firstLabel().fill('12v')
  await expect(viewing.preview().getByRole('row')).toHaveText([/12v\s*back/, /13r\s*front/, /13v\s*back/])
  await viewing.firstLabel().press('Enter')
  await expect(pages.thumbnails().nth(1)).toHaveAccessibleName('13r, Front (recto)')
  await desk.press('Escape')
  await pages.strip().focus()
  await desk.press('o', 'w')
  await expect(pages.thumbnails().first()).toHaveAccessibleName('12v, Front (recto), Blank')
  await desk.press('w', 'u')
  await expect(pages.thumbnails().first()).toHaveAccessibleName('12v, Back (verso)')

  await desk.choose('page', 'page.addMissing')
  await expect(pages.thumbnails()).toHaveCount(4)
  await expect(pages.thumbnails().nth(1)).toHaveAccessibleName('Page 2, Missing')
  await expect(pages.pane()).toContainText('This page is missing')
  await record.openTab('pages')
  const kinds = record.pane().getByRole('combobox', { name: 'Pages shown' })
  await kinds.selectOption('Missing')
  await expect(record.pane()).toContainText('1 of 4 pages')
  await kinds.selectOption('Back (verso)')
  await expect(record.pane()).toContainText('2 of 4 pages')
  await kinds.selectOption('All pages')
  await record.pane().getByRole('combobox', { name: 'State: Page 4' }).selectOption('Blank')
  await expect(pages.thumbnails().last()).toHaveAccessibleName('13v, Back (verso), Blank')
  await desk.search('has:missingpage')
  await expect(desk.results.hits()).toHaveCount(1)
})

test('two pages are compared side by side and blinking, and move together', async ({ desk, page }) => {
  const { viewing, pages } = desk
  await pages.strip().press('Space')
  await pages
    .thumbnails()
    .nth(2)
    .click({ modifiers: ['Control'] })
  await desk.press('v')
  await expect(viewing.side('left')).toHaveValue(/\d/)
  await expect(viewing.side('right').locator('option:checked')).toHaveText('Page 3')
  const images = viewing.compared().getByRole('group', { name: /Image of page/ })
  await expect(images).toHaveCount(2)
  const red = () => viewing.colourOf(images.first(), 0.98)
  const blue = () => viewing.colourOf(images.last(), 0.98)
  await expect.poll(async () => (await red()).red - (await red()).blue).toBeGreaterThan(15)
  await expect.poll(async () => (await blue()).blue - (await blue()).red).toBeGreaterThan(5)
  // Enlarged on the left, the right one has no band in sight either.
  await desk.press('+', '+', '+', '+', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown')
  await expect.poll(async () => (await blue()).blue - (await blue()).red).toBeLessThan(0)
  await desk.press('0')
  await expect.poll(async () => (await blue()).blue - (await blue()).red).toBeGreaterThan(5)

  await desk.press('b')
  await expect(images).toHaveCount(1)
  await expect(viewing.compared()).toContainText('Shown: Page 1')
  await desk.press(' ')
  await expect(viewing.compared()).toContainText('Shown: Page 3')
  await viewing.compared().getByRole('button', { name: 'Blink by itself' }).click()
  await expect(viewing.compared()).toContainText('Shown: Page 1')
  await expect(viewing.compared()).toContainText('Shown: Page 3')
  await viewing.compared().getByRole('button', { name: 'Stop blinking' }).click()
  await desk.press('s')
  await expect(images).toHaveCount(2)
  await viewing.side('right').selectOption('Page 2')
  await expect.poll(async () => (await blue()).green - (await blue()).red).toBeGreaterThan(5)
  // Two pages fill the window as one does.
  await page.keyboard.press('f')
  await expect(desk.tree.list()).toHaveCount(0)
  await expect(images).toHaveCount(2)
  await page.keyboard.press('b')
  await expect(viewing.compared()).toContainText(/Shown: Page [12]/)
  await page.keyboard.press('Escape')
  await expect(desk.workPane()).toHaveCount(0)
  await expect(desk.tree.list()).toHaveCount(0)
  await page.keyboard.press('Escape')
  await expect(desk.tree.list()).toBeVisible()
})

test('a loupe is there for as long as its key is held, and is moved with the arrows', async ({
  desk,
  page,
}) => {
  const { viewing, pages } = desk
  await pages.focus()
  await page.keyboard.down('l')
  await expect(viewing.loupe()).toBeVisible()
  const place = async () => (await viewing.loupe().boundingBox())?.y ?? 0
  const middle = await place()
  for (let step = 0; step < 6; step += 1) await page.keyboard.press('ArrowUp')
  await expect.poll(place).toBeLessThan(middle - 100)
  await page.keyboard.up('l')
  await expect(viewing.loupe()).toHaveCount(0)
  await desk.choose('page', 'page.loupe')
  await expect(viewing.loupe()).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(viewing.loupe()).toHaveCount(0)
})

test('tiles and thumbnails are counted, bounded and deleted in the settings, while a page is looked at', async ({
  desk,
}) => {
  const { pages } = desk
  await desk.press('Control+,')
  const dialog = desk.dialog('Settings')
  await expect(dialog).toContainText(/now, in \d+ files/)
  await dialog.getByRole('spinbutton', { name: /Tiles and thumbnails/ }).fill('0.5')
  await dialog.getByRole('button', { name: 'Delete now' }).click()
  await expect(dialog).toContainText('were freed')
  await desk.press('Escape')
  await desk.press(']')
  await expect.poll(pages.seen).toEqual({ band: 'green', side: 'top' })
  await desk.press('Control+,')
  await expect(dialog.getByRole('spinbutton', { name: /Tiles and thumbnails/ })).toHaveValue('0.5')
})

test('a very large scan comes in step by step, says so, and the desk stays usable meanwhile', async ({
  desk,
}) => {
  const { pages } = desk
  const tall = await sharp({
    create: { width: 9000, height: 12000, channels: 3, background: '#efe8d6' },
  })
    .composite([
      {
        input: { create: { width: 9000, height: 1800, channels: 3, background: '#18a018' } },
        left: 0,
        top: 0,
      },
    ])
    .tiff({ compression: 'lzw', predictor: 'none' })
    .toBuffer()
  await pages.drop([{ name: 'map.tif', mimeType: 'image/tiff', buffer: tall }])
  await desk.importing.start()
  await desk.job('import').close()
  await expect(pages.thumbnails()).toHaveCount(4)
  await pages.strip().press('End')
  await expect.poll(pages.seen).toEqual({ band: 'green', side: 'top' })
  // At full size no tile is there before the whole pyramid is.
  await desk.press('1')
  await expect(pages.pane()).toContainText('Details are still coming in')
  await desk.press('[')
  await expect.poll(pages.seen).toEqual({ band: 'blue', side: 'top' })
  await desk.press(']')
  await expect.poll(pages.seen).toEqual({ band: 'green', side: 'top' })
  await desk.press('1')
  await expect(pages.pane()).not.toContainText('Details are still coming in')
})
