/** Lending a branch and the list of loans, in the room of the page and the record. */
import type { Locator, Page } from '@playwright/test'
import type { Messages } from '../../../src-main/shared/i18n/index.ts'

export class LendingPane {
  readonly page: Page
  readonly m: Messages

  constructor(page: Page, m: Messages) {
    this.page = page
    this.m = m
  }

  pane = (): Locator => this.page.getByRole('region', { name: this.m.desk.panes.work, exact: true })
  button = (name: string): Locator => this.pane().getByRole('button', { name, exact: true })
  loans = (): Locator => this.pane().getByRole('list', { name: this.m.lending.loans }).locator('xpath=./li')
  refusal = (): Locator => this.pane().getByRole('alert')
  status = (): Locator => this.pane().getByRole('status')
  preview = (to: string): Locator => this.pane().getByRole('region', { name: this.m.lending.preview(to) })
  history = (): Locator =>
    this.pane().getByRole('list', { name: this.m.lending.history }).getByRole('listitem')
  /** Above the record of what is out, or above everything in what was lent. */
  bar = (): Locator => this.page.getByRole('region', { name: this.m.lending.title, exact: true })

  async lend(to: string, note: string, name: string): Promise<void> {
    const { lending } = this.m
    await this.pane().getByLabel(lending.to).fill(to)
    await this.pane().getByLabel(lending.note).fill(note)
    await this.pane().getByLabel(lending.name).fill(name)
    await this.button(lending.start).click()
  }

  /** Chooses the catalogue that comes back, in the folder browser. */
  async look(file: string): Promise<void> {
    await this.button(this.m.lending.takeBack).click()
    await this.pane()
      .getByRole('listbox', { name: this.m.desk.browser.entries })
      .getByRole('option')
      .filter({ hasText: file })
      .dblclick()
  }

  take = (): Promise<void> => this.button(this.m.lending.take).click()

  async callOff(): Promise<void> {
    await this.button(this.m.lending.callOff).click()
    await this.button(this.m.lending.callOffNow).click()
  }
}
