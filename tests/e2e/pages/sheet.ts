/** A spreadsheet on its way in. */
import type { Locator, Page } from '@playwright/test'
import type { Messages } from '../../../src-main/shared/i18n/index.ts'

type Files = Parameters<Locator['setInputFiles']>[0]

export class SheetPane {
  readonly page: Page
  readonly m: Messages

  constructor(page: Page, m: Messages) {
    this.page = page
    this.m = m
  }

  pane = (): Locator => this.page.getByRole('region', { name: this.m.desk.panes.work, exact: true })
  columns = (): Locator => this.pane().getByRole('region', { name: this.m.sheet.mapping, exact: true })
  /** A column of the file, with what it means and its first values. */
  column = (header: string): Locator =>
    this.columns()
      .getByRole('row')
      .filter({ has: this.page.getByRole('rowheader', { name: header, exact: true }) })
  field = (header: string): Locator => this.choice(this.m.sheet.fieldOf(header))
  language = (header: string): Locator => this.choice(this.m.sheet.languageOf(header))
  choice = (name: string): Locator => this.pane().getByRole('combobox', { name, exact: true })
  rememberAs = (): Locator => this.pane().getByRole('textbox', { name: this.m.sheet.rememberAs })
  status = (): Locator => this.pane().getByRole('status')
  rows = (): Locator => this.pane().getByRole('listbox', { name: this.m.sheet.rows }).getByRole('option')
  button = (name: string): Locator => this.pane().getByRole('button', { name, exact: true })

  choose = (files: Files): Promise<void> =>
    this.pane().getByLabel(this.m.desk.browser.upload).setInputFiles(files)
  compare = (): Promise<void> => this.button(this.m.sheet.compare).click()
  back = (): Promise<void> => this.button(this.m.sheet.back).click()
  take = (records: number): Promise<void> => this.button(this.m.sheet.take(records)).click()
}
