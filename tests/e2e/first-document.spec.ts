/** The first document, catalogued in the window from its file and its scans; what comes out is every row of its reading. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { XmlDocument } from 'libxml2-wasm'
import { exporterOf } from '../../src-main/exporters/index.ts'
import { hasSharedFiles, sharedFile } from '../shared-files.ts'
import { scansOf } from './fixtures/scans.ts'
import { expect, test } from './fixtures/test.ts'

test.use({ situation: 'empty' })
test.skip(!hasSharedFiles, 'the first document is among the reference files in ../shared')

/** What a person takes of what was not certain to a machine; all else is refused. */
const TRUE = [
  'Names Wu Xueqian',
  'Names 亜中',
  'Names 安倍',
  'Names Andrei Gromyko',
  'Names Toshijiro Nakajima',
  'Names Qian Qichen',
  'Names Ivan Arkhipov',
  'Names Mikhail Kapitsa',
  'Dates 年 月 25日 01時 10分 中 国 発',
  'Dates 外務省 03月25日02時33分',
  'Access conditions (注：「」部分は',
  'Access conditions (Note: According',
]

/** Offices of the distribution grid that can be read, each with its full name. */
const OFFICES = [
  ['大臣', '外務大臣'],
  ['政次', '外務政務次官'],
  ['事次', '外務事務次官'],
  ['外審', '外務審議官'],
] as const

const TERMS = [
  ['Place', 'アフガニスタン'],
  ['Subject', '北方領土'],
  ['Subject', '3つの障害'],
  ['Subject', '第4回中ソ協議'],
] as const

const NAMESPACES = { e: 'http://ead3.archivists.org/schema/' }

