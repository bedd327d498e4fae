/** The list of names, the record of one, and two becoming one. */
import type { Locator, Page } from '@playwright/test'
import type { Messages } from '../../../src-main/shared/i18n/index.ts'

class Part {
  readonly page: Page
  readonly m: Messages

  constructor(page: Page, m: Messages) {
    this.page = page
    this.m = m
  }

  /** What is offered below the words that are typed. */
  suggestions = (): Locator =>
    this.page.getByRole('listbox', { name: this.m.desk.common.suggestions }).getByRole('option')
}

export class NameList extends Part {
  pane = (): Locator => this.page.getByRole('region', { name: this.m.desk.panes.list })
  list = (): Locator => this.pane().getByRole('listbox', { name: this.m.names.label })
  rows = (): Locator => this.list().getByRole('option')
  row = (name: string): Locator => this.rows().filter({ hasText: name })
  chosen = (): Locator => this.list().getByRole('option', { selected: true })
  search = (): Locator => this.pane().getByRole('searchbox', { name: this.m.names.find })
  problem = (): Locator => this.pane().getByRole('alert')
  order = (order: keyof Messages['names']['orders']): Promise<string[]> =>
    this.pane().getByRole('combobox', { name: this.m.names.order }).selectOption(order)
  ofType = (type: keyof Messages['agentTypes'] | 'any'): Promise<string[]> =>
    this.pane()
      .getByRole('combobox', { name: this.m.names.type })
      .selectOption(type === 'any' ? this.m.names.anyType : this.m.agentTypes[type])
  goTo = (initial: string): Promise<void> =>
    this.pane()
      .getByRole('toolbar', { name: this.m.names.initials })
      .getByRole('button', { name: initial })
      .click()
  add = (): Promise<void> => this.pane().getByRole('button', { name: this.m.names.add, exact: true }).click()
}

export class NameRecord extends Part {
  pane = (): Locator => this.page.getByRole('region', { name: this.m.desk.panes.record })
  heading = (): Locator => this.pane().locator('header .title')
  /** A form of the name, counted from 1, or a part of it. */
  form = (number = 1): Locator =>
    this.pane().getByRole('textbox', {
      name: this.m.desk.record.value(this.m.names.form, number),
      exact: true,
    })
  part = (part: 'reading' | 'surname', number = 1): Locator =>
    this.pane().getByRole('textbox', {
      name: `${this.m.desk.record.value(this.m.names.form, number)}: ${this.m.names[part]}`,
      exact: true,
    })
  type = (): Locator => this.pane().getByRole('combobox', { name: this.m.names.fields.type, exact: true })
  holder = (): Locator =>
    this.pane().getByRole('combobox', { name: this.m.names.fields.holders, exact: true })
  uses = (): Locator =>
    this.pane().getByRole('region', { name: this.m.names.fields.uses }).getByRole('listitem')
  text = (field: 'history'): Locator =>
    this.pane().getByRole('textbox', { name: this.m.names.fields[field], exact: true })
  merge = (): Promise<void> =>
    this.pane().getByRole('button', { name: this.m.names.merge, exact: true }).click()
  bin = (): Promise<void> => this.pane().getByRole('button', { name: this.m.names.bin, exact: true }).click()
}

export class MergeWork extends Part {
  pane = (): Locator => this.page.getByRole('region', { name: this.m.desk.panes.work, exact: true })
  other = (): Locator => this.pane().getByRole('combobox', { name: this.m.names.merging.with, exact: true })
  /** What is taken in a field: that of a name, or that of all of them. */
  pick = (field: string, name: string | null): Locator =>
    this.pane().getByRole('radio', { name: `${field}: ${name ?? this.m.names.merging.stays}`, exact: true })
  leaveOut = (name: string): Promise<void> =>
    this.pane()
      .getByRole('button', { name: this.m.names.merging.leaveOut(name), exact: true })
      .click()
  run = (): Promise<void> =>
    this.pane().getByRole('button', { name: this.m.names.merging.run, exact: true }).click()
}

/** A name of a description: a combobox in which any form of it can be typed. */
export class AgentRow extends Part {
  readonly number: number

  constructor(page: Page, m: Messages, number = 1) {
    super(page, m)
    this.number = number
  }

  #group = (): Locator =>
    this.page
      .getByRole('group', {
        name: this.m.desk.record.value(this.m.fields.agents, this.number),
        exact: true,
      })
      .last()
  name = (): Locator =>
    this.#group().getByRole('combobox', { name: new RegExp(`: ${this.m.desk.record.name}$`) })
  role = (): Locator =>
    this.#group().getByRole('combobox', { name: new RegExp(`: ${this.m.desk.record.role}$`) })
  supplied = (): Locator =>
    this.#group().getByRole('combobox', { name: new RegExp(`: ${this.m.names.supplied}$`) })
  open = (name: string): Promise<void> =>
    this.#group()
      .getByRole('button', { name: this.m.names.open(name) })
      .click()
}
