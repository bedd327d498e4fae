/** The check of file and scans, in the room of the page and the record. */
import type { Locator, Page } from '@playwright/test'
import type { Messages } from '../../../src-main/shared/i18n/index.ts'

export class IntegrityPane {
  readonly page: Page
  readonly m: Messages

  constructor(page: Page, m: Messages) {
    this.page = page
    this.m = m
  }

  pane = (): Locator => this.page.getByRole('region', { name: this.m.desk.panes.work, exact: true })
  findings = (): Locator =>
    this.pane().getByRole('listbox', { name: this.m.integrity.findings }).getByRole('option')
  check = (): Promise<void> =>
    this.pane().getByRole('button', { name: this.m.integrity.check, exact: true }).click()
  repair = (): Promise<void> =>
    this.pane().getByRole('button', { name: this.m.integrity.repair, exact: true }).click()
}
