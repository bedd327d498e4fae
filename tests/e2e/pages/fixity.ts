/** The report of the fixity of scans, in the room of the page and the record. */
import type { Locator, Page } from '@playwright/test'
import type { Messages } from '../../../src-main/shared/i18n/index.ts'

export class FixityPane {
  readonly page: Page
  readonly m: Messages

  constructor(page: Page, m: Messages) {
    this.page = page
    this.m = m
  }

  pane = (): Locator => this.page.getByRole('region', { name: this.m.desk.panes.work, exact: true })
  button = (name: string): Locator => this.pane().getByRole('button', { name, exact: true })
  count = (name: string): Locator =>
    this.pane().getByRole('group', { name: this.m.fixity.counts }).getByRole('button', { name })
  scans = (): Locator => this.pane().getByRole('listbox', { name: this.m.fixity.list }).getByRole('option')

  /** Chooses a folder in the documents folder, in the folder browser, and looks there for moved files. */
  async lookIn(folder: string): Promise<void> {
    await this.button(this.m.relinking.choose).click()
    await this.pane()
      .getByRole('listbox', { name: this.m.desk.browser.entries })
      .getByRole('option')
      .filter({ hasText: folder })
      .dblclick()
    await this.pane().getByText(folder, { exact: true }).first().waitFor()
    await this.button(this.m.relinking.look).click()
  }

  async check(): Promise<void> {
    await this.button(this.m.fixity.check).click()
    await this.button(this.m.fixity.check).and(this.page.locator(':enabled')).waitFor()
  }
}
