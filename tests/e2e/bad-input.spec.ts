/** Whatever is given to the program, it says what is wrong with which file, and leaves nothing half done. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { crc32, deflateSync } from 'node:zlib'
import { projectNode, root } from '../../src-main/shells/fresh.mjs'
import { buildPdf } from '../imaging/pdf-builder.ts'
import { aScan } from './fixtures/scans.ts'
import type { ScanFile } from './fixtures/scans.ts'
import { CATALOGUE, mastersIn } from './fixtures/situations.ts'
import { expect, test } from './fixtures/test.ts'

const file = (name: string, buffer: Buffer): ScanFile => ({
  name,
  mimeType: 'application/octet-stream',
  buffer,
})

/** The head of a PNG that says it is 60,000 pixels wide and high. */
function bomb(): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
    const length = Buffer.alloc(4)
    length.writeUInt32BE(data.length)
    const sum = Buffer.alloc(4)
    sum.writeUInt32BE(crc32(body))
    return Buffer.concat([length, body, sum])
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(60_000, 0)
  head.writeUInt32BE(60_000, 4)
  head.set([8, 2, 0, 0, 0], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.alloc(1))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

test('each bad file is named with what to do, and the good one beside them is taken', async ({
  desk,
  folder,
}) => {
  const before = mastersIn(folder).length
  const good = await aScan('good.tif', 'green')
  const bad = [
    {
      file: file('broken-off.tif', good.buffer.subarray(0, Math.floor(good.buffer.length * 0.4))),
      says: 'breaks off',
    },
    { file: file('nothing.tif', Buffer.alloc(0)), says: 'is empty (0 bytes)' },
    {
      file: file('words.jpg', Buffer.from('These are words, not a picture.\n')),
      says: 'is not an image Shoko can read',
    },
    {
      file: file('locked.pdf', buildPdf([{ width: 200, height: 200 }], { encrypted: true })),
      says: 'protected by a password',
    },
    { file: file('bomb.png', bomb()), says: /breaks off|too large|damaged/ },
  ]
  await desk.press('Control+I')
  await desk.importing.upload([...bad.map((one) => one.file), good])
  await desk.importing.arrange('attach')
  await desk.importing.start()
  const job = desk.job('import')
  await expect(job.made()).toContainText('1 page')
  await expect(job.dialog()).toContainText('5 files not taken')
  for (const { file, says } of bad) {
    await expect(
      job
        .dialog()
        .getByRole('listitem')
        .filter({ hasText: `“${file.name}”` }),
    ).toContainText(says)
  }
  await job.close()
  await expect.poll(desk.pages.seen).toEqual({ band: 'green', side: 'top' })
  expect(mastersIn(folder)).toHaveLength(before + 1)
})

test('a picture that says another format than its name is taken for what it is', async ({ desk }) => {
  const { buffer } = await aScan('x.jpg', 'blue')
  await desk.press('Control+I')
  await desk.importing.upload(file('really-a-jpeg.tif', buffer))
  await desk.importing.arrange('attach')
  await desk.importing.start()
  await expect(desk.job('import').made()).toContainText('1 page')
  await desk.job('import').close()
  await expect.poll(desk.pages.seen).toEqual({ band: 'blue', side: 'top' })
})

test('when no file can be taken nothing is made, and undo has nothing of it', async ({ desk }) => {
  await expect(desk.tree.rows()).toHaveCount(3)
  const undo = await desk.status().getByRole('button', { name: /^Undo/ }).textContent()
  await desk.press('Control+I')
  await desk.importing.upload(file('nothing.tif', Buffer.alloc(0)))
  await desk.importing.start()
  await expect(desk.job('import').dialog()).toContainText('“nothing.tif” is empty')
  await desk.job('import').close()
  await expect(desk.tree.rows()).toHaveCount(3)
  await expect(desk.listPane()).toContainText('6 descriptions')
  await expect(desk.status().getByRole('button', { name: /^Undo/ })).toHaveText(undo ?? '')
})

test('scans that the catalogue has already are said', async ({ desk }) => {
  const scan = await aScan('again.jpg', 'blue', { mark: 7 })
  const { importing } = desk
  for (const name of ['again.jpg', 'once-more.jpg']) {
    await desk.press('Control+I')
    await importing.upload({ ...scan, name })
    await importing.arrange('attach')
    await importing.start()
    await expect(desk.job('import').made()).toBeVisible()
    if (name === 'once-more.jpg')
      await expect(desk.job('import').dialog()).toContainText('once-more.jpg is the same as again.jpg')
    await desk.job('import').close()
  }
})

test('an import that is closed while its files are read takes nothing, and opens nothing over what came next', async ({
  desk,
  folder,
  page,
  asked,
}) => {
  const before = mastersIn(folder).length
  const arrived = Promise.withResolvers<undefined>()
  const held = Promise.withResolvers<undefined>()
  await page.route('**/host/upload*', async (route) => {
    arrived.resolve(undefined)
    await held.promise
    // The page may have given the upload up.
    await route.continue().catch(() => null)
  })
  await desk.press('Control+I')
  await desk.importing.upload(await aScan('late.jpg', 'red'))
  await desk.importing.arrange('attach')
  await desk.importing.start()
  await arrived.promise
  await desk.press('Escape')
  await expect(desk.dialogs()).toHaveCount(0)
  await desk.press('Control+I')
  held.resolve(undefined)
  await page.unrouteAll({ behavior: 'wait' })
  await desk.importing.upload(await aScan('wanted.jpg', 'green'))
  await desk.importing.arrange('attach')
  await desk.importing.start()
  await expect(desk.job('import').made()).toContainText('1 page')
  await desk.job('import').close()
  expect(mastersIn(folder)).toHaveLength(before + 1)
  expect(asked.count('import.start')).toBe(1)
})

