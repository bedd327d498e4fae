/** The reading view: its tools, and the document in its frame. */
import type { FrameLocator, Locator, Page } from '@playwright/test'
import type { Messages } from '../../../src-main/shared/i18n/index.ts'

export class ReadingPane {
  readonly page: Page
  readonly m: Messages

  constructor(page: Page, m: Messages) {
    this.page = page
    this.m = m
  }

  pane = (): Locator => this.page.getByRole('region', { name: this.m.desk.panes.work, exact: true })
  frame = (): Locator => this.pane().locator(`iframe[title="${this.m.readingView.title}"]`)
  document = (): FrameLocator => this.frame().contentFrame()
  title = (): Locator => this.document().getByRole('heading', { level: 1 })
  pageOf = (number: number): Locator => this.document().locator(`#page-${String(number)}`)
  images = (): Locator => this.document().getByRole('img')
  button = (name: keyof Messages['readingView'] & ('printIt' | 'saveHtml' | 'savePdf')): Locator =>
    this.pane().getByRole('button', { name: this.m.readingView[name], exact: true })

  speak = (language: 'English' | '日本語'): Promise<void> =>
    this.pane().getByText(language, { exact: true }).click()

  /** How often the document was given to the printer: what a browser does then is its own. */
  async watchPrinting(): Promise<() => Promise<number>> {
    const handle = await this.frame().elementHandle()
    const content = await handle.contentFrame()
    await content?.evaluate(() => {
      const counted = window as unknown as { printed: number }
      counted.printed = 0
      window.print = () => void (counted.printed += 1)
    })
    return async () =>
      (await content?.evaluate(() => (window as unknown as { printed: number }).printed)) ?? -1
  }

  /** The document alone in a window, as a person prints it; its bytes as PDF. */
  async asPrinted(): Promise<Buffer> {
    const address = await this.frame().getAttribute('src')
    const [opened] = await Promise.all([
      this.page.waitForEvent('popup'),
      this.page.evaluate((url) => void window.open(url ?? ''), address),
    ])
    await opened.waitForLoadState('load')
    await opened.evaluate(async () => {
      const images = Array.from(document.images)
      for (const image of images) image.loading = 'eager'
      await Promise.all(images.map((image) => image.decode().catch(() => undefined)))
    })
    const pdf = await opened.pdf({ preferCSSPageSize: true })
    await opened.close()
    return pdf
  }
}
