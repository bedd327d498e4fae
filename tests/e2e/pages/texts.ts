/** The texts beside the page: two columns, each with an editor, and what is said of them. */
import type { Locator, Page } from '@playwright/test'
import type { Messages } from '../../../src-main/shared/i18n/index.ts'
import type { CommandId } from '../../../src-renderer/state/commands.ts'

export class TextsPane {
  readonly page: Page
  readonly m: Messages

  constructor(page: Page, m: Messages) {
    this.page = page
    this.m = m
  }

  pane = (): Locator => this.page.getByRole('region', { name: this.m.desk.panes.texts, exact: true })
  column = (kind: keyof Messages['textKinds']): Locator =>
    this.pane().getByRole('region', { name: new RegExp(`^${this.m.textKinds[kind]}`) })
  editor = (kind: keyof Messages['textKinds']): Locator => this.column(kind).getByRole('textbox')
  paragraphs = (kind: keyof Messages['textKinds']): Locator => this.editor(kind).locator('p')
  /** What says the same as the paragraph that the cursor is in, in the other text. */
  partners = (kind: keyof Messages['textKinds']): Locator => this.editor(kind).locator('p.partner')
  /** Names that lead to their authorities. */
  names = (kind: keyof Messages['textKinds']): Locator => this.editor(kind).locator('.sign-name')
  /** Passages that an editor has marked. */
  marked = (mark: string): Locator => this.pane().locator(`[data-mark="${mark}"]`)
  begin = (command: CommandId): Locator =>
    this.pane().getByRole('button', { name: this.m.desk.commands[command], exact: true })
  tool = (command: CommandId): Locator =>
    this.pane()
      .getByRole('toolbar', { name: this.m.transcribe.toolbar })
      .getByRole('button', { name: this.m.desk.commands[command] })
  pageOfParagraph = (): Locator =>
    this.pane().getByRole('combobox', { name: this.m.transcribe.paragraphPage })
  past = (): Locator => this.pane().getByRole('region', { name: this.m.transcribe.past.title })

  /** Pastes where the cursor is; every line becomes a paragraph. */
  async paste(kind: keyof Messages['textKinds'], words: string): Promise<void> {
    await this.editor(kind).evaluate((field, text) => {
      const clipboardData = new DataTransfer()
      clipboardData.setData('text/plain', text)
      field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
    }, words)
  }

  /** Puts the cursor into a paragraph, at its end. */
  async stand(kind: keyof Messages['textKinds'], index: number): Promise<void> {
    await this.paragraphs(kind).nth(index).click()
    await this.page.keyboard.press('End')
  }
}