/** Changes the number that says which version of the program made a catalogue. */
const sql = (path: string, statement: string) => {
  const script = `require('better-sqlite3')(process.argv[1]).exec(process.argv[2]).close()`
  const { status } = spawnSync(projectNode(), ['-e', script, path, statement], { cwd: root })
  if (status !== 0) throw new Error('the statement did not run')
}

test.describe('what is opened', () => {
  test.beforeEach(async ({ desk, home, situations }) => {
    const places = ['newer', 'plain', 'damaged'].map((name) => join(home.documents, name))
    for (const place of places) mkdirSync(place)
    const [newer = '', plain = '', damaged = ''] = places
    sql(join(await situations.copy('empty', newer), 'catalogue.sqlite'), 'PRAGMA user_version = 99')
    mkdirSync(join(plain, 'Plain.shoko'))
    writeFileSync(join(plain, 'Plain.shoko', 'catalogue.sqlite'), 'This is no database at all.'.repeat(100))
    const broken = join(await situations.copy('empty', damaged), 'catalogue.sqlite')
    const bytes = readFileSync(broken)
    bytes.fill(0xff, 4096, Math.min(bytes.length, 200_000))
    writeFileSync(broken, bytes)
    await desk.press('Control+O')
  })

  for (const { place, name, says } of [
    {
      place: 'newer',
      name: CATALOGUE,
      says: /“Spec(\.shoko)?” was made by a newer version of Shoko .*Update Shoko/,
    },
    { place: 'plain', name: 'Plain', says: /“Plain(\.shoko)?” is not a Shoko catalogue/ },
    {
      place: 'damaged',
      name: CATALOGUE,
      says: /“Spec(\.shoko)?” is damaged .*Nothing was changed.*snapshots/,
    },
  ]) {
    test(`${place}: it is refused with its name, untouched, and the one that is open stays open`, async ({
      desk,
      home,
    }) => {
      const folder = join(home.documents, place, `${name}.shoko`)
      const before = readFileSync(join(folder, 'catalogue.sqlite'))
      const entries = readdirSync(folder)
      await desk.opening.enter(place)
      await desk.opening.open(name)
      await expect(desk.opening.refusal()).toContainText(says)
      await desk.opening.close()
      await expect(desk.name()).toHaveText(CATALOGUE)
      await expect(desk.tree.rows()).toHaveCount(3)
      expect(readFileSync(join(folder, 'catalogue.sqlite')).equals(before)).toBe(true)
      // A reader of SQLite leaves its log and index, empty, where there were none.
      expect(readdirSync(folder).filter((entry) => !/-(?:wal|shm)$/.test(entry))).toEqual(entries)
    })
  }

  test('a catalogue that another program has open is refused with who has it', async ({
    desk,
    home,
    situations,
  }) => {
    const place = join(home.documents, 'elsewhere')
    mkdirSync(place)
    const known = join(home.folder, 'user')
    const other = await home.serve('--catalogue', await situations.copy('empty', place, known))
    await desk.opening.close()
    await desk.press('Control+O')
    await desk.opening.enter('elsewhere')
    await desk.opening.open(CATALOGUE)
    await expect(desk.opening.refusal()).toContainText(
      new RegExp(`is open in another program .*process ${String(other.process.pid)}.*close it there first`),
    )
    await desk.opening.close()
    await expect(desk.tree.rows()).toHaveCount(3)
  })
})

test('a page whose image stops the decoder is set aside with the reason, and opened when asked for', async ({
  desk,
  folder,
}) => {
  await desk.tree.press('ArrowRight', 'ArrowRight', 'ArrowDown')
  await expect.poll(desk.pages.seen).toEqual({ band: 'red', side: 'top' })
  // As two processes that ended leave it.
  const pictures = join(folder, 'derivatives')
  rmSync(pictures, { recursive: true, maxRetries: 20 })
  for (const name of mastersIn(folder)) {
    const [hash = ''] = /[0-9a-f]{64}/.exec(name) ?? []
    mkdirSync(join(pictures, hash.slice(0, 2)), { recursive: true })
    writeFileSync(join(pictures, hash.slice(0, 2), `${hash}-0-set-aside`), '')
  }
  await desk.press(']')
  const reason = desk.pages
    .pane()
    .getByText(/“.+-002\.jpg” stopped the image decoder twice and was set aside/)
  await expect(reason).toBeVisible()
  await desk.pages.pane().getByRole('button', { name: 'Try again' }).click()
  await expect.poll(desk.pages.seen).toEqual({ band: 'green', side: 'top' })
  await expect(reason).toBeHidden()
})
