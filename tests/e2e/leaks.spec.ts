/** A reviewer looks in a folder of last year for what is withheld now. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { CATALOGUE, UNITS } from './fixtures/situations.ts'
import { expect, test } from './fixtures/test.ts'
import { WelcomePage } from './pages/welcome.ts'

const NOTE = 'The ministry of the neighbouring country has asked us to keep these three lines closed.'

test('a folder is searched for what is withheld: what is found is named by its place, and not shown', async ({
  desk,
  home,
  folder,
}) => {
  const m = desk.m.leak
  const release = join(home.documents, 'release')
  mkdirSync(release)
  writeFileSync(join(release, 'notes.txt.gz'), gzipSync(Buffer.from(NOTE, 'utf16le')))
  writeFileSync(join(release, 'open.txt'), 'The talks lasted two hours.')
  await desk.choose('catalogue', 'catalogue.close')
  const call = async (name: string, input: object) =>
    JSON.parse(await home.shoko('call', folder, name, JSON.stringify(input), '--json')) as { id: number }
  const { hits } = (await call('search.query', { query: UNITS.katori, from: 0, count: 1 })) as unknown as {
    hits: { id: number }[]
  }
  const descriptionId = hits[0]?.id
  const place = { kind: 'field', of: 'description', id: descriptionId, field: 'title', index: 0 }
  const { id } = await call('redaction.mark', {
    descriptionId,
    anchors: [{ place }],
    note: NOTE,
    as: 'A. B.',
  })
  await new WelcomePage(desk.page).openRecent(CATALOGUE)

  await desk.choose('catalogue', 'leaks.open')
  const pane = desk.workPane()
  await pane.getByRole('button', { name: m.choose }).click()
  await pane
    .getByRole('listbox', { name: desk.m.desk.browser.entries })
    .getByRole('option')
    .filter({ hasText: 'release' })
    .dblclick()
  await pane.getByRole('button', { name: m.start, exact: true }).click()
  await expect(pane.getByRole('status')).toHaveText(m.found(1))
  const found = pane.getByRole('list', { name: m.findings }).getByRole('listitem')
  await expect(found).toContainText(m.redaction(String(id)))
  await expect(found).toContainText('notes.txt.gz › gzip 0')
  await expect(pane).not.toContainText('neighbouring')
  await expect(pane).toContainText(m.proved)
})
