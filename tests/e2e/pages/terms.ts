/** The list of terms, the record of one, words that are no term yet, and the access points of a record. */
import type { Locator, Page } from '@playwright/test'
import type { Messages } from '../../../src-main/shared/i18n/index.ts'

class Part {
  readonly page: Page
  readonly m: Messages

  constructor(page: Page, m: Messages) {
    this.page = page
    this.m = m
  }

  suggestions = (): Locator =>
    this.page.getByRole('listbox', { name: this.m.desk.common.suggestions }).getByRole('option')
}

export class TermList extends Part {
  pane = (): Locator => this.page.getByRole('region', { name: this.m.desk.panes.list })
  list = (): Locator => this.pane().getByRole('listbox', { name: this.m.terms.label })
  rows = (): Locator => this.list().getByRole('option')
  row = (label: string): Locator => this.rows().filter({ hasText: label })
  search = (): Locator => this.pane().getByRole('searchbox', { name: this.m.terms.find })
  problem = (): Locator => this.pane().getByRole('alert')
  ofType = (type: keyof Messages['accessPointTypes']): Promise<string[]> =>
    this.pane()
      .getByRole('combobox', { name: this.m.terms.type, exact: true })
      .selectOption(this.m.accessPointTypes[type])
  add = (): Promise<void> => this.pane().getByRole('button', { name: this.m.terms.add, exact: true }).click()

  loose = (words: number): Locator =>
    this.pane().getByRole('button', { name: this.m.terms.loose.open(words), exact: true })
  word = (value: string): Locator =>
    this.pane().getByRole('listitem').filter({ hasText: value }).getByRole('checkbox')
  gather = (words: number): Promise<void> =>
    this.pane()
      .getByRole('button', { name: this.m.terms.loose.gather(words), exact: true })
      .click()
  back = (): Promise<void> => this.pane().getByRole('button', { name: this.m.terms.loose.back }).click()
}

export class TermRecord extends Part {
  pane = (): Locator => this.page.getByRole('region', { name: this.m.desk.panes.record })
  heading = (): Locator => this.pane().locator('header .title')
  /** A label, counted from 1, or what is said of it. */
  label = (number = 1): Locator =>
    this.pane().getByRole('textbox', {
      name: this.m.desk.record.value(this.m.terms.form, number),
      exact: true,
    })
  kind = (number = 1): Locator =>
    this.pane().getByRole('combobox', {
      name: `${this.m.desk.record.value(this.m.terms.form, number)}: ${this.m.terms.kind}`,
      exact: true,
    })
  reading = (number = 1): Locator =>
    this.pane().getByRole('textbox', {
      name: `${this.m.desk.record.value(this.m.terms.form, number)}: ${this.m.terms.reading}`,
      exact: true,
    })
  field = (field: 'source' | 'relations'): Locator =>
    this.pane().getByRole('combobox', { name: this.m.terms.fields[field], exact: true })
  uses = (): Locator =>
    this.pane().getByRole('region', { name: this.m.terms.fields.uses }).getByRole('listitem')
  merge = (): Promise<void> =>
    this.pane().getByRole('button', { name: this.m.terms.merge, exact: true }).click()
  into = (): Locator => this.pane().getByRole('combobox', { name: this.m.terms.merging.into, exact: true })
  bin = (): Promise<void> => this.pane().getByRole('button', { name: this.m.terms.bin, exact: true }).click()
}

/** An access point of a record, counted from 1. */
export class AccessPointRow extends Part {
  readonly number: number

  constructor(page: Page, m: Messages, number: number) {
    super(page, m)
    this.number = number
  }

  #name = (): string => this.m.desk.record.value(this.m.fields.accessPoints, this.number)
  value = (): Locator => this.page.getByRole('combobox', { name: this.#name(), exact: true })
  type = (): Locator =>
    this.page.getByRole('combobox', { name: `${this.#name()}: ${this.m.desk.record.type}`, exact: true })
  open = (label: string): Locator => this.page.getByRole('button', { name: this.m.terms.open(label) })
}
