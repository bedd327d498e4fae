/** A record as one document: looked at in the room of the page, printed, taken away as HTML and as PDF. */
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import type { Locator, Page } from '@playwright/test'
import { debianTool } from '../debian-tool.ts'
import { aFolder } from '../builders.ts'
import { scansOf } from './fixtures/scans.ts'
import { UNITS } from './fixtures/situations.ts'
import { expect, test } from './fixtures/test.ts'
import type { DeskPage } from './pages/desk.ts'

const hasPoppler = debianTool('pdftotext', 'poppler-utils')

const violations = async (page: Page) =>
  (await new AxeBuilder({ page }).include('[data-pane=work]').analyze()).violations.map(({ id }) => id)

async function read(desk: DeskPage, unit: string): Promise<void> {
  await desk.tree.press('ArrowRight', 'ArrowRight')
  await desk.open(unit)
  await desk.press('F9')
  await expect(desk.reading.title()).toBeVisible()
}

test.describe('of a telegram and its translation', () => {
  test.use({ situation: 'twoTexts' })

  test('stands in the room of the page, in both languages, and goes with its key or Escape', async ({
    desk,
    page,
  }) => {
    const { reading } = desk
    await desk.press('F9')
    await expect(reading.title()).toContainText('Port Call of the Survey Ship')
    const first = reading.pageOf(1)
    await expect(first).toContainText('停泊地は北港')
    await expect(first).toContainText('The ship will lie at Quay 3')
    // One row holds what says the same.
    await expect(reading.document().locator('.row').filter({ hasText: '停泊地は北港' })).toContainText(
      'The ship will lie at Quay 3',
    )
    await expect(reading.document().getByText('Internal copy, not for the public').first()).toBeVisible()
    expect(await violations(page)).toEqual([])

    await reading.speak('日本語')
    await expect(reading.title()).toContainText('海洋調査船')
    await expect(reading.document().locator('html')).toHaveAttribute('lang', 'ja')
    await expect(reading.document().getByText('部内用・公開不可').first()).toBeVisible()
    expect(await violations(page)).toEqual([])
    await desk.choose('view', 'view.dark')
    await expect(reading.document().locator('html')).toHaveAttribute('data-theme', 'dark')
    await expect(reading.title()).toBeVisible()
    expect(await violations(page)).toEqual([])

    // With the focus in the document itself.
    await reading.title().click()
    await page.keyboard.press('Escape')
    await expect(reading.pane()).toHaveCount(0)
    await desk.press('F9')
    await expect(reading.title()).toBeVisible()
    await reading.title().click()
    await page.keyboard.press('F9')
    await expect(reading.pane()).toHaveCount(0)
  })

  test('is saved as it stands there, as HTML and as PDF', async ({ desk, page }) => {
    const { reading } = desk
    await desk.press('F9')
    await expect(reading.title()).toBeVisible()
    await reading.speak('日本語')
    await expect(reading.document().locator('html')).toHaveAttribute('lang', 'ja')
    for (const [button, start] of [
      ['saveHtml', '<!DOCTYPE html>'],
      ['savePdf', '%PDF-'],
    ] as const) {
      await reading.button(button).click()
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('dialog').getByRole('link', { name: desk.m.desk.export.download }).click(),
      ])
      const bytes = readFileSync(await download.path())
      expect(bytes.subarray(0, start.length).toString()).toBe(start)
      if (button === 'saveHtml') expect(bytes.toString()).toContain('<html lang="ja"')
      await desk.closeDialog()
    }
  })
})

test('Ctrl+P prints the document, wherever the focus is, and each sheet says for whom it is', async ({
  desk,
  page,
}) => {
  const { reading } = desk
  await read(desk, UNITS.katori)
  await expect(reading.title()).toContainText('Telegram from Ambassador Katori')
  await expect(reading.images()).toHaveCount(3)
  // The document has the focus, so that its keys scroll it.
  await expect(reading.frame()).toBeFocused()
  await page.keyboard.press('End')
  await expect
    .poll(() =>
      reading
        .document()
        .locator('html')
        .evaluate(({ scrollTop }) => scrollTop),
    )
    .toBeGreaterThan(100)
  const printed = await reading.watchPrinting()
  await page.keyboard.press('Control+P')
  await expect.poll(printed).toBe(1)
  await desk.tree.active().click()
  await desk.press('Control+P')
  await expect.poll(printed).toBe(2)
  await reading.button('printIt').click()
  await expect.poll(printed).toBe(3)
  await expect(reading.pane()).toBeVisible()

  test.skip(!hasPoppler, 'pdftotext is missing')
  const path = join(aFolder(), 'printed.pdf')
  writeFileSync(path, await reading.asPrinted())
  const text = execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' })
  const sheets = text.split('\f').slice(0, -1)
  expect(sheets.length).toBeGreaterThanOrEqual(4)
  for (const sheet of sheets) expect(sheet).toContain('Internal copy, not for the public')
})

test('several records go out at once from the dialog of exports, for staff alone', async ({ desk }) => {
  const { exporting, m } = desk
  await desk.press('Control+E')
  await exporting.format(m.desk.export.formatNames['reading-pdf'] ?? '')
  await expect(exporting.dialog().getByRole('radio', { name: m.desk.export.public })).toHaveCount(0)
  await exporting.start()
  const job = desk.job('export')
  await expect(job.made().first()).toContainText('Valid')
  await expect(job.dialog().getByRole('cell', { name: /\.pdf$/ })).toHaveText(['B-1-1.pdf', 'B-1-2.pdf'])
})

test('pictures come when they are scrolled to, and as the page is set up', async ({ desk, asked }) => {
  const { reading } = desk
  await desk.tree.press('ArrowRight', 'ArrowRight')
  await desk.open(UNITS.draft)
  await desk.press('Control+I')
  await desk.importing.upload(await scansOf('sheet', 24))
  await desk.importing.arrange('attach')
  await desk.importing.start()
  await expect(desk.job('import').made()).toContainText('24 pages')
  await desk.press('Escape')
  await expect(desk.pages.image(1)).toBeVisible()
  await desk.press('r')
  await desk.press('F9')
  await expect(reading.images()).toHaveCount(24)
  const arrived = (image: Locator) => image.evaluate((one: HTMLImageElement) => one.naturalWidth > 0)
  await expect.poll(() => arrived(reading.images().first())).toBe(true)
  const paths = asked.requests.map((one) => new URL(one.url()).pathname)
  expect(new Set(paths.filter((path) => path.startsWith('/shown/'))).size).toBeLessThan(20)
  await reading.images().last().scrollIntoViewIfNeeded()
  await expect.poll(() => arrived(reading.images().last())).toBe(true)
  const { width = 0, height = 0 } = (await reading.images().first().boundingBox()) ?? {}
  expect(width).toBeGreaterThan(height)
})

test('reads a record without texts and without pages, follows the list, and shows what is changed', async ({
  desk,
  page,
}) => {
  const { reading } = desk
  await read(desk, UNITS.draft)
  await expect(reading.title()).toHaveText(UNITS.draft)
  await expect(reading.document().getByText('No text has been written yet.')).toBeVisible()
  expect(await violations(page)).toEqual([])
  await desk.tree.choose(UNITS.nakasone)
  await expect(reading.title()).toHaveText(UNITS.nakasone)
  await expect(reading.pageOf(1)).toContainText('There is no image of this page.')
  await desk.press('F2')
  await page.keyboard.press('Control+A')
  await page.keyboard.type('Another title')
  await page.keyboard.press('Enter')
  await expect(reading.title()).toHaveText('Another title')
})
