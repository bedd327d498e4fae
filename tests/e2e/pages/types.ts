/** The office's types of record: the list of them, and the fields of one. */
import type { Download, Locator, Page } from '@playwright/test'
import type { Messages } from '../../../src-main/shared/i18n/index.ts'

type FieldName = keyof Messages['fields']

export class TypesWork {
  readonly page: Page
  readonly m: Messages

  constructor(page: Page, m: Messages) {
    this.page = page
    this.m = m
  }

  pane = (): Locator => this.page.getByRole('region', { name: this.m.desk.panes.work, exact: true })
  list = (): Locator => this.pane().getByRole('listbox', { name: this.m.recordType.list })
  types = (): Locator => this.list().getByRole('option')
  type = (name: string): Locator => this.list().getByRole('option', { name })
  label = (language: 'en' | 'ja'): Locator =>
    this.pane().getByRole('textbox', { name: this.m.recordType.labelIn[language] })
  tab = (tab: keyof Messages['desk']['record']['tabs']): Locator =>
    this.pane().getByRole('region', { name: this.m.desk.record.tabs[tab], exact: true })
  /** The fields of a tab, in order. */
  fieldsIn = (tab: keyof Messages['desk']['record']['tabs']): Locator =>
    this.tab(tab).locator('li > [role=group]')
  row = (field: FieldName): Locator =>
    this.pane().getByRole('group', { name: this.m.fields[field], exact: true }).first()
  handle = (field: FieldName): Locator =>
    this.row(field).getByRole('button', { name: this.m.recordType.move(this.m.fields[field]) })
  check = (field: FieldName, what: 'shown' | 'required'): Locator =>
    this.row(field).getByRole('checkbox', { name: `: ${this.m.recordType[what]}` })
  inDetails = (field: FieldName): Locator =>
    this.pane().getByRole('group', { name: this.m.recordType.details(this.m.fields[field]), exact: true })

  details = (field: FieldName): Promise<void> =>
    this.row(field)
      .getByRole('button', { name: this.m.recordType.details(this.m.fields[field]) })
      .click()

  act = (action: 'new' | 'duplicate' | 'reset' | 'remove'): Promise<void> =>
    this.pane().getByRole('button', { name: this.m.recordType[action] }).click()

  async save(): Promise<Download> {
    const [file] = await Promise.all([
      this.page.waitForEvent('download'),
      this.pane().getByRole('button', { name: this.m.recordType.export }).click(),
    ])
    return file
  }

  take = (path: string): Promise<void> => this.pane().locator('input[type=file]').setInputFiles(path)
}
