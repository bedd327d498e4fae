/** Containers and locations: their lists and records, and the container of a description. */
import type { Locator, Page } from '@playwright/test'
import type { Messages } from '../../../src-main/shared/i18n/index.ts'

export class HoldingsPages {
  readonly page: Page
  readonly m: Messages

  constructor(page: Page, m: Messages) {
    this.page = page
    this.m = m
  }

  list = (kind: 'containers' | 'locations' = 'containers'): Locator =>
    this.page
      .getByRole('region', { name: this.m.desk.panes.list })
      .getByRole('listbox', { name: this.m.holdings.kinds[kind] })
  rows = (kind: 'containers' | 'locations' = 'containers'): Locator => this.list(kind).getByRole('option')
  search = (): Locator => this.page.getByRole('searchbox', { name: this.m.holdings.find })
  record = (): Locator => this.page.getByRole('region', { name: this.m.desk.panes.record })
  heading = (): Locator => this.record().locator('header .title')
  field = (field: keyof Messages['holdings']['fields']): Locator =>
    this.record()
      .getByLabel(this.m.holdings.fields[field], { exact: true })
      .and(this.page.locator('input, textarea'))
  contents = (): Locator =>
    this.record().getByRole('region', { name: this.m.holdings.contents, exact: true }).getByRole('listitem')
  place = (): Locator => this.record().getByRole('combobox', { name: this.m.holdings.many.place })
  suggestions = (): Locator =>
    this.page.getByRole('listbox', { name: this.m.desk.common.suggestions }).getByRole('option')
  add = (kind: 'containers' | 'locations'): Promise<void> =>
    this.page
      .getByRole('button', {
        name: kind === 'containers' ? this.m.holdings.add : this.m.holdings.addLocation,
      })
      .click()
  show = (kind: 'containers' | 'locations'): Promise<void> =>
    this.page.getByText(this.m.holdings.kinds[kind], { exact: true }).first().click()
  press = (name: string): Promise<void> => this.record().getByRole('button', { name, exact: true }).click()

  /** What a keyboard-wedge scanner sends: the code and Enter, with nothing between. */
  async scan(into: Locator, code: string): Promise<void> {
    await into.focus()
    await this.page.keyboard.type(code)
    await this.page.keyboard.press('Enter')
  }
}
