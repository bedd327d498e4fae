/** A vocabulary out of a file, and into one, in the room of the page and the record. */
import type { Locator, Page } from '@playwright/test'
import type { Messages } from '../../../src-main/shared/i18n/index.ts'

export class TermFilesPane {
  readonly page: Page
  readonly m: Messages

  constructor(page: Page, m: Messages) {
    this.page = page
    this.m = m
  }

  pane = (): Locator => this.page.getByRole('region', { name: this.m.desk.panes.work, exact: true })
  preview = (): Locator => this.pane().getByRole('region', { name: this.m.termFiles.preview })
  refusal = (): Locator => this.pane().getByRole('alert')
  button = (name: string): Locator => this.pane().getByRole('button', { name, exact: true })
  report = (): Locator => this.page.getByRole('dialog').getByRole('status')
  source = (): Locator => this.pane().getByLabel(this.m.termFiles.source, { exact: true })

  /** Chooses a file that the folder browser shows. */
  async choose(file: string, again = false): Promise<void> {
    await this.button(again ? this.m.termFiles.another : this.m.termFiles.choose).click()
    await this.pane()
      .getByRole('listbox', { name: this.m.desk.browser.entries })
      .getByRole('option')
      .filter({ hasText: file })
      .dblclick()
  }

  lookAgain = (): Promise<void> => this.button(this.m.termFiles.look).click()
  take = (terms: number): Promise<void> => this.button(this.m.termFiles.take(terms)).click()

  async write(as: 'skos' | 'csv'): Promise<void> {
    await this.pane()
      .getByRole('combobox', { name: this.m.termFiles.as, exact: true })
      .selectOption(this.m.termFiles.asFormats[as])
    await this.button(this.m.termFiles.write).click()
  }

  download = (): Locator =>
    this.page.getByRole('dialog').getByRole('link', { name: this.m.desk.export.download })
}
