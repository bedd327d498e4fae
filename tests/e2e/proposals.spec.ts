/** What was read from a document without certainty waits in its record, to be taken or refused. */
import { resolve } from 'node:path'
import { expect, test } from './fixtures/test.ts'

/** A document with parts that its form does not have. */
const WITH_UNKNOWN_PARTS = resolve(
  import.meta.dirname,
  '../importers/wilson-center/cases/unknown-sections/input.txt',
)

test.describe('after the import', () => {
  test.use({ situation: 'document' })

  test('a proposal is taken into its field, another refused, and both are undone', async ({ desk }) => {
    const { record } = desk
    await record.openTab('checks')
    const open = record.openProposals()
    await expect(open.first()).toBeVisible()
    const count = await open.count()
    expect(count).toBeGreaterThan(1)
    await expect(open.first()).toContainText(/line \d+/)

    const taken = await open.first().locator('q').textContent()
    await record.take(open.first())
    await expect(open).toHaveCount(count - 1)
    await record.refuse(open.first())
    await expect(open).toHaveCount(count - 2)
    await record.showDecided()
    await expect(record.decided()).toHaveCount(2)
    await expect(record.decided().filter({ hasText: 'Taken' })).toContainText(taken ?? '')
    await expect(record.decided().filter({ hasText: 'Refused' })).toHaveCount(1)

    await desk.press('Control+Z')
    await expect(open).toHaveCount(count - 1)
    await desk.press('Control+Z')
    await expect(open).toHaveCount(count)
  })

  test('the texts stand by page, and what the form adds is kept apart', async ({ desk }) => {
    await desk.record.openTab('texts')
    const transcription = desk.record.pane().getByRole('article', { name: 'Transcription' })
    const translation = desk.record.pane().getByRole('article', { name: 'Translation' })
    await expect(transcription).toContainText('Japanese')
    await expect(transcription).toContainText('Page 2')
    await expect(translation).toContainText('English')
    await expect(transcription.locator('.form').first()).toBeVisible()
  })
})

test.describe('from the window', () => {
  test.use({ situation: 'empty' })

  test('a document is imported, and no line of it is lost', async ({ desk }) => {
    await desk.press('Control+I')
    await desk.importing.upload(WITH_UNKNOWN_PARTS)
    await desk.importing.start()
    const job = desk.job('import')
    await expect(job.made()).toContainText('1 description, 0 pages, 1 text')
    await expect(job.dialog()).toContainText(/\d+ lines no field took/)
    await job.button('Show').click()
    await expect(desk.tree.rows()).toHaveCount(1)
    await desk.record.openTab('checks')
    const line = desk.record.unmapped().filter({ hasText: 'Provenance of the Scan:' })
    await expect(line).toHaveCount(1)
    await line.getByRole('button', { name: /^Take/ }).click()
    await expect(line).toHaveCount(0)
    await desk.record.openTab('notes')
    await expect(desk.record.value('note', 2)).toHaveValue('Provenance of the Scan:')
  })
})
