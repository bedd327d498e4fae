/** Reading pages by machine, and files of what was read elsewhere, in the room of the page and the record. */
import type { Locator, Page } from '@playwright/test'
import type { Messages } from '../../../src-main/shared/i18n/index.ts'

export class OcrPane {
  readonly page: Page
  readonly m: Messages

  constructor(page: Page, m: Messages) {
    this.page = page
    this.m = m
  }

  pane = (): Locator => this.page.getByRole('region', { name: this.m.desk.panes.work, exact: true })
  button = (name: string): Locator => this.pane().getByRole('button', { name, exact: true })
  preview = (page: number): Locator =>
    this.pane().getByRole('img', { name: this.m.ocr.previewOf(page), exact: true })
  told = (): Locator => this.pane().getByRole('status')
  alert = (): Locator => this.pane().getByText(this.m.ocr.keep)
  fileRows = (): Locator => this.pane().getByRole('table').getByRole('row')

  async language(name: string): Promise<void> {
    await this.pane().getByRole('combobox', { name: this.m.ocr.language }).selectOption(name)
  }

  async direction(name: string): Promise<void> {
    await this.pane()
      .getByRole('group', { name: this.m.ocr.direction })
      .getByText(name, { exact: true })
      .click()
  }

  /** Places an area with the keys, where it is proposed. */
  async leaveOut(): Promise<void> {
    await this.button(this.m.ocr.addLeftOut).click()
    await this.page.keyboard.press('Enter')
  }

  start = (): Promise<void> => this.button(this.m.ocr.start).click()
  look = (): Promise<void> => this.button(this.m.ocr.preview).click()

  chooseFiles = (files: { name: string; mimeType: string; buffer: Buffer }[]): Promise<void> =>
    this.pane().locator('input[type=file]').setInputFiles(files)
}
