/** Dialogs: a new catalogue, opening, import, export, and how a job ended. */
import type { Download, Locator, Page } from '@playwright/test'
import type { Messages } from '../../../src-main/shared/i18n/index.ts'

type Files = Parameters<Locator['setInputFiles']>[0]

class DialogPage {
  readonly page: Page
  readonly m: Messages
  readonly title: string

  constructor(page: Page, m: Messages, title: string) {
    this.page = page
    this.m = m
    this.title = title
  }

  dialog(): Locator {
    return this.page.getByRole('dialog', { name: this.title, exact: true })
  }
  button = (name: string): Locator => this.dialog().getByRole('button', { name, exact: true })
  refusal = (): Locator => this.dialog().getByRole('alert')
  /** Entries of the folder that the folder browser shows. */
  entry = (name: string): Locator =>
    this.dialog().getByRole('listbox', { name: this.m.desk.browser.entries }).getByRole('option', { name })
  /** One of several that exclude each other; a person clicks on its words. */
  pick = (words: string): Promise<void> =>
    this.dialog()
      .locator('label')
      .filter({ has: this.page.getByRole('radio', { name: words, exact: true }) })
      .click()
  cancel = (): Promise<void> => this.button(this.m.desk.common.cancel).click()
  close = (): Promise<void> => this.button(this.m.desk.common.close).first().click()
}

export class CreateDialog extends DialogPage {
  constructor(page: Page, m: Messages) {
    super(page, m, m.desk.create.title)
  }

  field = (name: 'name' | 'isil' | 'rights'): Locator => {
    const { create, institution } = this.m.desk
    const label = { name: create.name, isil: institution.isil, rights: institution.rights }[name]
    return this.dialog().getByLabel(label, { exact: true })
  }
  institution = (): Locator => this.dialog().getByLabel(this.m.desk.institution.name, { exact: true })
  country = (): Locator => this.dialog().getByRole('combobox', { name: this.m.desk.institution.country })

  /** Fills in what is asked for; the country is found by its words. */
  async fill({
    name,
    institution,
    isil,
    country,
  }: Record<'name' | 'institution' | 'isil' | 'country', string>) {
    await this.field('name').fill(name)
    await this.institution().fill(institution)
    await this.field('isil').fill(isil)
    await this.country().fill(country)
    await this.page.getByRole('option', { name: country }).first().click()
  }

  create = (): Promise<void> => this.button(this.m.desk.create.create).click()
}

export class OpenDialog extends DialogPage {
  constructor(page: Page, m: Messages) {
    super(page, m, m.desk.commands['catalogue.open'])
  }

  /** Goes into a folder that the folder browser shows. */
  async enter(name: string): Promise<void> {
    await this.entry(name).dblclick()
    await this.dialog()
      .getByRole('navigation', { name: this.m.desk.browser.trail })
      .getByRole('button', { name, exact: true })
      .waitFor()
  }

  /** Opens a catalogue that the folder browser shows. */
  async open(name: string): Promise<void> {
    await this.entry(name).dblclick()
  }
}

export class ImportDialog extends DialogPage {
  constructor(page: Page, m: Messages) {
    super(page, m, m.desk.import.title)
  }

  chosen = (): Locator => this.dialog().getByRole('list').getByRole('listitem')

  upload = (files: Files): Promise<void> =>
    this.dialog().getByLabel(this.m.desk.browser.upload).setInputFiles(files)

  arrange = (as: 'items' | 'attach'): Promise<void> => this.pick(this.m.desk.import[as])

  store = (as: 'copied' | 'linked'): Promise<void> => this.pick(this.m.desk.import[as])

  /** Goes into a folder that the folder browser shows, and chooses it. */
  async folder(name: string): Promise<void> {
    await this.entry(name).dblclick()
    await this.dialog()
      .getByRole('navigation', { name: this.m.desk.browser.trail })
      .getByRole('button', { name, exact: true })
      .waitFor()
    await this.button(this.m.desk.browser.chooseThis).click()
  }

  pattern = (): Locator => this.dialog().getByLabel(this.m.desk.import.pattern)
  readNames = (pattern: string): Promise<void> => this.pattern().fill(pattern)
  /** Patterns that can be chosen. */
  offered = (): Locator => this.dialog().locator('datalist option')
  look = (): Promise<void> => this.button(this.m.desk.import.preview).click()
  preview = (): Locator => this.dialog().getByRole('region', { name: this.m.desk.import.previewed })

  start = (): Promise<void> => this.button(this.m.desk.import.start).click()
}

export class ExportDialog extends DialogPage {
  constructor(page: Page, m: Messages) {
    super(page, m, m.desk.export.title)
  }

  audience = (audience: 'public' | 'staff'): Promise<void> => this.pick(this.m.desk.export[audience])

  async format(label: string): Promise<void> {
    await this.dialog().getByRole('combobox', { name: this.m.desk.export.format }).selectOption(label)
  }

  scope = (scope: 'selection'): Promise<void> => this.pick(this.m.desk.export[scope])

  intoFolder = (): Promise<void> => this.pick(this.m.desk.export.folder)

  start = (): Promise<void> => this.button(this.m.desk.export.start).click()
}

/** A dialog that shows a job while it runs, and what became of it. */
export class JobDialog extends DialogPage {
  constructor(page: Page, m: Messages, kind: 'import' | 'export' | 'ocr') {
    super(page, m, `${m.work.jobKinds[kind]} · `)
  }

  /** However it goes. */
  override dialog(): Locator {
    return this.page.getByRole('dialog', { name: this.title })
  }

  made = (): Locator => this.dialog().getByRole('status')

  async download(): Promise<Download> {
    const coming = this.page.waitForEvent('download')
    await this.dialog().getByRole('link', { name: this.m.desk.export.download }).click()
    return coming
  }

  reveal = (): Promise<void> => this.button(this.m.desk.jobs.showInFolder).click()
}
