/** Work over many records, in the room of the page and the record. */
import type { Locator, Page } from '@playwright/test'
import type { Messages } from '../../../src-main/shared/i18n/index.ts'

class WorkOverMany {
  readonly page: Page
  readonly m: Messages

  constructor(page: Page, m: Messages) {
    this.page = page
    this.m = m
  }

  pane = (): Locator => this.page.getByRole('region', { name: this.m.desk.panes.work, exact: true })
  scope = (): Locator => this.pane().getByRole('combobox', { name: this.m.bulk.scope.label, exact: true })
}

export class ReplaceWork extends WorkOverMany {
  find = (): Locator => this.pane().getByRole('textbox', { name: this.m.bulk.replace.find })
  by = (): Locator => this.pane().getByRole('textbox', { name: this.m.bulk.replace.by })
  hits = (): Locator => this.pane().getByRole('listbox', { name: this.m.bulk.replace.hits })
  changed = (): Locator => this.pane().getByRole('listbox', { name: this.m.bulk.replace.changed })
  status = (): Locator => this.pane().getByRole('status')
  refusal = (): Locator => this.pane().getByRole('alert')

  async look(find: string, by: string): Promise<void> {
    await this.find().fill(find)
    await this.by().fill(by)
    await this.page.keyboard.press('Enter')
  }

  readAs = (kind: 'literal' | 'expression'): Promise<void> =>
    this.pane().getByText(this.m.bulk.replace.kinds[kind], { exact: true }).click()

  replace = (hits: number): Promise<void> =>
    this.pane()
      .getByRole('button', { name: this.m.bulk.replace.replace(hits), exact: true })
      .click()
}