/** The rows of the document's reading, each with what EAD3 has for it. */
const ROWS: Readonly<Record<string, string>> = {
  'title in English':
    '//e:unittitle[@lang="eng"][starts-with(., "Cable from Ambassador Katori to the Foreign Minister")]',
  'title of the document':
    '//e:unittitle[@lang="jpn"][@script="Jpan"][@localtype="original"] = "総理訪中 (外相会談・対ソ関係)"',
  'date of creation': '//e:datesingle[@localtype="creation"][@standarddate="1984-03-25"] = "March 25, 1984"',
  'despatch from China, as written':
    '//e:datesingle[@localtype="despatch"] = "年 月 25日 01時 10分 中 国 発"',
  'despatch, its time and zone':
    '//e:chronitem[@localtype="despatch"][contains(e:datesingle, "01:10, time zone not stated")]//e:part = "中国"',
  'despatch, its year and month inferred':
    '//e:processinfo[@localtype="dateInference"][contains(., "Year and month blank; taken from the receipt")]',
  'receipt by the Ministry':
    '//e:unitdatestructured[@datechar="received"]/e:datesingle[@standarddate="1984-03-25"][starts-with(., "59年")]',
  'receipt, its era inferred': '//e:processinfo[@localtype="dateInference"][contains(., "Era not printed")]',
  'stamp at the foot, as a third event':
    '//e:chronitem[@localtype="stamped"][contains(e:datesingle, "02:33")]//e:part = "外務省"',
  'total number': '//e:unitid[@localtype="mofaTotalNumber"] = "R037701"',
  'telegram number, unique in post and year':
    '//e:unitid[@localtype="telegramNumber"][contains(@label, "中国 1984")] = "1342"',
  'message code': '//e:unitid[@localtype="messageCode"] = "Q36RA"',
  'number of the request for disclosure': '//e:unitid[@localtype="requestNumber"] = "2002-113"',
  'number of the record': '//e:unitid[@localtype="documentNumber"] = "119555"',
  'separate telegram, for a machine':
    '//e:relation[e:relationentry[@localtype="isSeparateTelegramOf"] = "往電第1339号"]/e:relationentry[@localtype="part"] = "別電3"',
  'separate telegram, for a reader':
    '//e:relatedmaterial/e:archref = "Separate telegram of: 往電第1339号 別電3"',
  'originating post': '//e:origination[@localtype="originatingPost"]/e:corpname/e:part = "中国"',
  'sender, without the given name that the document does not have':
    '//e:origination[@localtype="sender"]/e:persname/e:part = "鹿取大使"',
  'addressee, a position':
    '//e:controlaccess/e:corpname[@relator="rcp"][@localtype="position"]/e:part = "外務大臣"',
  'classification: words, translation, code':
    '//e:accessrestrict[@localtype="classification"][e:p[@lang="jpn"] = "極秘"][e:p[@lang="eng"] = "Top Secret"]//e:num = "topSecret"',
  'precedence: words, translation, code':
    '//e:odd[@localtype="precedence"][e:p[@lang="jpn"] = "大至急"][e:p[@lang="eng"] = "Top Urgent"]//e:num = "topUrgent"',
  declassification:
    '//e:accessrestrict[@localtype="declassification"][e:p = "秘密指定解除 情報公開室"]//e:num = "declassified"',
  'stamp: text, agent, page':
    '//e:odd[@localtype="stamp"]/e:odd[e:p = "秘密指定解除 情報公開室"]/e:p = "外務省情報公開室; Page 1"',
  'documentary form': '//e:physfacet = "電信写" and //e:genreform/e:part = "telegrams"',
  'responsible office': '//e:controlaccess/e:corpname[@localtype="responsibleOffice"]/e:part = "亜中"',
  'distribution list':
    '//e:odd[@localtype="distribution"]/e:list[count(e:item) = 4][e:item = "大臣 (外務大臣)"]/e:item = "外審 (外務審議官)"',
  'what the form prints':
    '//e:odd[@localtype="handling"]/e:odd[@localtype="boilerplate"][contains(., "2171")][contains(., "2172")][contains(., "この矢印の方向")]',
  'passage that is not for the public, in both texts':
    '//e:accessrestrict[@lang="jpn"][contains(., "中国側の要求により")] and //e:accessrestrict[@lang="eng"][contains(., "China\'s request")]',
  'the law': '//e:legalstatus/e:p = "Act on Access to Information Held by Administrative Organs"',
  originals: '//e:originalsloc/e:p = "Diplomatic Archives of the Ministry of Foreign Affairs of Japan"',
  acquisition: '//e:acqinfo/e:p = "Obtained for CWIHP by Yutaka Kanda"',
  translator: '//e:processinfo[@localtype="translation"]//e:persname[@relator="trl"]/e:part = "Ryo C. Kato"',
  'credit line': '//e:odd[@localtype="credits"][contains(., "MacArthur Foundation")]',
  citation: '//e:prefercite[contains(., "document/119555")]',
  summary: '//e:abstract[starts-with(., "Foreign Ministers Wu Xueqian and Abe Shintaro")]',
  language: '//e:languageset[e:language/@langcode = "jpn"]/e:script/@scriptcode = "Jpan"',
  'scans of three pages': 'count(//e:daoset/e:dao) = 3',
  'people of the text': [
    'Wu Xueqian',
    '安倍',
    'Andrei Gromyko',
    'Toshijiro Nakajima',
    'Qian Qichen',
    'Ivan Arkhipov',
    'Mikhail Kapitsa',
  ]
    .map((name) => `//e:controlaccess/e:persname[@localtype="mentioned"]/e:part = "${name}"`)
    .join(' and '),
  'places and topics of the text': `//e:geogname/e:part = "アフガニスタン" and ${[
    '北方領土',
    '3つの障害',
    '第4回中ソ協議',
  ]
    .map((topic) => `//e:subject/e:part = "${topic}"`)
    .join(' and ')}`,
}

test('the first document is catalogued fully, and every row of its reading goes out', async ({
  desk,
  page,
  home,
}) => {
  test.setTimeout(240_000)
  const { record, pages } = desk
  await desk.press('Control+I')
  await desk.importing.upload(sharedFile('seed/000_1cd010aa4a0030bb.txt'))
  await desk.importing.start()
  await expect(desk.job('import').made()).toContainText('1 description, 3 pages, 2 texts')
  await desk.job('import').button('Show').click()
  await expect(record.value('referenceCode')).toHaveValue('2002-113/119555')
  await desk.press('Control+I')
  await desk.importing.upload(await scansOf('119555', 3))
  await desk.importing.arrange('attach')
  await desk.importing.start()
  await expect(desk.job('import').made()).toContainText('3 pages')
  await desk.job('import').close()
  await expect.poll(pages.seen).toEqual({ band: 'red', side: 'top' })

  await record.openTab('checks')
  const open = record.openProposals()
  await expect(open.first()).toBeVisible()
  let waiting = await open.count()
  for (const words of TRUE) {
    await record.take(open.filter({ hasText: words }).first())
    await expect(open).toHaveCount((waiting -= 1))
  }
  while (waiting > 0) {
    await record.refuse(open.first())
    await expect(open).toHaveCount((waiting -= 1))
  }

  await record.openTab('identity')
  await expect(record.type()).toHaveValue('telegram')
  await expect(record.value('classification')).toHaveValue('極秘')
  await expect(record.field('relations')).toContainText('Not in the catalogue yet.')
  await record.openTab('content')
  const term = (number: number) =>
    record.pane().getByRole('combobox', {
      name: desk.m.desk.record.value(desk.m.fields.accessPoints, number),
      exact: true,
    })
  for (const [index, [kind, words]] of TERMS.entries()) {
    await term(index + 1).press('Alt+Enter')
    await term(index + 2).fill(words)
    await term(index + 2).press('Tab')
    await record.part('accessPoints', 'Kind', index + 2).selectOption(kind)
  }

  await record.openTab('access')
  await expect(record.part('stamp', 'whose stamp')).toHaveValue('情報公開室')
  await expect(record.place('show', 'stamp').first()).toHaveText('page 1')
  await record.part('stamp', 'whose stamp').fill('外務省情報公開室')
  await record.place('mark', 'stamp').first().click()
  await desk.press('Enter')
  for (const [index, [words, name]] of OFFICES.entries()) {
    if (index > 0) await record.value('distribution', index).press('Alt+Enter')
    await record.value('distribution', index + 1).fill(words)
    await record.part('distribution', 'full name', index + 1).fill(name)
  }
  await record.place('mark', 'distribution').first().click()
  await desk.press('ArrowUp', 'Shift+ArrowDown', 'Enter')
  await expect(pages.marks()).toHaveCount(2)
  await expect(desk.status()).toContainText('Saved')
  await record.status().selectOption('published')

  await desk.press('Control+E')
  await desk.exporting.start()
  await expect(desk.job('export').made().first()).toContainText('Valid')
  const download = await desk.job('export').download()
  const path = join(home.folder, download.suggestedFilename())
  await download.saveAs(path)
  expect(missingIn(readFileSync(path, 'utf8'))).toEqual([])
  expect((await exporterOf('ead3').validate(path)).problems).toEqual([])
  await expect(page.getByRole('alert')).toHaveCount(0)
})

/** The rows that a file has nothing for. */
function missingIn(xml: string): string[] {
  using document = XmlDocument.fromString(xml)
  return Object.entries(ROWS).flatMap(([name, row]) =>
    document.eval(`boolean(${row})`, NAMESPACES) === true ? [] : [name],
  )
}
