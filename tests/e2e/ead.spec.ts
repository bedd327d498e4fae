/** A finding aid comes in: looked through first, taken as one step, with what no field holds beside the record, and taken back. */
import { expect, test } from './fixtures/test.ts'

test.use({ situation: 'telegrams' })

const AID = `<?xml version="1.0" encoding="UTF-8"?>
<ead><eadheader><eadid>X-9</eadid><filedesc><titlestmt><titleproper>Papers</titleproper></titlestmt></filedesc></eadheader>
<archdesc level="fonds"><did><unitid>X-9</unitid><unittitle>Papers of a consul</unittitle>
<unitdate normal="1980/1984">1980-1984</unitdate><physdesc><extent>2 boxes</extent></physdesc></did>
<dsc type="combined"><c level="item"><did><unitid>X-9/1</unitid><unittitle>領事の書簡</unittitle></did>
<fileplan><p>Filed under the letter K.</p></fileplan></c></dsc></archdesc></ead>
`
const file = { name: 'papers.xml', mimeType: 'application/xml', buffer: Buffer.from(AID) }

test('an EAD file is seen before it is taken, keeps what no field holds, and is one step', async ({
  desk,
}) => {
  const m = desk.m.ead
  await desk.choose('catalogue', 'ead.open')
  const pane = desk.workPane()
  await pane.getByLabel(desk.m.desk.browser.upload).setInputFiles(file)
  await expect(pane.getByText(m.counts({ units: 2, create: 2, skipped: 0 }))).toBeVisible()
  await expect(pane.getByRole('region', { name: m.units })).toContainText('領事の書簡')
  await pane.getByLabel(m.onlyKept).check()
  await expect(pane.getByRole('region', { name: m.ledger })).toContainText('fileplan')
  await pane.getByRole('combobox', { name: m.under }).selectOption({ label: m.atTop })
  await pane.getByRole('button', { name: m.take(2) }).click()
  await expect(pane.getByText(m.done(2))).toBeVisible()
  await pane.getByRole('button', { name: m.show }).click()
  await expect(desk.tree.row('Papers of a consul')).toHaveCount(1)

  // Once more: everything is there already.
  await pane.getByRole('button', { name: m.another }).click()
  await pane.getByLabel(desk.m.desk.browser.upload).setInputFiles(file)
  await expect(pane.getByText(m.nothing)).toBeVisible()
  await pane.getByRole('button', { name: desk.m.desk.common.close }).click()

  await desk.tree.row('Papers of a consul').click()
  await desk.tree.press('ArrowRight', 'ArrowRight')
  await desk.record.openTab('history')
  await expect(desk.record.pane().getByRole('region', { name: m.keptTitle })).toContainText(
    'Filed under the letter K.',
  )
  await desk.press('Control+Z')
  await expect(desk.tree.row('Papers of a consul')).toHaveCount(0)
})
