/** A batch from the dialog: a thousand units in eight formats, paused, gone on with, and its report. */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { exportFormats } from '../../src-main/exporters/index.ts'
import { CATALOGUE } from './fixtures/situations.ts'
import { expect, test } from './fixtures/test.ts'
import { WelcomePage } from './pages/welcome.ts'

const UNITS = 1000
const EIGHT = ['ead3', 'ead2002', 'ead2002-dtd', 'dc', 'mods', 'marcxml', 'ris', 'csv']

test('a thousand units go out in eight formats, with a pause, and the report says what stayed', async ({
  desk,
  home,
  folder,
  page,
}) => {
  test.slow()
  const m = desk.m.batch
  await desk.choose('catalogue', 'catalogue.close')
  const rows = join(home.documents, 'rows.csv')
  const lines = Array.from(
    { length: UNITS },
    (_, at) => `N-${String(at + 1)},電報 ${String(at + 1)},1984-03-${String((at % 28) + 1).padStart(2, '0')}`,
  )
  writeFileSync(rows, `\ufeff${['Code,Title,Date', ...lines].join('\n')}\n`)
  const map = ['Code=referenceCode', 'Title=title', 'Date=dates.creation'].flatMap((one) => ['--map', one])
  await home.shoko('import', folder, rows, ...map)
  const publish = { scope: { kind: 'search', query: 'N-' }, changes: { set: { status: 'published' } } }
  await home.shoko('call', folder, 'bulk.edit', JSON.stringify(publish))
  await new WelcomePage(desk.page).openRecent(CATALOGUE)

  await desk.choose('catalogue', 'batches.open')
  const pane = desk.workPane()
  const field = (label: string) => pane.getByLabel(label, { exact: true })
  await field(m.name).fill('Portal')
  await pane.getByRole('combobox', { name: m.what }).selectOption({ label: desk.m.bulk.scope.everything })
  const known = new Map(exportFormats().map(({ id, name, version }) => [id, `${name} ${version}`]))
  for (const as of EIGHT) {
    const name = desk.m.desk.export.formatNames[as] ?? known.get(as) ?? as
    await pane.getByRole('checkbox', { name, exact: true }).check()
  }
  // What stands in the catalogue beside them goes out as well, where it is published.
  const planned = pane.getByRole('status').filter({ hasText: ',' })
  await expect(planned).toHaveText(/^1,00\d units, 8,0\d\d files$/)
  const [units = 0, files = 0] = ((await planned.textContent()) ?? '')
    .split(', ')
    .map((said) => Number(said.replace(/\D/g, '')))
  expect(files).toBe(units * EIGHT.length)
  await pane.getByRole('button', { name: m.choose }).click()
  await pane.getByRole('button', { name: m.keepAndRun }).click()

  const job = page.getByRole('dialog')
  await job.getByRole('button', { name: m.pause }).click()
  await expect(job.getByText(m.stopped)).toBeVisible()
  await desk.press('Escape')
  await pane.getByRole('button', { name: m.goOn }).click()
  await expect(job.getByText(m.done('Portal', files, ''))).toBeVisible({ timeout: 300_000 })
  const given = join(home.documents, 'Portal')
  for (const as of EIGHT) expect(readdirSync(join(given, as))).toHaveLength(units)
  expect(readFileSync(join(home.documents, 'Portal report.html'), 'utf8')).toContain('ead2002-dtd/N-1.xml')
})
