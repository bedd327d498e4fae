/** The page on the stage: the deep picture, its tools, and the strip of thumbnails. */
import type { Locator, Page } from '@playwright/test'
import type { Messages } from '../../../src-main/shared/i18n/index.ts'
import type { CommandId } from '../../../src-renderer/state/commands.ts'

/** What is drawn in the pane: the colour of the band that every scan of the specs has, and where it lies. */
export interface Seen {
  band: 'red' | 'green' | 'blue' | null
  side: 'top' | 'right' | 'bottom' | 'left' | null
}

export class PagePane {
  readonly page: Page
  readonly m: Messages

  constructor(page: Page, m: Messages) {
    this.page = page
    this.m = m
  }

  pane = (): Locator => this.page.getByRole('region', { name: this.m.desk.panes.page })
  image = (number: number): Locator =>
    this.pane().getByRole('group', { name: this.m.desk.page.image(number), exact: true })
  /** The places of what stands on the sheet, on the page that is shown. */
  marks = (): Locator => this.pane().locator('polygon[data-mark]')
  mark = (field: keyof Messages['fields'], index: number): Locator =>
    this.pane().locator(`polygon[data-mark="${field} ${String(index)}"]`)
  /** What is being placed. */
  drawing = (): Locator => this.pane().getByRole('application')
  strip = (): Locator => this.pane().getByRole('listbox', { name: this.m.desk.page.strip })
  thumbnails = (): Locator => this.strip().getByRole('option')
  current = (): Locator => this.strip().locator('[role=option].current')
  toolbar = (): Locator => this.pane().getByRole('toolbar', { name: this.m.desk.page.toolbar })
  tool = (command: CommandId): Locator =>
    this.toolbar().getByRole('button', { name: this.m.desk.commands[command], exact: true })
  /** How large the page is shown, in percent. */
  zoom = async (): Promise<number> =>
    parseInt((await this.toolbar().locator('.zoom').textContent()) ?? '', 10)
  /** Names of the files behind the thumbnails, in their order. */
  fileNames = (): Promise<string[]> =>
    this.thumbnails().evaluateAll((all) => all.map((one) => one.getAttribute('title') ?? ''))
  /** How many thumbnails have arrived as pictures. */
  pictures = (): Promise<number> =>
    this.strip()
      .getByRole('img', { includeHidden: true })
      .or(this.strip().locator('img'))
      .evaluateAll(
        (all) => all.filter((one) => one instanceof HTMLImageElement && one.naturalWidth > 0).length,
      )

  async focus(): Promise<void> {
    await this.pane().locator('[tabindex="0"]').first().focus()
  }

  /** Drops files from outside the browser. */
  async drop(
    files: readonly { name: string; mimeType: string; buffer: Buffer }[],
    onto = this.pane().locator('.stage'),
  ): Promise<void> {
    const given = files.map(({ name, mimeType, buffer }) => ({
      name,
      mimeType,
      bytes: buffer.toString('base64'),
    }))
    const dataTransfer = await this.page.evaluateHandle((all) => {
      const transfer = new DataTransfer()
      for (const { name, mimeType, bytes } of all) {
        const content = Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0))
        transfer.items.add(new File([content], name, { type: mimeType }))
      }
      return transfer
    }, given)
    for (const type of ['dragenter', 'dragover', 'drop']) await onto.dispatchEvent(type, { dataTransfer })
  }

  /** The drawn picture, to be compared. */
  picture = (): Promise<string> =>
    this.pane()
      .locator('canvas')
      .first()
      .evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL())

  /** Presses 'Try again' while it is there; what is seen then, null where there is no picture. */
  seenOnAnotherTry = async (): Promise<Seen | null> => {
    const again = this.pane().getByRole('button', { name: this.m.desk.common.tryAgain })
    if (await again.isVisible()) await again.click()
    return (await this.pane().locator('canvas').count()) > 0 ? this.seen() : null
  }

  /** Reads the picture that is drawn. */
  seen = (): Promise<Seen> =>
    this.pane()
      .locator('canvas')
      .first()
      .evaluate((canvas: HTMLCanvasElement): Seen => {
        const { width, height } = canvas
        const pixels =
          width * height > 0 ? canvas.getContext('2d')?.getImageData(0, 0, width, height).data : null
        if (!pixels) return { band: null, side: null }
        const bands = ['red', 'green', 'blue'] as const
        const found = bands.map(() => ({ count: 0, x: 0, y: 0 }))
        const paper = { count: 0, x: 0, y: 0 }
        for (let y = 0; y < height; y += 3) {
          for (let x = 0; x < width; x += 3) {
            const at = (y * width + x) * 4
            const colour = [pixels[at] ?? 0, pixels[at + 1] ?? 0, pixels[at + 2] ?? 0]
            if ((pixels[at + 3] ?? 0) < 255) continue
            const strongest = colour.indexOf(Math.max(...colour))
            const spread = Math.max(...colour) - Math.min(...colour)
            const spot = spread > 90 ? found[strongest] : Math.min(...colour) > 200 ? paper : undefined
            if (!spot) continue
            spot.count += 1
            spot.x += x
            spot.y += y
          }
        }
        const best = found.reduce((one, other) => (other.count > one.count ? other : one))
        if (best.count < 50 || paper.count < 50) return { band: null, side: null }
        const dx = best.x / best.count - paper.x / paper.count
        const dy = best.y / best.count - paper.y / paper.count
        const side = Math.abs(dx) > Math.abs(dy) ? (dx > 0 ? 'right' : 'left') : dy > 0 ? 'bottom' : 'top'
        return { band: bands[found.indexOf(best)] ?? null, side }
      })
}
