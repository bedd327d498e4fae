/** What can stand in the place of the tree: search results, loose pages, the bin, findings. */
import type { Locator, Page } from '@playwright/test'
import type { Facet } from '../../../src-main/shared/contract/search.ts'
import type { Messages } from '../../../src-main/shared/i18n/index.ts'

class List {
  readonly page: Page
  readonly m: Messages

  constructor(page: Page, m: Messages) {
    this.page = page
    this.m = m
  }

  pane = (): Locator => this.page.getByRole('region', { name: this.m.desk.panes.list })
}

export class ResultList extends List {
  list = (): Locator => this.page.getByRole('listbox', { name: this.m.desk.search.results })
  hits = (): Locator => this.list().getByRole('option')
  chosen = (): Locator => this.list().getByRole('option', { selected: true })
  marks = (): Locator => this.list().locator('mark')
  facets = (): Locator => this.pane().getByRole('toolbar', { name: this.m.finding.facets.label })
  facet = (facet: Facet, value: string): Locator =>
    this.facets()
      .getByRole('group', { name: this.m.finding.facets.names[facet] })
      .getByRole('button', { name: value })

  order = (): Locator => this.pane().getByRole('combobox', { name: this.m.finding.order.label })

  /** A saved search, by its name. */
  saved = (name: string): Locator =>
    this.pane()
      .getByRole('region', { name: this.m.finding.saved.label })
      .getByRole('button', { name: new RegExp(`^${name}`) })

  forget = (name: string): Promise<void> =>
    this.pane()
      .getByRole('button', { name: this.m.finding.saved.forget(name) })
      .click()
}

export class LoosePages extends List {
  list = (): Locator => this.pane().getByRole('list', { name: this.m.desk.loose.label })
  sheet = (name: string): Locator => this.list().getByRole('checkbox', { name })

  async attach(name: string, title: string): Promise<void> {
    await this.sheet(name).check()
    await this.pane()
      .getByRole('button', { name: this.m.desk.loose.attachTo(title) })
      .click()
  }
}

export class BinList extends List {
  list = (): Locator => this.pane().getByRole('list', { name: this.m.desk.bin.label })

  restore = (title: string): Promise<void> =>
    this.list()
      .getByRole('button', { name: `${this.m.desk.bin.restore}: ${title}` })
      .click()
}

export class FindingList extends List {
  list = (): Locator => this.pane().getByRole('listbox', { name: this.m.desk.checks.label })
  findings = (): Locator => this.list().getByRole('option')
  rule = (): Locator => this.pane().getByRole('combobox', { name: this.m.checks.byRule })
  standard = (): Locator => this.pane().getByRole('combobox', { name: this.m.checks.standard })
  accepted = (): Locator =>
    this.pane().getByRole('list', { name: this.m.checks.accepted }).getByRole('listitem')

  show = (which: 'label' | 'accepted'): Promise<void> =>
    this.pane()
      .getByRole('group', { name: this.m.checks.label })
      .getByText(this.m.checks[which], { exact: true })
      .click()
  backups = (): Locator =>
    this.pane().getByRole('region', { name: this.m.desk.checks.backups }).getByRole('listitem')
}

/** The advanced form, in the work pane; conditions are counted from 1. */
export class FindForm extends List {
  negation = (n: number): Locator =>
    this.page.getByRole('combobox', { name: this.m.finding.form.negation(n), exact: true })

  field = (n: number): Locator =>
    this.page.getByRole('combobox', { name: this.m.finding.form.field(n), exact: true })

  value = (n: number): Locator => this.page.getByLabel(this.m.finding.form.value(n), { exact: true })
}

export class WorkingLists extends List {
  chooser = (): Locator => this.pane().getByRole('combobox', { name: this.m.bulk.lists.title })
  rows = (): Locator => this.pane().getByRole('listbox').getByRole('option')
  name = (): Locator => this.pane().getByRole('textbox', { name: this.m.bulk.lists.name })
  notes = (): Locator => this.pane().getByRole('region', { name: this.m.bulk.lists.openNotes })
  button = (name: 'create' | 'rename' | 'delete' | 'add' | 'sort'): Locator =>
    this.pane().getByRole('button', { name: this.m.bulk.lists[name], exact: true }).first()
}

export class HistoryList extends List {
  list = (): Locator => this.pane().getByRole('listbox', { name: this.m.desk.history.label })
  entries = (): Locator => this.list().getByRole('option')
  person = (): Locator => this.pane().getByRole('combobox', { name: this.m.desk.history.person })
  /** The record as it was, with the moments of its history. */
  moment = (): Locator => this.page.getByRole('slider', { name: this.m.desk.history.moment })
}
