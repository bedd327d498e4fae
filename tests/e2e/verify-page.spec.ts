/** What the receiver of a release sees: one page, opened from the disk, without a network and without the program. */
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import AxeBuilder from '@axe-core/playwright'
import { expect, test } from '@playwright/test'
import sharp from 'sharp'
import type { ReleaseCopy } from '../../src-main/exporters/release/copy.ts'
import { writeRelease } from '../../src-main/exporters/release/write.ts'
import { createDecoding } from '../../src-main/imaging/decoding.ts'
import { forkDecoder } from '../../src-main/imaging/fork.ts'
import { sha256OfFile } from '../../src-main/platform/checksum.ts'
import { AS_SCANNED } from '../../src-main/shared/domain/box/cut.ts'

const SIZE = { width: 600, height: 800 }
let home = ''
let release = ''

test.beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'shoko-verify-'))
  release = join(home, 'release')
  const path = join(home, 'master.png')
  await sharp({ create: { ...SIZE, channels: 3, background: '#e8e4d8' } })
    .png()
    .toFile(path)
  const copy: ReleaseCopy = {
    id: '2026-01',
    releasedAt: '2026-11-30T00:00:00Z',
    generator: 'Shoko',
    language: 'en',
    institution: 'Diplomatic Archives',
    banner: 'DECLASSIFIED',
    vocabularies: [],
    persons: 'asserted',
    imageFormat: 'png',
    grey: false,
    textLayer: true,
    items: [
      {
        name: 'REL-2026-0001',
        documentId: 'F/1',
        title: 'Telegram',
        decision: 'part',
        classification: 'SECRET',
        authority: 'Declassified 2026-11-01',
        fields: [],
        texts: [
          {
            label: 'Transcription',
            lang: 'en',
            paragraphs: [{ page: 1, text: 'Office [2 lines withheld – 25X6]' }],
          },
        ],
        withheldWords: [],
        pages: [
          {
            number: 1,
            master: { path, frame: 0, size: SIZE, pixelsPerInch: 100, resampled: false },
            marks: [
              {
                region: 'k7f3',
                codes: ['25X6', '5条3号'],
                lines: 2,
                rectangles: [{ x: 90, y: 200, width: 400, height: 70 }],
              },
            ],
            shown: AS_SCANNED,
            tracesAccepted: false,
          },
        ],
      },
    ],
  }
  const burner = createDecoding({
    spawn: forkDecoder(resolve(import.meta.dirname, '../../src-main/imaging/decoder.ts')),
  })
  try {
    await writeRelease(copy, release, { burner })
  } finally {
    await burner.close()
  }
})
test.afterAll(() => rmSync(home, { recursive: true, force: true }))

test('the page says yes to the release it came with, in both languages, and sends nothing', async ({
  page,
}) => {
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  const complaints: string[] = []
  page.on('console', (message) => complaints.push(message.text()))
  await page.goto(pathToFileURL(join(release, 'verify.html')).href)
  await page.getByLabel('Choose the folder').setInputFiles(release)
  await expect(page.getByRole('status')).toHaveText('Nothing was found to be wrong with release 2026-01')
  await expect(page.getByText(await sha256OfFile(join(release, 'manifest.json')))).toBeVisible()
  await expect(page.getByText('Boxes solid: 2')).toBeVisible()
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
  await page.getByRole('button', { name: '日本語' }).click()
  await expect(page.getByRole('heading', { name: '公開資料の検証' })).toBeVisible()
  expect(complaints).toEqual([])
  expect(asked.filter((url) => !url.startsWith('file:'))).toEqual([])
})

test('the page says no to a release in which something was changed, and names it', async ({ page }) => {
  appendFileSync(join(release, 'REL-2026-0001-p0001.png'), 'more')
  await page.goto(pathToFileURL(join(release, 'verify.html')).href)
  await page.getByLabel('Choose the folder').setInputFiles(release)
  await expect(page.getByRole('status')).toHaveText('Found to be wrong: 2')
  await expect(page.getByRole('listitem').filter({ hasText: 'REL-2026-0001-p0001.png' })).toHaveCount(2)
})
