import { expect, test } from './fixtures/test.ts'

test('the manual stands beside the list, in the language of the interface, and Escape leads back', async ({
  desk,
}) => {
  await desk.press('Shift+F1')
  const manual = desk.workPane()
  await expect(manual.getByRole('region', { name: 'From scans to EAD3' })).toContainText(
    'Every field saves itself',
  )
  await expect(desk.record.pane()).toHaveCount(0)
  await desk.press('Alt+L')
  const japanese = desk.in('ja')
  await expect(japanese.workPane().getByRole('region')).toContainText('どの欄も自動で保存され')
  await desk.press('Escape')
  await expect(japanese.record.pane()).toBeVisible()
  await expect(japanese.listPane().getByRole('tree')).toBeFocused()
})
