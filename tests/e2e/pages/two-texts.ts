/** Two texts beside each other, names in texts, and words often misread, in the room of the page and the record. */
import type { Locator, Page } from '@playwright/test'
import type { Messages } from '../../../src-main/shared/i18n/index.ts'

export class TwoTexts {
  readonly page: Page
  readonly m: Messages

  constructor(page: Page, m: Messages) {
    this.page = page
    this.m = m
  }

  pane = (): Locator => this.page.getByRole('region', { name: this.m.desk.panes.work, exact: true })
  button = (name: string): Locator => this.pane().getByRole('button', { name, exact: true })
  status = (): Locator => this.pane().getByRole('status')
  rows = (): Locator => this.pane().getByRole('list', { name: this.m.aligning.rows }).locator('xpath=./li')
  /** Rows of which some words stand in either text. */
  row = (words: string): Locator => this.rows().filter({ hasText: words })
  rowsThatAre = (state: keyof Messages['aligning']['states']): Locator =>
    this.rows().filter({ has: this.page.getByText(this.m.aligning.states[state], { exact: true }) })
  paragraph = (words: string): Locator => this.rows().getByRole('button').filter({ hasText: words }).first()
  inRow = (words: string, action: string): Locator =>
    this.row(words).getByRole('button', { name: action, exact: true })

  part = (which: 'proposed' | 'tagged'): Locator =>
    this.pane().getByRole('region', { name: this.m.textNames[which], exact: true })
  name = (which: 'proposed' | 'tagged', form: string): Locator =>
    this.part(which)
      .locator('li')
      .filter({ has: this.page.locator('strong').getByText(form, { exact: true }) })

  own = (): Locator =>
    this.pane().getByRole('list', { name: this.m.slips.own, exact: true }).getByRole('listitem')

  async addSlip(wrong: string, correct: string): Promise<void> {
    await this.pane().getByLabel(this.m.slips.wrong, { exact: true }).fill(wrong)
    await this.pane().getByLabel(this.m.slips.correct, { exact: true }).fill(correct)
    await this.button(this.m.slips.add).click()
  }
}
