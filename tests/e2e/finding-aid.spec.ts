/** A finding aid in one file, as a reader opens it, without the program. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import AxeBuilder from '@axe-core/playwright'
import { expect, test } from '@playwright/test'
import type { UnitInput } from '../exporters/released.ts'
import { writtenUnits } from '../exporters/written.ts'

const unit = (uid: string, depth: number, title: string, scope = ''): UnitInput => ({
  ...{ uid, depth, level: depth === 0 ? ('fonds' as const) : ('series' as const), referenceCode: uid },
  title: [{ value: title, language: 'jpn' }],
  scopeAndContent: scope === '' ? [] : [{ value: scope }],
})
const BRANCH = [
  unit('F', 0, '外務省記録'),
  { ...unit('F-1', 1, '北京大使館'), level: 'subfonds' as const },
  unit('F-1-1', 2, '鹿取大使発電報', 'Talks of foreign ministers in Moscow'),
  unit('F-1-2', 2, '貿易交渉'),
  unit('F-2', 1, '写真', 'Moscow'),
]

test('a finding aid opens without a network, is searched by its words, and leads to a unit by its address', async ({
  page,
}) => {
  const folder = mkdtempSync(join(tmpdir(), 'shoko-aid-'))
  const file = join(folder, 'aid.html')
  writeFileSync(file, writtenUnits('finding-aid-html', BRANCH))
  const complaints: string[] = []
  page.on('console', (message) => complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  const unitOf = (title: string) => page.getByRole('listitem').filter({ hasText: title })
  const summary = (title: string) => page.locator('summary').filter({ hasText: title })
  await page.goto(pathToFileURL(file).href)

  await expect(page.getByRole('heading', { level: 1 })).toHaveText('外務省記録')
  await expect(summary('北京大使館')).toBeVisible()
  await expect(summary('貿易交渉')).toBeHidden()
  await page.keyboard.press('/')
  await page.keyboard.type('ＭＯＳＣＯＷ')
  await expect(page.getByRole('status')).toHaveText('Units found: 2')
  await expect(summary('鹿取大使発電報')).toBeVisible()
  await expect(summary('写真')).toBeVisible()
  await expect(summary('貿易交渉')).toBeHidden()
  await page.keyboard.type(' ministers')
  await page.keyboard.press('Enter')
  await expect(summary('鹿取大使発電報')).toBeFocused()
  await expect(unitOf('Talks of foreign ministers').last()).toBeVisible()
  await page.getByRole('searchbox').fill('nothing like it')
  await expect(page.getByRole('status')).toContainText('Nothing found')
  await page.getByRole('searchbox').fill('')
  await expect(summary('写真')).toBeVisible()

  await page.goto(`${pathToFileURL(file).href}#F-1-2`)
  await expect(summary('貿易交渉')).toBeFocused()
  await page.getByRole('button', { name: 'Open all' }).click()
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual([])
  }
  expect(complaints).toEqual([])
  rmSync(folder, { recursive: true })
})
