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
  close = (): Promise<void> => this.pane().getByRole('button', { name: this.m.desk.common.close }).click()
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

export class BulkWork extends WorkOverMany {
  field = (name: keyof Messages['fields']): Locator =>
    this.pane().getByRole('group', { name: this.m.fields[name], exact: true })
  records = (): Locator => this.pane().getByRole('listbox', { name: this.m.bulk.edit.records })
  status = (): Locator => this.pane().getByRole('status')

  async set(name: keyof Messages['fields'], doing: 'set' | 'add' | 'remove', value: string): Promise<void> {
    const field = this.field(name)
    await field
      .getByRole('combobox', { name: this.m.bulk.edit.doing })
      .selectOption({ label: this.m.bulk.edit.doings[doing] })
    const control = field.getByLabel(`: ${this.m.bulk.edit.value}`)
    if ((await control.evaluate((node) => node.tagName)) === 'SELECT')
      await control.selectOption({ label: value })
    else await control.fill(value)
  }

  preview = (): Promise<void> =>
    this.pane().getByRole('button', { name: this.m.bulk.edit.preview, exact: true }).click()
  change = (n: number): Promise<void> =>
    this.pane()
      .getByRole('button', { name: this.m.bulk.edit.change(n), exact: true })
      .click()
}

export class ArrangeWork extends WorkOverMany {
  part = (name: 'position' | 'sort' | 'renumber'): Locator =>
    this.pane().getByRole('region', { name: this.m.bulk.arrange[name], exact: true })
  position = (): Locator => this.part('position').getByRole('spinbutton')
  pattern = (): Locator => this.part('renumber').getByRole('textbox', { name: this.m.bulk.arrange.pattern })
  codes = (): Locator => this.pane().getByRole('region', { name: this.m.bulk.arrange.codes })
  status = (): Locator => this.pane().getByRole('status')
  refusal = (): Locator => this.pane().getByRole('alert')
  press = (part: 'position' | 'sort' | 'renumber', name: string): Promise<void> =>
    this.part(part).getByRole('button', { name, exact: true }).click()
}
