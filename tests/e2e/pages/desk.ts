/** The desk as a person meets it: menus, search box, places, status bar, and its three panes. */
import { expect } from '@playwright/test'
import type { Locator, Page } from '@playwright/test'
import { messages } from '../../../src-main/shared/i18n/index.ts'
import type { Messages } from '../../../src-main/shared/i18n/index.ts'
import type { CommandId, MenuName } from '../../../src-renderer/state/commands.ts'
import { BinList, FindForm, FindingList, HistoryList, LoosePages, ResultList, WorkingLists } from './lists.ts'
import { CreateDialog, ExportDialog, ImportDialog, JobDialog, OpenDialog } from './dialogs.ts'
import { AccessionPages } from './accessions.ts'
import { TermList, TermRecord } from './terms.ts'
import { MergeWork, NameList, NameRecord } from './names.ts'
import { HoldingsPages } from './holdings.ts'
import { FixityPane } from './fixity.ts'
import { IntegrityPane } from './integrity.ts'
import { GridPane } from './grid.ts'
import { PagePane } from './page-pane.ts'
import { pressAll } from './press.ts'
import { ReadingPane } from './reading.ts'
import { RecordPane } from './record.ts'
import { ReviewPane } from './review.ts'
import { SheetPane } from './sheet.ts'
import { AuthorityFilesPane } from './authority-files.ts'
import { OcrPane } from './ocr.ts'
import { LendingPane } from './lending.ts'
import { TwoTexts } from './two-texts.ts'
import { TermFilesPane } from './term-files.ts'
import { StatisticsPane } from './statistics.ts'
import { TextsPane } from './texts.ts'
import { TreeList } from './tree.ts'
import { TypesWork } from './types.ts'
import { ViewingPane } from './viewing.ts'
import { ArrangeWork, BulkWork, ReplaceWork } from './work.ts'

type Place = keyof Messages['desk']['places']

export class DeskPage {
  readonly page: Page
  readonly m: Messages
  readonly tree: TreeList
  readonly results: ResultList
  readonly find: FindForm
  readonly loose: LoosePages
  readonly names: NameList
  readonly nameRecord: NameRecord
  readonly terms: TermList
  readonly termRecord: TermRecord
  readonly accessions: AccessionPages
  readonly merging: MergeWork
  readonly bin: BinList
  readonly findings: FindingList
  readonly history: HistoryList
  readonly reading: ReadingPane
  readonly record: RecordPane
  readonly pages: PagePane
  readonly grid: GridPane
  readonly sheet: SheetPane
  readonly importing: ImportDialog
  readonly exporting: ExportDialog
  readonly creating: CreateDialog
  readonly opening: OpenDialog
  readonly replacing: ReplaceWork
  readonly bulk: BulkWork
  readonly arranging: ArrangeWork
  readonly lists: WorkingLists
  readonly fixity: FixityPane
  readonly integrity: IntegrityPane
  readonly authorityFiles: AuthorityFilesPane
  readonly lending: LendingPane
  readonly twoTexts: TwoTexts
  readonly ocr: OcrPane
  readonly termFiles: TermFilesPane
  readonly statistics: StatisticsPane
  readonly holdings: HoldingsPages
  readonly types: TypesWork
  readonly texts: TextsPane
  readonly review: ReviewPane
  readonly viewing: ViewingPane

  constructor(page: Page, m: Messages = messages.en) {
    this.page = page
    this.m = m
    this.tree = new TreeList(page, m)
    this.results = new ResultList(page, m)
    this.find = new FindForm(page, m)
    this.loose = new LoosePages(page, m)
    this.names = new NameList(page, m)
    this.nameRecord = new NameRecord(page, m)
    this.terms = new TermList(page, m)
    this.termRecord = new TermRecord(page, m)
    this.accessions = new AccessionPages(page, m)
    this.merging = new MergeWork(page, m)
    this.bin = new BinList(page, m)
    this.findings = new FindingList(page, m)
    this.history = new HistoryList(page, m)
    this.reading = new ReadingPane(page, m)
    this.record = new RecordPane(page, m)
    this.pages = new PagePane(page, m)
    this.grid = new GridPane(page, m)
    this.sheet = new SheetPane(page, m)
    this.importing = new ImportDialog(page, m)
    this.exporting = new ExportDialog(page, m)
    this.creating = new CreateDialog(page, m)
    this.opening = new OpenDialog(page, m)
    this.replacing = new ReplaceWork(page, m)
    this.bulk = new BulkWork(page, m)
    this.arranging = new ArrangeWork(page, m)
    this.lists = new WorkingLists(page, m)
    this.fixity = new FixityPane(page, m)
    this.integrity = new IntegrityPane(page, m)
    this.authorityFiles = new AuthorityFilesPane(page, m)
    this.lending = new LendingPane(page, m)
    this.twoTexts = new TwoTexts(page, m)
    this.ocr = new OcrPane(page, m)
    this.termFiles = new TermFilesPane(page, m)
    this.statistics = new StatisticsPane(page, m)
    this.holdings = new HoldingsPages(page, m)
    this.types = new TypesWork(page, m)
    this.texts = new TextsPane(page, m)
    this.review = new ReviewPane(page, m)
    this.viewing = new ViewingPane(page, m)
  }

