/** Rapid entry: many units as rows. */
import type { Locator, Page } from '@playwright/test'
import type { Messages } from '../../../src-main/shared/i18n/index.ts'
import { columnName } from '../../../src-main/shared/i18n/column-name.ts'
import { columnOf } from '../../../src-main/shared/domain/sheet/column.ts'
import { pressAll } from './press.ts'

export class GridPane {
  readonly page: Page
  readonly m: Messages

  constructor(page: Page, m: Messages) {
    this.page = page
    this.m = m
  }

  pane = (): Locator => this.page.getByRole('region', { name: this.m.desk.panes.work, exact: true })
  table = (): Locator => this.pane().getByRole('grid', { name: this.m.grid.title })
  headers = (): Locator => this.table().getByRole('columnheader')
  /** A row by its number, from 1. */
  row = (number: number): Locator => this.table().locator(`[role=row][aria-rowindex="${String(number + 1)}"]`)
  /** A cell by its row, from 1, and its column, from 1. */
  cell = (row: number, column: number): Locator =>
    this.row(row)
      .getByRole('gridcell')
      .nth(column - 1)
  /** The field over the active cell. */
  field = (): Locator => this.pane().getByRole('textbox')
  state = (): Locator => this.pane().getByRole('status')

  /** The title of a column, as its header says it. */
  title(id: string): string {
    const column = columnOf(id)
    return column ? columnName(this.m, column) : id
  }

  press = (...keys: string[]): Promise<void> => pressAll(this.page, keys)

  /** Words typed key by key into the active cell, and the key that ends them. */
  async type(words: string, ...then: string[]): Promise<void> {
    await this.page.keyboard.insertText(words)
    await this.press(...then)
  }

  async paste(rows: readonly (readonly string[])[]): Promise<void> {
    const text = rows.map((row) => row.join('\t')).join('\r\n')
    await this.field().evaluate((field, data) => {
      const clipboardData = new DataTransfer()
      clipboardData.setData('text/plain', data)
      field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
    }, text)
  }
}
