/** A vocabulary is taken in from a file that was looked at first, and goes out as a file that others read. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from './fixtures/test.ts'

test.use({ situation: 'telegrams' })

const TABLE =
  'code,label@ja,reading,label@en,broader\r\nS1,外交,がいこう,Diplomacy,\r\nS2,条約,じょうやく,Treaties,S1\r\n,,,,\r\nS3,,,,\r\n'

test('a table becomes terms after a look at what it would do, comes again as nothing new, and goes out again', async ({
  desk,
  home,
}) => {
  const { termFiles, terms } = desk
  writeFileSync(join(home.documents, 'subjects.csv'), TABLE)
  writeFileSync(
    join(home.documents, 'broken.ttl'),
    '@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n<a> ',
  )
  await desk.goTo('terms')
  await terms.pane().getByRole('button', { name: desk.m.desk.commands['terms.files'] }).click()
  await termFiles.source().fill('bsh')
  await termFiles.choose('broken.ttl')
  await expect(termFiles.refusal()).toContainText('broken.ttl cannot be read as a vocabulary')
  await termFiles.choose('subjects.csv')
  await expect(termFiles.preview()).toContainText('2 new terms · 0 changed · 0 the same')
  await expect(termFiles.preview()).toContainText('Japanese 2')
  await expect(termFiles.preview()).toContainText('no preferred label')
  await termFiles.source().fill('local')
  await termFiles.lookAgain()
  await expect(termFiles.preview()).toContainText('2 new terms')
  await expect(terms.row('外交')).toHaveCount(0)
  await termFiles.take(2)
  await expect(termFiles.report()).toContainText('2 new terms')
  await desk.press('Escape')
  await expect(terms.row('条約')).toContainText('under 外交')

  await termFiles.choose('subjects.csv')
  await expect(termFiles.preview()).toContainText('0 new terms · 0 changed · 2 the same')
  await termFiles.write('skos')
  await expect(termFiles.report()).toContainText('2 terms written.')
  const download = desk.page.waitForEvent('download')
  await termFiles.download().click()
  const turtle = readFileSync(await (await download).path(), 'utf8')
  expect(turtle).toContain('skos:prefLabel "外交"@ja')
  await desk.press('Escape')
  await desk.press('Control+z')
  await expect(terms.row('条約')).toHaveCount(0)
})
