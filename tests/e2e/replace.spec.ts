/** Find and replace, as a cataloguer with a spelling to put right in forty records. */
import { expect, test } from './fixtures/test.ts'

test.use({ situation: 'spellings' })

test('a spelling is replaced in forty records: each is looked at, one is left out, and one undo takes it back', async ({
  desk,
}) => {
  const { replacing, tree } = desk
  await desk.press('Control+H')
  await expect(replacing.find()).toBeFocused()
  await replacing.look('Gromiko', 'Gromyko')
  await expect(replacing.status()).toHaveText('40 hits in 40 records · 20 published')
  const hits = replacing.hits().getByRole('option')
  await expect(hits.first()).toContainText('Talks with GromikoGromyko, no. 1')
  await replacing.hits().focus()
  await desk.press('ArrowDown', 'Space')
  await expect(replacing.status()).toContainText('1 left out')
  await expect(hits.nth(1)).toContainText('left out')
  // Every one of them can be stepped to and shown in the list.
  await desk.press('End', 'Enter')
  await expect(tree.active()).toContainText('no. 40')
  await expect(hits.filter({ hasText: 'no. 40' })).toHaveAttribute('aria-selected', 'true')
  await replacing.replace(39)
  await expect(replacing.status()).toContainText('39 passages replaced in 39 records')
  await expect(tree.row('Talks with Gromyko, no. 40')).toBeVisible()
  await expect(desk.status()).toContainText('Undo: find and replace')
  await desk.press('Control+Z')
  await expect(tree.row('Talks with Gromiko, no. 40')).toBeVisible()
  // What was done is undone: the hits are all there again.
  await expect(replacing.status()).toHaveText('40 hits in 40 records · 20 published')
})

test('an expression with groups is tried and mended where it is wrong; Enter of a conversion does not look yet', async ({
  desk,
  inputMethod,
}) => {
  const { replacing } = desk
  await desk.press('Control+H')
  await inputMethod.compose('だい')
  await inputMethod.confirm('第')
  await expect(replacing.find()).toHaveValue('第')
  await expect(replacing.status()).toHaveCount(0)
  await replacing.readAs('expression')
  await replacing.look('no. (\\d+', 'no. $1')
  await expect(replacing.refusal()).toContainText('not a regular expression')
  await replacing.look('no\\. (\\d+)$', '第$1号')
  await expect(replacing.hits().getByRole('option').first()).toContainText('no. 1第1号')
  await desk.press('Escape')
  await expect(desk.record.pane()).toBeVisible()
})
