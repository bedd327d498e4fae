/** The Review view: queue, page, texts to be read, and the redactions with what is done next. */
import { expect } from '@playwright/test'
import type { Locator, Page } from '@playwright/test'
import type { CommandId } from '../../../src-renderer/state/commands.ts'
import type { Messages } from '../../../src-main/shared/i18n/index.ts'

type Form = keyof Messages['reviewing']['forms']['does']

export class ReviewPane {
  readonly page: Page
  readonly m: Messages

  constructor(page: Page, m: Messages) {
    this.page = page
    this.m = m
  }

  pane = (): Locator => this.page.getByRole('region', { name: this.m.desk.panes.redactions, exact: true })
  queue = (): Locator => this.page.getByRole('listbox', { name: this.m.reviewing.queue.label, exact: true })
  rows = (): Locator => this.queue().getByRole('option')
  states = (): Locator => this.page.getByRole('group', { name: this.m.reviewing.queue.states })
  standing = (): Locator =>
    this.pane().getByRole('region', { name: this.m.reviewing.item.state, exact: true }).locator('.standing')
  state = (): Locator => this.pane().getByRole('region', { name: this.m.reviewing.item.state, exact: true })
  unresolved = (number: number): Locator =>
    this.pane()
      .getByRole('status')
      .filter({ hasText: this.m.reviewing.unresolved(number) })
  inTheWay = (words: string | RegExp): Locator => this.pane().getByRole('button', { name: words })
  /** Frames on the page in which something is withheld. */
  frames = (): Locator =>
    this.page.getByRole('region', { name: this.m.desk.panes.page }).locator('polygon[data-mark^="anchor"]')
  /** What is being marked, on the page. */
  going = (): Locator =>
    this.page.getByRole('region', { name: this.m.desk.panes.page }).locator('polygon[data-mark^="going"]')
  /** What is made of what was drawn. */
  shape = (id: CommandId): Locator =>
    this.pane()
      .getByRole('group', { name: this.m.reviewing.marking.shape })
      .getByRole('button', { name: this.m.desk.commands[id] })
  finding = (): Locator =>
    this.pane().getByRole('region', { name: this.m.reviewing.finding.label, exact: true })
  /** The occurrence that is looked at. */
  hit = (): Locator => this.finding().getByRole('group', { name: this.m.reviewing.finding.hit })
  text = (kind: keyof Messages['textKinds']): Locator =>
    this.page
      .getByRole('region', { name: this.m.desk.panes.texts, exact: true })
      .getByRole('textbox', { name: new RegExp(`^${this.m.textKinds[kind]}`) })
  /** Passages that are withheld, in a text. */
  withheld = (kind: keyof Messages['textKinds']): Locator =>
    this.text(kind).locator('.passage.withheld, .passage.selected')
  lit = (kind: keyof Messages['textKinds']): Locator =>
    this.text(kind).locator('.passage.proposed, .passage.lit')
  markers = (kind: keyof Messages['textKinds']): Locator => this.text(kind).locator('.marker')
  counterparts = (): Locator =>
    this.pane().getByRole('listbox', { name: this.m.reviewing.marking.counterparts })
  code = (): Locator =>
    this.pane().getByRole('combobox', { name: this.m.reviewing.marking.code, exact: true })
  redactions = (): Locator =>
    this.pane().getByRole('list', { name: this.m.reviewing.redactions.label }).locator('> li')
  fieldPicker = (): Locator =>
    this.pane().getByRole('combobox', { name: this.m.reviewing.redactions.field, exact: true })
  form = (form: Form): Locator => this.pane().getByRole('form', { name: this.m.reviewing.forms.does[form] })
  field = (form: Form, label: string): Locator => this.form(form).getByLabel(label, { exact: true })
  act = (act: keyof Messages['reviewing']['acts']): Locator =>
    this.pane()
      .getByRole('group', { name: this.m.reviewing.acts.label })
      .getByRole('button', { name: this.m.reviewing.acts[act] })
  banner = (): Locator => this.page.getByRole('status').filter({ hasText: this.m.reviewing.released.word })
  audit = (): Locator => this.pane().getByRole('region', { name: this.m.reviewing.audit.title })

  checks = (): Locator => this.pane().getByRole('checkbox')

  /** Says to have looked for everything on the paper. */
  async tickAll(): Promise<void> {
    for (const check of await this.checks().all()) {
      await check.check()
      await expect(check).toBeChecked()
    }
  }

  async does(form: Form): Promise<void> {
    await this.form(form)
      .getByRole('button', { name: this.m.reviewing.forms.does[form], exact: true })
      .click()
    await expect(this.form(form)).toHaveCount(0)
  }
}
