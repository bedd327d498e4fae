/** Everything can be reached from the keyboard, heard, and read in both languages and both themes. */
import AxeBuilder from '@axe-core/playwright'
import type { Locator, Page } from '@playwright/test'
import type { DeskPage } from './pages/desk.ts'
import { controlsOutOfReach, walk } from './pages/keyboard-walk.ts'
import { WelcomePage } from './pages/welcome.ts'
import { latinWords } from './pages/words.ts'
import { CATALOGUE, UNITS } from './fixtures/situations.ts'
import { expect, test } from './fixtures/test.ts'

/** What the rules of axe find wrong in a part of the page, as `rule: element`. */
async function violations(page: Page, within = 'html'): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).include(within).analyze()
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`))
}

const PLACES = [
  'tree',
  'results',
  'names',
  'terms',
  'accessions',
  'lists',
  'holdings',
  'loose',
  'openings',
  'review',
  'bin',
  'history',
  'checks',
] as const
const TABS = [
  'identity',
  'context',
  'content',
  'access',
  'notes',
  'names',
  'pages',
  'texts',
  'history',
  'checks',
] as const

/** Dialogs, by the keys or the command that opens them. */
const DIALOGS: readonly [string, (desk: DeskPage) => Promise<void>][] = [
  ['palette', (desk) => desk.press('Control+K')],
  ['keys', (desk) => desk.press('F1')],
  ['settings', (desk) => desk.press('Control+,')],
  ['export', (desk) => desk.press('Control+E')],
  [
    'import',
    async (desk) => {
      await desk.press('Control+I')
      await desk.importing.entry(CATALOGUE).waitFor()
    },
  ],
  [
    'open',
    async (desk) => {
      await desk.press('Control+O')
      await desk.opening.entry(CATALOGUE).waitFor()
    },
  ],
  ['create', (desk) => desk.choose('catalogue', 'catalogue.new')],
  ['institution', (desk) => desk.choose('catalogue', 'institution.open')],
  ['about', (desk) => desk.choose('help', 'help.about')],
]

const LOOKS = [
  { language: 'en', theme: 'view.light' },
  { language: 'ja', theme: 'view.dark' },
] as const

/** Work in the room of the page and the record, and how it is begun. */
const WORKS: [string, (desk: DeskPage) => Promise<unknown>][] = [
  [
    'print',
    async (desk) => {
      await desk.press('Control+P')
      await desk.page.getByRole('img', { name: desk.m.print.preview }).waitFor()
    },
  ],
  [
    'bulk',
    async (desk) => {
      await desk.press('Control+Shift+E')
      await desk.bulk.field('title').waitFor()
    },
  ],
  ['arrange', (desk) => desk.press('Control+Shift+M')],
  ['manual', (desk) => desk.press('Shift+F1')],
  ['find', (desk) => desk.press('Control+Shift+F')],
  ['citation', (desk) => desk.choose('catalogue', 'citation.open')],
  [
    'types',
    async (desk) => {
      await desk.choose('catalogue', 'types.open')
      await desk.types.details('identifiers')
    },
  ],
  [
    'replace',
    async (desk) => {
      await desk.press('Control+H')
      await desk.replacing.look('電報', '電信')
      await desk.replacing.hits().waitFor()
    },
  ],
  [
    'merge',
    async (desk) => {
      await desk.goTo('names')
      await desk.names.rows().first().click()
      await desk.nameRecord.merge()
      await desk.merging.other().waitFor()
    },
  ],
  ['term files', (desk) => desk.choose('catalogue', 'terms.files')],
  ['past', (desk) => desk.choose('edit', 'record.past')],
  ['published', (desk) => desk.choose('unit', 'record.published')],
  ['backups', (desk) => desk.choose('catalogue', 'view.backups')],
  ['encryption', (desk) => desk.choose('catalogue', 'encryption.open')],
  [
    'sheet',
    async (desk) => {
      await desk.press('Control+Shift+I')
      const buffer = Buffer.from('参照コード,件名\nB-1-1,表題\nB-9,新規\n')
      await desk.sheet.choose({ name: '一覧.csv', mimeType: 'text/csv', buffer })
      await desk.sheet.column('件名').waitFor()
      await desk.sheet.compare()
      await desk.sheet.rows().first().waitFor()
    },
  ],
  ['integrity', (desk) => desk.choose('catalogue', 'view.integrity')],
  ['fixity', (desk) => desk.choose('catalogue', 'fixity.open')],
  ['relinking', (desk) => desk.choose('catalogue', 'relinking.open')],
  [
    'version',
    async (desk) => {
      await desk.goTo('tree')
      await desk.tree.press('Home', 'ArrowRight', 'ArrowRight')
      await desk.open(UNITS.katori)
      await desk.choose('page', 'page.scans')
    },
  ],
  ['authority files', (desk) => desk.choose('catalogue', 'names.files')],
  [
    'ocr',
    async (desk) => {
      await desk.choose('page', 'ocr.open')
      await desk.ocr.leaveOut()
    },
  ],
  ['ocr files', (desk) => desk.choose('page', 'ocr.files')],
  ['lend', (desk) => desk.choose('unit', 'loan.lend')],
  [
    'reading',
    async (desk) => {
      await desk.press('F9')
      await desk.reading.title().waitFor()
    },
  ],
  ['loans', (desk) => desk.choose('catalogue', 'loan.list')],
  ['slips', (desk) => desk.choose('catalogue', 'slips.open')],
  ['persons', (desk) => desk.choose('catalogue', 'persons.open')],
  ['leaks', (desk) => desk.choose('catalogue', 'leaks.open')],
  ['exemptions', (desk) => desk.choose('catalogue', 'exemptions.open')],
  ['batches', (desk) => desk.choose('catalogue', 'batches.open')],
  ['release', (desk) => desk.choose('catalogue', 'release.open')],
  ['due in review', (desk) => desk.choose('review', 'review.due')],
  ['statistics of review', (desk) => desk.choose('review', 'review.statistics')],
  [
    'requests',
    async (desk) => {
      await desk.choose('catalogue', 'requests.open')
      await desk.workPane().getByRole('button', { name: desk.m.request.add }).click()
      await desk.workPane().getByRole('button', { name: desk.m.request.letter.make }).waitFor()
    },
  ],
  ['names in texts', (desk) => desk.choose('unit', 'text.names')],
  ['alignment', (desk) => desk.choose('unit', 'text.align')],
  ['statistics', (desk) => desk.choose('catalogue', 'catalogue.statistics')],
  [
    'grid',
    async (desk) => {
      await desk.goTo('tree')
      await desk.tree.press('Home', 'g')
      await desk.grid.cell(1, 1).waitFor()
    },
  ],
]

/** What opens beside the page or lies over it, by its key. */
const PARTS: readonly [string, (desk: DeskPage) => Locator][] = [
  ['a', ({ viewing }) => viewing.panel()],
  ['#', ({ viewing }) => viewing.labels()],
  ['s', ({ viewing }) => viewing.foldBar()],
  ['c', ({ pages }) => pages.drawing()],
]

for (const { language, theme } of LOOKS) {
  test.describe(`${language}, ${theme}`, () => {
    let desk: DeskPage

    test.beforeEach(async ({ desk: english }) => {
      await english.choose('view', theme)
      desk = english.in(language)
      if (language === 'ja') await english.press('Alt+L')
      await expect(desk.searchBox()).toBeVisible()
    })

    test('no violation in the desk, in any tab of the record', async ({ page }) => {
      await desk.tree.press('ArrowRight', 'ArrowRight')
      await desk.open(UNITS.katori)
      await expect.poll(desk.pages.seen).toEqual({ band: 'red', side: 'top' })
      expect(await violations(page)).toEqual([])
      for (const tab of TABS) {
        await desk.record.openTab(tab)
        expect(await violations(page, '[data-pane=record]'), tab).toEqual([])
      }
    })

    test('no violation beside and on the page', async ({ page }) => {
      await desk.tree.press('ArrowRight', 'ArrowRight')
      await desk.open(UNITS.katori)
      await expect.poll(desk.pages.seen).toEqual({ band: 'red', side: 'top' })
      for (const [key, part] of PARTS) {
        await desk.press(key)
        await part(desk).waitFor()
        expect(await violations(page, '[data-pane=page]'), key).toEqual([])
        await desk.press('Escape')
        await expect(part(desk)).toHaveCount(0)
      }
      await desk.press('v', 'b')
      await desk.viewing.comparing().waitFor()
      expect(await violations(page, '[data-pane=work]'), 'compare').toEqual([])
    })

    test('no violation in the texts beside the page', async ({ page }) => {
      await desk.press('F8')
      await desk.texts.begin('text.transcription').click()
      await desk.texts.stand('transcription', 0)
      await page.keyboard.type('昨日')
      await desk.press('Control+A', 'Control+Alt+1', 'Control+Alt+H')
      await expect(desk.texts.marked('uncertain')).toHaveText('昨日')
      await desk.choose('text', 'text.translation')
      await expect(desk.texts.column('translation')).toBeVisible()
      expect(await violations(page)).toEqual([])
      await desk.texts.column('translation').getByRole('button', { name: desk.m.transcribe.about }).click()
      expect(await violations(page, '[role=dialog]'), 'about').toEqual([])
    })

    test('no violation in the review of an item, as it is marked and as it would leave', async ({ page }) => {
      await desk.workAs('Sato')
      await desk.tree.press('ArrowRight', 'ArrowRight')
      await desk.open(UNITS.katori)
      await desk.press('F4')
      await desk.goTo('tree')
      await expect(desk.review.act('require')).toBeVisible()
      expect(await violations(page), 'not reviewed').toEqual([])
      await desk.pages.focus()
      await desk.press('m')
      await desk.pages.drawing().waitFor()
      await desk.press('Enter')
      await desk.review.code().fill('5-3')
      await expect(page.getByRole('option', { name: /^5-3/ })).toBeVisible()
      expect(await violations(page), 'marking').toEqual([])
      await desk.press('Enter')
      await expect(desk.review.code()).toHaveValue('')
      await desk.press('Enter')
      await expect(desk.review.redactions()).toHaveCount(1)
      await desk.choose('review', 'review.find')
      await desk.review.finding().getByRole('textbox').fill('鹿取')
      expect(await violations(page, '[data-pane=redactions]'), 'looking for occurrences').toEqual([])
      await desk.press('Enter')
      await expect(desk.review.hit()).toBeVisible()
      expect(await violations(page, '[data-pane=redactions]'), 'an occurrence').toEqual([])
      await desk.press('Escape')
      await desk.choose('review', 'review.beside')
      await expect(desk.pages.pane().locator('.stage')).toHaveCount(2)
      expect(await violations(page), 'side by side').toEqual([])
      await desk.choose('review', 'review.beside')
      await desk.choose('review', 'review.audit')
      await expect(desk.review.audit()).toBeVisible()
      expect(await violations(page), 'marked').toEqual([])
      await desk.choose('review', 'review.decide')
      await desk.review.form('decide').waitFor()
      expect(await violations(page, '[data-pane=redactions]'), 'a form').toEqual([])
      await desk.press('Escape')
      await desk.goTo('review')
      await desk.choose('review', 'review.released')
      await expect(desk.review.banner()).toBeVisible()
      expect(await violations(page), 'as released').toEqual([])
    })

    test('no violation in any list', async ({ page }) => {
      await desk.search('telegram')
      await expect(desk.results.hits()).not.toHaveCount(0)
      await desk.press('Enter')
      for (const place of PLACES) {
        await desk.goTo(place)
        expect(await violations(page, '[data-pane=list]'), place).toEqual([])
      }
      await desk.goTo('names')
      await desk.names.rows().first().click()
      await expect(desk.nameRecord.form()).toBeVisible()
      expect(await violations(page, '[data-pane=record]'), 'a name').toEqual([])
      await desk.goTo('accessions')
      await desk.accessions.add()
      await expect(desk.accessions.rows()).toHaveCount(1)
      expect(await violations(page, '[data-pane=list]'), 'accessions').toEqual([])
      expect(await violations(page, '[data-pane=record]'), 'an accession').toEqual([])
      await desk.goTo('holdings')
      for (const kind of ['locations', 'containers'] as const) {
        await desk.holdings.show(kind)
        await desk.holdings.add(kind)
        await expect(desk.holdings.rows(kind)).toHaveCount(1)
        await expect(desk.holdings.heading()).not.toHaveText('')
        expect(await violations(page, '[data-pane=list]'), kind).toEqual([])
        expect(await violations(page, '[data-pane=record]'), kind).toEqual([])
      }
      await desk.holdings.add('containers')
      await expect(desk.holdings.rows()).toHaveCount(2)
      await desk.holdings.list().press('Control+a')
      await expect(desk.holdings.place()).toBeVisible()
      expect(await violations(page, '[data-pane=record]'), 'many containers').toEqual([])
      await desk.choose('catalogue', 'view.checks')
      await expect(desk.findings.findings()).not.toHaveCount(0)
      expect(await violations(page, '[data-pane=list]'), 'findings').toEqual([])
    })

    test('no violation in any work', async ({ page }) => {
      for (const [name, begin] of WORKS) {
        await begin(desk)
        await expect(desk.workPane()).toBeVisible()
        expect(await violations(page, '[data-pane=work]'), name).toEqual([])
        await desk.press('Escape')
        await expect(desk.workPane()).toHaveCount(0)
      }
    })

    test('no violation in any dialog', async ({ page }) => {
      for (const [name, open] of DIALOGS) {
        await open(desk)
        await expect(desk.dialogs()).toBeVisible()
        expect(await violations(page, '[role=dialog]'), name).toEqual([])
        await desk.press('Escape')
        await expect(desk.dialogs()).toHaveCount(0)
      }
      await desk.press('Control+E')
      await desk.exporting.start()
      await expect(desk.job('export').made().first()).toBeVisible()
      expect(await violations(page, '[role=dialog]'), 'export report').toEqual([])
      await desk.press('Escape')
      await desk.jobsButton().click()
      expect(await violations(page, '[role=dialog]'), 'jobs').toEqual([])
    })
  })
}

test.describe('the first screen', () => {
  test.use({ situation: null, start: { catalogue: 'none', mayFail: false } })

  test('no violation, in both languages and both themes', async ({ welcome, page }) => {
    await expect(welcome.main()).toBeVisible()
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      for (const language of ['en', 'ja'] as const) {
        await expect(page.locator('html')).toHaveAttribute('lang', language)
        expect(await violations(page), `${colorScheme} ${language}`).toEqual([])
        await page
          .getByRole('main')
          .getByRole('button', { name: /日本語|English/ })
          .click()
      }
    }
  })

  test('the Tab key reaches every control of it, and shows where it is', async ({ welcome, page }) => {
    await expect(welcome.main()).toBeVisible()
    const stops = await walk(page)
    expect(stops.filter(({ visible }) => !visible).map(({ name }) => name)).toEqual([])
    expect(await controlsOutOfReach(page, stops)).toEqual([])
  })
})

test('the Tab key reaches every control of the desk, and always shows where it is', async ({
  desk,
  page,
}) => {
  await desk.tree.press('ArrowRight', 'ArrowRight')
  await desk.open(UNITS.katori)
  await expect.poll(desk.pages.seen).toEqual({ band: 'red', side: 'top' })
  for (const tab of TABS) {
    await desk.record.openTab(tab)
    const stops = await walk(page)
    expect(stops.length).toBeGreaterThan(15)
    expect(
      stops.filter(({ visible }) => !visible).map(({ name }) => name),
      tab,
    ).toEqual([])
    expect(await controlsOutOfReach(page, stops), tab).toEqual([])
  }
})

test('the Tab key reaches every control of the panels beside the page', async ({ desk, page }) => {
  await desk.tree.press('ArrowRight', 'ArrowRight')
  await desk.open(UNITS.katori)
  await expect.poll(desk.pages.seen).toEqual({ band: 'red', side: 'top' })
  for (const [key, part] of PARTS.slice(0, 3)) {
    await desk.press(key)
    await part(desk).waitFor()
    const stops = await walk(page)
    expect(
      stops.filter(({ visible }) => !visible).map(({ name }) => name),
      key,
    ).toEqual([])
    expect(await controlsOutOfReach(page, stops), key).toEqual([])
    await desk.pages.focus()
    await desk.press(...(key === 's' ? [] : [key]))
  }
})

test('the Tab key reaches every control of the review', async ({ desk, page }) => {
  await desk.workAs('Sato')
  await desk.tree.press('ArrowRight', 'ArrowRight')
  await desk.open(UNITS.katori)
  await desk.press('F4')
  await expect.poll(desk.pages.seen).toEqual({ band: 'red', side: 'top' })
  await desk.pages.focus()
  await desk.press('Shift+M')
  await expect(desk.review.code()).toBeFocused()
  await desk.press('Enter')
  await expect(desk.review.redactions()).toHaveCount(1)
  const stops = await walk(page)
  expect(stops.length).toBeGreaterThan(15)
  expect(stops.filter(({ visible }) => !visible).map(({ name }) => name)).toEqual([])
  expect(await controlsOutOfReach(page, stops)).toEqual([])
})

test('the Tab key stays in a dialog, reaches every control of it, and Escape leads back', async ({
  desk,
  page,
}) => {
  for (const [name, open] of DIALOGS) {
    await desk.tree.focus()
    await open(desk)
    await expect(desk.dialogs()).toBeVisible()
    const stops = await walk(page)
    expect(stops.length, name).toBeGreaterThan(0)
    expect(
      stops.filter(({ inDialog }) => !inDialog).map((stop) => stop.name),
      name,
    ).toEqual([])
    expect(
      stops.filter(({ visible }) => !visible).map((stop) => stop.name),
      name,
    ).toEqual([])
    expect(await controlsOutOfReach(page, stops, '[role=dialog]'), name).toEqual([])
    await desk.press('Escape')
    await expect(desk.dialogs()).toHaveCount(0)
  }
})

test('F6 goes round the panes, and every menu opens and closes from the keyboard', async ({ desk, page }) => {
  await desk.tree.focus()
  await desk.press('F6')
  await expect(desk.pages.pane().locator(':focus')).toHaveCount(1)
  await desk.press('F6')
  await expect(desk.record.pane().locator(':focus')).toHaveCount(1)
  await desk.press('F6')
  await expect(desk.tree.list()).toBeFocused()
  await page.getByRole('menubar').getByRole('menuitem').first().focus()
  for (const menu of Object.values(desk.m.desk.menus)) {
    await desk.press('ArrowDown')
    await expect(page.getByRole('menu', { name: menu })).toBeVisible()
    await desk.press('Escape', 'ArrowRight')
    await expect(page.getByRole('menu')).toHaveCount(0)
  }
})

test.describe('in Japanese', () => {
  test.use({ situation: 'japanese' })

  test('the interface has no English left', async ({ desk: english, page }) => {
    await english.press('Alt+L')
    const desk = english.in('ja')
    await expect(desk.searchBox()).toBeVisible()
    const left = new Set<string>()
    const look = async () => {
      for (const words of await latinWords(page)) left.add(words)
    }
    await desk.tree.press('ArrowRight')
    await expect(desk.pages.thumbnails()).toHaveCount(2)
    for (const tab of TABS) {
      await desk.record.openTab(tab)
      await look()
    }
    for (const [key, part] of PARTS) {
      await desk.press(key)
      await part(desk).waitFor()
      await look()
      await desk.press('Escape')
    }
    await desk.press('v', 'b')
    await desk.viewing.comparing().waitFor()
    await look()
    await desk.press('Escape')
    await desk.record.openTab('identity')
    await desk.record.value('referenceCode').fill('甲')
    await expect(desk.record.problem('referenceCode')).toBeVisible()
    await look()
    await desk.press('Control+Z')
    await look()
    await desk.search('電報')
    await expect(desk.results.hits()).not.toHaveCount(0)
    for (const place of PLACES) {
      await desk.goTo(place)
      await look()
    }
    await desk.choose('catalogue', 'view.checks')
    await expect(desk.findings.findings()).not.toHaveCount(0)
    await look()
    for (const menu of Object.values(desk.m.desk.menus)) {
      await page.getByRole('menubar').getByRole('menuitem', { name: menu, exact: true }).click()
      await look()
      await desk.press('Escape')
    }
    await desk.press('F4')
    await desk.goTo('tree')
    await desk.tree.press('ArrowDown')
    await expect(desk.review.act('require')).toBeVisible()
    await look()
    await desk.pages.focus()
    await desk.press('m')
    await desk.pages.drawing().waitFor()
    await look()
    await desk.press('Enter')
    await desk.review.code().fill('5-3')
    await look()
    await desk.press('Enter', 'Escape', 'Escape')
    await desk.choose('review', 'review.released')
    await expect(desk.review.banner()).toBeVisible()
    await look()
    await desk.press('F7')
    for (const [, begin] of WORKS) {
      await begin(desk)
      await expect(desk.workPane()).toBeVisible()
      await look()
      await desk.press('Escape')
      await expect(desk.workPane()).toHaveCount(0)
    }
    for (const [, open] of DIALOGS) {
      await open(desk)
      await expect(desk.dialogs()).toBeVisible()
      await look()
      await desk.press('Escape')
      await expect(desk.dialogs()).toHaveCount(0)
    }
    await desk.press('Control+E')
    await desk.exporting.start()
    await expect(desk.exporting.refusal().or(desk.job('export').made()).first()).toBeVisible()
    await look()
    await desk.press('Escape')
    await desk.choose('catalogue', 'catalogue.close')
    await expect(new WelcomePage(page, desk.m).main()).toBeVisible()
    await look()
    expect([...left].sort()).toEqual([])
  })
})
