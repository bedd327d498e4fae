/** The first screen, where no catalogue is open. */
import type { Locator, Page } from '@playwright/test'
import { messages } from '../../../src-main/shared/i18n/index.ts'
import type { Messages } from '../../../src-main/shared/i18n/index.ts'

export class WelcomePage {
  readonly page: Page
  readonly m: Messages

  constructor(page: Page, m: Messages = messages.en) {
    this.page = page
    this.m = m
  }

  main = (): Locator => this.page.getByRole('main', { name: this.m.desk.welcome.label })
  refusal = (): Locator => this.main().getByRole('alert')
  recent = (name: string): Locator =>
    this.main().getByRole('listitem').filter({ hasText: name }).getByRole('button').first()

  act = (act: 'create' | 'open' | 'sample'): Promise<void> =>
    this.main().getByRole('button', { name: this.m.desk.welcome[act], exact: true }).click()
  openRecent = (name: string): Promise<void> => this.recent(name).click()
  forget = (name: string): Promise<void> =>
    this.main()
      .getByRole('button', { name: this.m.desk.welcome.forget(name) })
      .click()
}
