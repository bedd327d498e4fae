/** Authority files, in the room of the page and the record. */
import type { Locator, Page } from '@playwright/test'
import type { Messages } from '../../../src-main/shared/i18n/index.ts'

export class AuthorityFilesPane {
  readonly page: Page
  readonly m: Messages

  constructor(page: Page, m: Messages) {
    this.page = page
    this.m = m
  }

  pane = (): Locator => this.page.getByRole('region', { name: this.m.desk.panes.work, exact: true })
  files = (): Locator =>
    this.pane().getByRole('list', { name: this.m.authorityFiles.list }).getByRole('listitem')
  differences = (): Locator =>
    this.pane().getByRole('list', { name: this.m.authorityFiles.differences }).locator('xpath=./li')
  difference = (name: string): Locator => this.differences().filter({ hasText: name })
  status = (): Locator => this.pane().getByRole('status')
  refusal = (): Locator => this.pane().getByRole('alert')
  button = (name: string): Locator => this.pane().getByRole('button', { name, exact: true })

  /** Saves the names of this catalogue beside it. */
  async save({ replace }: { replace: boolean }): Promise<void> {
    await this.button(this.m.authorityFiles.save).click()
    if (replace) await this.pane().getByLabel(this.m.authorityFiles.replace).check()
    await this.button(this.m.authorityFiles.saveHere).click()
  }

  /** Attaches a file that the folder browser shows. */
  async attach(file: string): Promise<void> {
    await this.button(this.m.authorityFiles.attach).click()
    await this.pane()
      .getByRole('listbox', { name: this.m.desk.browser.entries })
      .getByRole('option')
      .filter({ hasText: file })
      .dblclick()
  }

  look = (): Promise<void> => this.button(this.m.authorityFiles.look).click()
  take = (names: number): Promise<void> => this.button(this.m.authorityFiles.take(names)).click()
  detach = (): Promise<void> => this.button(this.m.authorityFiles.detach).click()
}
