/** Statistics, in the room of the page and the record. */
import type { Locator, Page } from '@playwright/test'
import type { Messages } from '../../../src-main/shared/i18n/index.ts'

export class StatisticsPane {
  readonly page: Page
  readonly m: Messages

  constructor(page: Page, m: Messages) {
    this.page = page
    this.m = m
  }

  pane = (): Locator => this.page.getByRole('region', { name: this.m.desk.panes.work, exact: true })
  /** The lines of the table, its heading and its total included. */
  rows = (): Locator => this.pane().getByRole('table').getByRole('row')
  cells = (row: number): Locator => this.rows().nth(row).locator('td')
  show = (choice: 'whole' | 'branch' | 'everybody' | 'people'): Promise<void> => {
    const { wheres, bys } = this.m.statistics
    return this.pane()
      .getByText({ ...wheres, ...bys }[choice], { exact: true })
      .click()
  }
  save = (): Promise<void> =>
    this.pane().getByRole('button', { name: this.m.statistics.save, exact: true }).click()
}
