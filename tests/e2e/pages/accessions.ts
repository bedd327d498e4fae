/** The accession register, the record of one, and the accessions of a description. */
import type { Locator, Page } from '@playwright/test'
import type { Messages } from '../../../src-main/shared/i18n/index.ts'

export class AccessionPages {
  readonly page: Page
  readonly m: Messages

  constructor(page: Page, m: Messages) {
    this.page = page
    this.m = m
  }

  pane = (): Locator => this.page.getByRole('region', { name: this.m.desk.panes.list })
  list = (): Locator => this.pane().getByRole('listbox', { name: this.m.accessions.label })
  rows = (): Locator => this.list().getByRole('option')
  search = (): Locator => this.pane().getByRole('searchbox', { name: this.m.accessions.find })
  problem = (): Locator => this.pane().getByRole('alert')
  add = (): Promise<void> =>
    this.pane().getByRole('button', { name: this.m.accessions.add, exact: true }).click()
  sort = (order: keyof Messages['accessions']['orders']): Promise<string[]> =>
    this.pane()
      .getByRole('combobox', { name: this.m.accessions.order })
      .selectOption(this.m.accessions.orders[order])

  record = (): Locator => this.page.getByRole('region', { name: this.m.desk.panes.record })
  heading = (): Locator => this.record().locator('header .title')
  field = (field: keyof Messages['accessions']['fields']): Locator =>
    this.record()
      .getByLabel(this.m.accessions.fields[field], { exact: true })
      .and(this.page.locator('input, textarea, select'))
  uses = (): Locator =>
    this.record().getByRole('region', { name: this.m.accessions.came }).getByRole('listitem')
  openSource = (name: string): Locator =>
    this.record().getByRole('button', { name: this.m.accessions.openSource(name) })
  bin = (): Promise<void> =>
    this.record().getByRole('button', { name: this.m.accessions.bin, exact: true }).click()

  suggestions = (): Locator =>
    this.page.getByRole('listbox', { name: this.m.desk.common.suggestions }).getByRole('option')

  /** The accessions of the description that is shown. */
  ofUnit = (): Locator =>
    this.record().getByRole('region', { name: this.m.accessions.ofUnit.title, exact: true })
  /** Says with which accession it came, or `many` did that are selected. */
  link = (many = 1): Locator =>
    this.ofUnit().getByRole('combobox', {
      name: many === 1 ? this.m.accessions.ofUnit.add : this.m.accessions.ofUnit.addMany(many),
    })
  open = (number: string): Promise<void> =>
    this.ofUnit()
      .getByRole('button', { name: this.m.accessions.ofUnit.open(number) })
      .click()
  unlink = (number: string, many = 1): Promise<void> =>
    this.ofUnit()
      .getByRole('button', {
        name:
          many === 1
            ? this.m.accessions.ofUnit.remove(number)
            : this.m.accessions.ofUnit.removeMany(number, many),
      })
      .click()
}
