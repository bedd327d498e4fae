/** A walk through everything that the Tab key reaches. */
import type { Page } from '@playwright/test'

export interface Stop {
  /** What one sees or hears of it, for a message. */
  name: string
  /** It looks different while it has the focus. */
  visible: boolean
  inDialog: boolean
}

const MOST = 400
const MARK = 'data-walked'

interface Look {
  name: string
  style: string
  inDialog: boolean
  /** `outside`: the keyboard has left the page, and comes back with the next Tab; `again`: it has been here. */
  place: 'new' | 'again' | 'outside'
}

/** Marks what has the focus, and says how it and what is around it look. */
const arrive = (page: Page, ordinal: number): Promise<Look> =>
  page.evaluate(
    ([mark, number]) => {
      const element = document.activeElement
      const nowhere = { name: '', style: '', inDialog: false }
      if (!element || element === document.body) return { ...nowhere, place: 'outside' }
      if (element.hasAttribute(mark)) return { ...nowhere, place: 'again' }
      element.setAttribute(mark, String(number))
      const name = element.getAttribute('aria-label') ?? element.textContent.trim().slice(0, 60)
      return {
        name: `${element.tagName.toLowerCase()} ${name}`,
        style: looks(element),
        inDialog: element.closest('[role=dialog]') !== null,
        place: 'new',
      }

      function looks(from: Element): string {
        const all: string[] = []
        let node: Element | null = from
        for (let up = 0; node && up < 3; up += 1, node = node.parentElement) {
          const { outline, boxShadow, borderColor, backgroundColor, opacity } = getComputedStyle(node)
          all.push([outline, boxShadow, borderColor, backgroundColor, opacity].join())
        }
        return all.join(';')
      }
    },
    [MARK, ordinal] as const,
  )

/** How a stop looks now that it has lost the focus. */
const leave = (page: Page, ordinal: number): Promise<string> =>
  page.evaluate(
    ([mark, number]) => {
      const all: string[] = []
      let node: Element | null = document.querySelector(`[${mark}="${String(number)}"]`)
      for (let up = 0; node && up < 3; up += 1, node = node.parentElement) {
        const { outline, boxShadow, borderColor, backgroundColor, opacity } = getComputedStyle(node)
        all.push([outline, boxShadow, borderColor, backgroundColor, opacity].join())
      }
      return all.join(';')
    },
    [MARK, ordinal] as const,
  )

/** From the beginning of the page, or of the dialog that is open, until the keyboard has been everywhere. */
export async function walk(page: Page): Promise<Stop[]> {
  await page.evaluate((mark) => {
    for (const walked of document.querySelectorAll(`[${mark}]`)) walked.removeAttribute(mark)
    const dialog = document.querySelector<HTMLElement>('[role=dialog]')
    if (!dialog && document.activeElement instanceof HTMLElement) document.activeElement.blur()
    if (dialog && !dialog.contains(document.activeElement)) dialog.focus()
    window.getSelection()?.removeAllRanges()
  }, MARK)
  const stops: Stop[] = []
  let last: Look | null = null
  for (let ordinal = 0; ordinal < MOST; ordinal += 1) {
    await page.keyboard.press('Tab')
    const look = await arrive(page, ordinal)
    if (last?.place === 'new') {
      const { name, inDialog, style } = last
      // A field that has the keyboard to itself shows its caret.
      const alone = look.place === 'again' && stops.length === 0
      stops.push({ name, inDialog, visible: alone || style !== (await leave(page, ordinal - 1)) })
    }
    if (look.place === 'again' || (look.place === 'outside' && last?.place === 'outside')) break
    last = look
  }
  return stops
}

/**
 * Controls that can be seen and used, and that the walk did not meet. Within one that holds many (a menu bar, tabs, a
 * list) the arrow keys lead on; a control that is left out of the walk says its key in its hint.
 */
export const controlsOutOfReach = (page: Page, stops: readonly Stop[], within = 'body'): Promise<string[]> =>
  page.evaluate(
    ([mark, root, met]) => {
      const controls =
        'button, a[href], input, select, textarea, [tabindex], [role=button], [role=option], summary'
      const many =
        '[role=menubar], [role=tablist], [role=tree], [role=listbox], fieldset, [role=radiogroup], [role=menu]'
      const out: string[] = []
      for (const scope of document.querySelectorAll(root)) {
        for (const control of scope.querySelectorAll<HTMLElement>(controls)) {
          const { width, height } = control.getBoundingClientRect()
          const shown =
            width * height > 0 &&
            control.checkVisibility({ contentVisibilityAuto: true, visibilityProperty: true })
          if (
            !shown ||
            control.hasAttribute(mark) ||
            control.matches(':disabled, [tabindex="-1"]:not(button)')
          )
            continue
          if (control.closest(many)?.querySelector(`[${mark}]`) || control.closest(many)?.hasAttribute(mark))
            continue
          const key = /\((?:[^()]*\b)?(?:Alt|Ctrl|Shift|Del|Enter|[A-Z⇧⌥⌘])\b.*\)\s*$/
          if (control.tabIndex === -1 && key.test(control.title)) continue
          out.push(
            `${control.tagName.toLowerCase()} ${control.getAttribute('aria-label') ?? control.textContent.trim()}`,
          )
        }
      }
      return met > 0 ? out : ['nothing was met']
    },
    [MARK, within, stops.length] as const,
  )
