/** An agency is asked with a sealed file, answers in its own browser without a network, and its answer is recorded. */
import { pathToFileURL } from 'node:url'
import { join } from 'node:path'
import { markPassage, openReviewed } from './fixtures/reviewing.ts'
import { expect, test } from './fixtures/test.ts'

test.use({ situation: 'reviewed' })

const PASSPHRASE = 'long enough to guess'

test('a question is sealed, opened offline by the agency, answered, and the answer taken in word for word', async ({
  desk,
  page,
  context,
  home,
}) => {
  const { review: pane } = desk
  const { referral: m, reviewing } = desk.m
  await openReviewed(desk)
  await markPassage(desk, '5-3')
  await expect(pane.redactions()).toHaveCount(1)

  await pane.act('refer').click()
  await pane.field('refer', reviewing.forms.agency).fill('Imaginary Embassy')
  await pane.field('refer', reviewing.forms.question).fill('May the passage of 1979 be opened?')
  await pane.does('refer')
  await pane.pane().getByRole('button', { name: m.pack }).click()
  const form = pane.pane().getByRole('group', { name: m.title })
  await form.getByLabel(m.passphrase, { exact: true }).first().fill(PASSPHRASE)
  await form.getByLabel(m.again, { exact: true }).fill('another')
  await form.getByLabel(m.reason, { exact: true }).fill('Opinion of the transferring agency')
  await expect(form).toContainText(m.differ)
  await expect(form.getByRole('button', { name: m.make })).toBeDisabled()
  await form.getByLabel(m.again, { exact: true }).fill(PASSPHRASE)
  await form.getByRole('button', { name: m.make }).click()
  await expect(desk.dialogs().getByRole('status').first()).toContainText('Imaginary Embassy')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    desk.dialogs().getByRole('link').first().click(),
  ])
  expect(download.suggestedFilename()).toMatch(/^Referral B-1-STAFF-NOT-FOR-RELEASE\.html$/)
  const out = join(home.documents, 'out.html')
  await download.saveAs(out)
  await desk.press('Escape')

  // Another computer, without a network.
  const agency = await context.newPage()
  const asked: string[] = []
  agency.on('request', (request) => {
    if (!/^(file|blob|data):/.test(request.url())) asked.push(request.url())
  })
  await agency.goto(pathToFileURL(out).href)
  await expect(agency.getByText(m.page.banner)).toBeVisible()
  await expect(agency.getByText('1979')).toHaveCount(0)
  await agency.getByLabel(m.page.passphrase).fill('something else')
  await agency.getByRole('button', { name: m.page.open }).click()
  await expect(agency.getByRole('alert')).toHaveText(m.page.wrong)
  await agency.getByLabel(m.page.passphrase).fill(PASSPHRASE)
  await agency.getByRole('button', { name: m.page.open }).click()
  await expect(agency.getByText('May the passage of 1979 be opened?')).toBeVisible()
  await expect(agency.locator('mark').first()).toContainText('1979')
  await expect(agency.locator('polygon')).toHaveCount(1)
  await expect
    .poll(() => agency.locator('img').evaluate((image) => (image as HTMLImageElement).naturalWidth))
    .toBeGreaterThan(100)
  await agency.getByRole('button', { name: '日本語' }).click()
  await expect(agency.getByText(desk.in('ja').m.referral.page.banner)).toBeVisible()
  await agency.getByRole('button', { name: 'English' }).click()
  await agency.getByLabel(m.page.said).fill('The passage\nmay be opened.')
  await agency.getByLabel(new RegExp(`^${m.page.onMark} \\[1\\]`)).fill('open')
  await agency.getByLabel(m.page.by).fill('H. Envoy, Third Secretary')
  const [saved] = await Promise.all([
    agency.waitForEvent('download'),
    agency.getByRole('button', { name: m.page.save }).click(),
  ])
  const answer = join(home.documents, 'answer.json')
  await saved.saveAs(answer)
  expect(asked).toEqual([])
  await agency.close()

  await pane.pane().getByRole('button', { name: m.pack }).click()
  const back = pane.pane().getByRole('form', { name: m.takeTitle })
  await back.getByLabel(m.choose).setInputFiles(answer)
  await back.getByLabel(m.passphrase, { exact: true }).fill('not that passphrase')
  await back.getByRole('button', { name: m.record }).click()
  await expect(pane.pane().getByRole('alert')).toContainText('cannot be opened')
  await back.getByLabel(m.passphrase, { exact: true }).fill(PASSPHRASE)
  await back.getByRole('button', { name: m.record }).click()
  await expect(pane.state()).toContainText('may be opened.')
  await expect(pane.state()).toContainText('H. Envoy, Third Secretary')
  await expect(pane.standing()).toHaveText(desk.m.review.states['inReview'] ?? '')
  await desk.choose('review', 'review.audit')
  await expect(pane.audit()).toContainText(reviewing.audit.acts.pack)
  await expect(pane.audit()).not.toContainText('1979')
})
