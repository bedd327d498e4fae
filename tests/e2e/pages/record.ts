/** The record of one description. */
import type { Locator, Page } from '@playwright/test'
import type { Messages } from '../../../src-main/shared/i18n/index.ts'
import { AgentRow } from './names.ts'
import { AccessPointRow } from './terms.ts'

type FieldName = keyof Messages['fields']
type Tab = keyof Messages['desk']['record']['tabs']

export class RecordPane {
  readonly page: Page
  readonly m: Messages

  constructor(page: Page, m: Messages) {
    this.page = page
    this.m = m
  }

  pane = (): Locator => this.page.getByRole('region', { name: this.m.desk.panes.record })
  tab = (tab: Tab): Locator => this.pane().getByRole('tab', { name: this.m.desk.record.tabs[tab] })
  /** Everything of a field: its values, what is still missing, and what the core says about it. */
  field = (field: FieldName): Locator =>
    this.pane().getByRole('group', { name: this.m.fields[field], exact: true }).first()
  /** One value of a field, counted from 1. */
  value = (field: FieldName, number = 1): Locator =>
    this.pane().getByRole('textbox', {
      name: this.m.desk.record.value(this.m.fields[field], number),
      exact: true,
    })
  problem = (field: FieldName): Locator => this.field(field).getByRole('alert')
  /** What a passage that is selected in a field can be marked as. */
  marks = (): Locator => this.pane().getByRole('toolbar', { name: this.m.markup.label })
  mark = (tag: keyof Messages['markup']['tags']): Locator =>
    this.marks().getByRole('button', { name: this.m.markup.tags[tag] })
  status = (): Locator => this.pane().getByRole('combobox', { name: this.m.fields.status })
  assignee = (): Locator => this.pane().getByRole('combobox', { name: this.m.fields.assignee })
  level = (): Locator => this.pane().getByRole('combobox', { name: this.m.fields.level })
  type = (): Locator => this.pane().getByRole('combobox', { name: this.m.fields.recordType })
  heading = (): Locator => this.pane().locator('header .title')
  proposals = (): Locator => this.pane().getByRole('region', { name: this.m.desk.proposals.label })
  /** What the checks say of this record. */
  findings = (): Locator =>
    this.pane()
      .getByRole('region', { name: this.m.checks.ofRecord })
      .getByRole('list', { name: this.m.checks.label })
      .getByRole('listitem')
  /** What waits for a decision; lines that no field took stand apart. */
  openProposals = (): Locator =>
    this.proposals().getByRole('list', { name: this.m.desk.proposals.label }).getByRole('listitem')
  decided = (): Locator => this.proposals().getByRole('group').getByRole('listitem')
  unmapped = (): Locator =>
    this.proposals().getByRole('list', { name: this.m.desk.proposals.unmapped }).getByRole('listitem')
  /** A part of a structured value: its quantity, unit, kind. */
  part = (field: FieldName, part: string, number = 1): Locator =>
    this.pane()
      .getByLabel(`${this.m.desk.record.value(this.m.fields[field], number)}: ${part}`, { exact: true })
      .and(this.page.locator('input, textarea, select'))
  /** A name of the description, counted from 1. */
  agent = (number = 1): AgentRow => new AgentRow(this.page, this.m, number)
  /** An access point of the description, counted from 1. */
  accessPoint = (number = 1): AccessPointRow => new AccessPointRow(this.page, this.m, number)
  /** What a mark on the sheet can be asked for: its place on the page. */
  place = (
    what: keyof Messages['marks'] & ('mark' | 'markAgain' | 'show' | 'clear'),
    field: FieldName,
  ): Locator => this.pane().getByRole('button', { name: `${this.m.marks[what]}: ${this.m.fields[field]}` })
  /** The other ends of relations that other records name. */
  naming = (): Locator => this.pane().getByRole('region', { name: this.m.related.naming })
  suggestions = (): Locator => this.page.getByRole('listbox').getByRole('option')

  /** Done when what stands in the tab has arrived. */
  async openTab(tab: Tab): Promise<void> {
    await this.tab(tab).click()
    await this.pane().getByText(this.m.desk.common.loading).waitFor({ state: 'hidden' })
  }

  /** Selects words of a value with the keyboard, as by Shift and the arrows. */
  async select(field: FieldName, words: string): Promise<void> {
    const value = this.value(field)
    const start = (await value.inputValue()).indexOf(words)
    await value.press('Control+Home')
    for (let step = 0; step < start; step++) await value.press('ArrowRight')
    for (let step = 0; step < words.length; step++) await value.press('Shift+ArrowRight')
  }

  /** Another value below the one that has the focus. */
  async add(field: FieldName, words: string, number: number): Promise<void> {
    await this.value(field, number - 1).press('Alt+Enter')
    await this.value(field, number).fill(words)
  }

  take = (proposal: Locator): Promise<void> =>
    proposal.getByRole('button', { name: startOf(this.m.desk.proposals.take) }).click()

  refuse = (proposal: Locator): Promise<void> =>
    proposal.getByRole('button', { name: startOf(this.m.desk.proposals.refuse) }).click()

  showDecided = (): Promise<void> => this.proposals().getByText(this.m.desk.proposals.decided).first().click()
}

const startOf = (word: string) => new RegExp(`^${word}: `)