  /** The same desk when its interface speaks another language. */
  in(language: keyof typeof messages): DeskPage {
    return new DeskPage(this.page, messages[language])
  }

  name = (): Locator => this.page.getByRole('heading', { level: 1 })
  searchBox = (): Locator => this.page.getByRole('searchbox', { name: this.m.desk.search.label })
  status = (): Locator => this.page.getByRole('contentinfo', { name: this.m.desk.status.label })
  dialog = (name: string): Locator => this.page.getByRole('dialog', { name, exact: true })
  dialogs = (): Locator => this.page.getByRole('dialog')
  listPane = (): Locator => this.page.getByRole('region', { name: this.m.desk.panes.list })
  /** Work in the room of the page and the record. */
  workPane = (): Locator => this.page.getByRole('region', { name: this.m.desk.panes.work, exact: true })
  /** Asks who is working, until somebody has said so. */
  askingWho = (): Locator => this.page.getByRole('region', { name: this.m.desk.person.title })

  /** Says who works from now on. */
  async workAs(name: string): Promise<void> {
    await this.askingWho().getByRole('combobox').fill(name)
    await this.page.keyboard.press('Enter')
  }

  /** Somebody else works from now on. */
  async workNowAs(name: string): Promise<void> {
    await this.run(this.m.desk.commands['person.change'])
    await this.workAs(name)
    await expect(this.status()).toContainText(name)
  }

  /** An import that waits to go on. */
  interrupted = (): Locator => this.page.getByRole('region', { name: this.m.desk.import.interruptedLabel })

  /** Why the catalogue is only read, at the top. */
  access = (): Locator => this.page.getByRole('region', { name: this.m.access.label })
  palette = (): Locator => this.dialog(this.m.desk.palette.title)
  jobsButton = (): Locator => this.page.getByRole('button', { name: this.m.desk.jobs.label, exact: true })
  runningJobs = (n: number): Locator =>
    this.page.getByRole('button', { name: this.m.desk.jobs.running(n), exact: true })
  jobTray = (): Locator => this.page.getByRole('dialog', { name: this.m.desk.jobs.label, exact: true })
  /** The result of a job. */
  job = (kind: 'import' | 'export' | 'ocr'): JobDialog => new JobDialog(this.page, this.m, kind)

  press = (...keys: string[]): Promise<void> => pressAll(this.page, keys)

  async choose(menu: MenuName, command: CommandId): Promise<void> {
    await this.page
      .getByRole('menubar')
      .getByRole('menuitem', { name: this.m.desk.menus[menu], exact: true })
      .click()
    await this.page
      .getByRole('menu')
      .getByRole('menuitem', { name: startsWith(this.m.desk.commands[command]) })
      .click()
  }

  goTo = (place: Place): Promise<void> =>
    this.page
      .getByRole('navigation', { name: this.m.desk.places.label })
      .getByRole('button', { name: this.m.desk.places[place], exact: true })
      .click()

  /** Chooses a unit in the tree; done when its record is shown. */
  async open(title: string): Promise<void> {
    await this.tree.choose(title)
    await this.record.heading().filter({ hasText: title }).waitFor()
  }

  async search(words: string): Promise<void> {
    await this.searchBox().fill(words)
  }

  /** Types a command into the palette and runs the first. */
  async run(words: string): Promise<void> {
    await this.page.keyboard.press('Control+K')
    await this.palette().getByRole('combobox').fill(words)
    await this.page.keyboard.press('Enter')
  }

  async closeDialog(): Promise<void> {
    await this.dialogs().getByRole('button', { name: this.m.desk.common.close, exact: true }).first().click()
  }
}

const startsWith = (text: string) => new RegExp(`^\\s*${text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}`)
