/** The tree of descriptions. */
import type { Locator, Page } from '@playwright/test'
import type { Messages } from '../../../src-main/shared/i18n/index.ts'
import { pressAll } from './press.ts'

export class TreeList {
  readonly page: Page
  readonly m: Messages

  constructor(page: Page, m: Messages) {
    this.page = page
    this.m = m
  }

  list = (): Locator => this.page.getByRole('tree', { name: this.m.desk.tree.label })
  rows = (): Locator => this.list().getByRole('treeitem')
  row = (title: string): Locator => this.rows().filter({ hasText: title })
  /** The unit that the record and the page show. */
  active = (): Locator => this.list().getByRole('treeitem', { selected: true })
  titleEditor = (): Locator => this.list().getByRole('textbox', { name: this.m.desk.tree.titleOf })
  newTop = (): Locator => this.page.getByRole('button', { name: this.m.desk.tree.newTop, exact: true })
  /** What the core refused, in the pane of the list. */
  refusal = (): Locator => this.page.getByRole('region', { name: this.m.desk.panes.list }).getByRole('alert')
  titles = (): Promise<string[]> => this.rows().locator('.title').allTextContents()

  choose = (title: string): Promise<void> => this.row(title).click()
  focus = (): Promise<void> => this.list().focus()

  /** Keys with the focus in the tree. */
  async press(...keys: string[]): Promise<void> {
    await this.focus()
    await pressAll(this.page, keys)
  }

  /** Scrolls to a part of the whole, as by dragging the scroll bar. */
  scrollTo = (part: number): Promise<void> =>
    this.list().evaluate((list, at) => {
      list.scrollTop = (list.scrollHeight - list.clientHeight) * at
    }, part)

  /** Drops a unit into another, or on the line before or after it. */
  async drag(title: string, onto: string, where: 'before' | 'inside' | 'after' = 'inside'): Promise<void> {
    const target = this.row(onto)
    const height = (await target.boundingBox())?.height ?? 0
    const y = { before: 2, inside: height / 2, after: height - 2 }[where]
    await this.row(title).dragTo(target, { targetPosition: { x: 80, y } })
  }
}
