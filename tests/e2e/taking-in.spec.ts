/** Scans by patterns of their names, looked at first; and an import that goes on after the program ended. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { uidOf } from '../../src-main/catalogue/open.ts'
import { beginJournal } from '../../src-main/services/import/journal.ts'
import { expect, test } from './fixtures/test.ts'

async function scansIn(folder: string, names: readonly string[]): Promise<void> {
  mkdirSync(folder)
  for (const [index, name] of names.entries()) {
    await sharp({ create: { width: 60 + index, height: 40, channels: 3, background: '#c9b' } })
      .tiff()
      .toFile(join(folder, name))
  }
}

test('names of files make records and pages by a pattern: seen first, then made, and offered again', async ({
  desk,
  home,
}) => {
  await scansIn(join(home.documents, 'share'), [
    'X-1_1.tif',
    'X-1_2.tif',
    'X-2_1.tif',
    'B-1-1_9.tif',
    'odd.tif',
  ])
  const { importing } = desk
  const m = desk.m.desk.import
  await desk.press('Control+I')
  await importing.folder('share')
  await importing.readNames('{ref}_{page}')
  await importing.look()
  await expect(importing.preview()).toContainText('3 records of 4 files')
  await expect(importing.preview()).toContainText(m.existing)
  await expect(importing.preview()).toContainText('1 file does not fit the pattern')
  await importing.start()
  await expect(desk.job('import').dialog()).toContainText('2 descriptions, 4 pages')
  await expect(desk.job('import').dialog()).toContainText('does not fit the pattern')
  await desk.closeDialog()
  await expect(desk.status()).toContainText('Undo: import')
  await expect(desk.tree.row('X-1')).toBeVisible()

  await desk.press('Control+I')
  await expect(importing.offered().first()).toHaveAttribute('value', '{ref}_{page}')
})

test('files that a browser gives are seen by their names first, and sent once', async ({ desk, asked }) => {
  const { importing } = desk
  const picture = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#c9b' } })
    .tiff()
    .toBuffer()
  const named = (name: string) => ({ name, mimeType: 'image/tiff', buffer: picture })
  await desk.press('Control+I')
  await importing.upload(['X-1_1.tif', 'X-1_2.tif', 'odd.tif'].map(named))
  await importing.readNames('{ref}_{page}')
  await importing.look()
  await expect(importing.preview()).toContainText('1 record of 2 files')
  await expect(importing.preview()).toContainText('1 file does not fit the pattern')
  const sent = () => asked.requests.filter((one) => new URL(one.url()).pathname === '/host/upload').length
  expect(sent()).toBe(0)
  await importing.readNames('{ref}')
  await expect(importing.preview()).toHaveCount(0)
  await importing.readNames('{ref}_{page}')
  await importing.look()
  await expect(importing.preview()).toContainText('1 record of 2 files')
  await importing.start()
  await expect(desk.job('import').dialog()).toContainText('1 description, 2 pages')
  await expect(desk.job('import').dialog()).toContainText('does not fit the pattern')
  expect(sent()).toBe(3)
})

test('an import that ended with the program is told when the catalogue is opened, and goes on', async ({
  desk,
  home,
  folder,
  again,
}) => {
  const share = join(home.documents, 'share')
  await scansIn(share, ['Letter_1.tif', 'Letter_2.tif'])
  // As it is left by a program that was killed.
  beginJournal(join(home.folder, 'user'), {
    catalogue: { uid: uidOf(folder), folder },
    startedAt: new Date().toISOString(),
    plan: {
      files: ['Letter_1.tif', 'Letter_2.tif'].map((name) => ({
        path: join(share, name),
        name: `share/${name}`,
      })),
      as: 'scans',
      into: null,
      storage: 'copied',
      arrange: 'items',
      pattern: null,
    },
  })
  await expect(desk.interrupted()).toHaveCount(0)
  const there = (await again()).desk
  await expect(there.interrupted()).toContainText('0 of 2 files are read and stored')
  await there.interrupted().getByRole('button', { name: there.m.desk.import.goOn }).click()
  await expect(there.job('import').dialog()).toContainText('1 description, 2 pages')
  await there.closeDialog()
  await expect(there.interrupted()).toHaveCount(0)
  await expect(there.tree.row('Letter')).toBeVisible()
})
