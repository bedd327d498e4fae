/** How pages are shown: the panels beside the page, the line of a fold, the loupe, pages beside each other. */
import type { Locator, Page } from '@playwright/test'
import sharp from 'sharp'
import type { Messages } from '../../../src-main/shared/i18n/index.ts'

type Panel = Messages['pageView']['panel']

export class ViewingPane {
  readonly page: Page
  readonly m: Messages

  constructor(page: Page, m: Messages) {
    this.page = page
    this.m = m
  }

  pane = (): Locator => this.page.getByRole('region', { name: this.m.desk.panes.page, exact: true })
  panel = (): Locator => this.pane().getByRole('region', { name: this.m.pageView.panel.title })
  measure = (name: keyof Panel): Locator =>
    this.panel().getByRole('spinbutton', { name: String(this.m.pageView.panel[name]), exact: true })
  rail = (name: keyof Panel): Locator =>
    this.panel().getByRole('slider', { name: String(this.m.pageView.panel[name]), exact: true })
  button = (name: keyof Panel): Locator =>
    this.panel().getByRole('button', { name: String(this.m.pageView.panel[name]), exact: true })
  places = (): Locator => this.panel().getByRole('checkbox', { name: this.m.pageView.panel.places })
  inverted = (): Locator => this.panel().getByRole('checkbox', { name: this.m.pageView.panel.inverted })

  labels = (): Locator => this.pane().getByRole('region', { name: this.m.pageView.labels.title })
  firstLabel = (): Locator => this.labels().getByRole('textbox', { name: this.m.pageView.labels.first })
  preview = (): Locator => this.labels().getByRole('table', { name: this.m.pageView.labels.preview })

  fold = (): Locator => this.pane().getByRole('slider', { name: this.m.pageView.split.fold, exact: true })
  foldBar = (): Locator => this.pane().getByRole('group', { name: this.m.pageView.split.title })
  loupe = (): Locator => this.pane().getByRole('img', { name: this.m.pageView.loupe })

  compared = (): Locator => this.page.getByRole('region', { name: this.m.desk.panes.work, exact: true })
  comparing = (): Locator => this.compared().getByRole('toolbar', { name: this.m.pageView.compare.title })
  side = (name: 'left' | 'right'): Locator =>
    this.comparing().getByRole('combobox', { name: this.m.pageView.compare[name], exact: true })

  /** The mean colour of the middle of something, as it is painted. */
  colourOf = async (what: Locator, share = 0.3): Promise<{ red: number; green: number; blue: number }> => {
    const { width, height } = whole(await what.boundingBox())
    const picture = sharp(await what.screenshot())
    const part = {
      left: Math.round((width * (1 - share)) / 2),
      top: Math.round((height * (1 - share)) / 2),
      width: Math.max(1, Math.round(width * share)),
      height: Math.max(1, Math.round(height * share)),
    }
    const { channels } = await picture.extract(part).removeAlpha().stats()
    const [red = 0, green = 0, blue = 0] = channels.map(({ mean }) => mean)
    return { red, green, blue }
  }

  canvas = (): Locator => this.pane().locator('.stage .canvas').first()
}

const whole = (box: { width: number; height: number } | null) => ({
  width: Math.floor(box?.width ?? 0),
  height: Math.floor(box?.height ?? 0),
})
