/** Reading a text by the keyboard, and where what is selected in it stands: the text itself takes no letters. */
import type { ParagraphId } from '../../../src-main/shared/contract/ids.ts'
import type { TextPlace } from '../../state/reviewing/passages.ts'

const STEPS: Readonly<Record<string, readonly ['forward' | 'backward', 'character' | 'line']>> = {
  ArrowRight: ['forward', 'character'],
  ArrowLeft: ['backward', 'character'],
  ArrowDown: ['forward', 'line'],
  ArrowUp: ['backward', 'line'],
}
/** In vertical writing, lines follow each other to the left. */
const VERTICAL: typeof STEPS = {
  ArrowDown: ['forward', 'character'],
  ArrowUp: ['backward', 'character'],
  ArrowLeft: ['forward', 'line'],
  ArrowRight: ['backward', 'line'],
}

const paragraphs = (root: HTMLElement): HTMLElement[] => [
  ...root.querySelectorAll<HTMLElement>('[data-paragraph]'),
]

/** Moves by a key, selecting with Shift, by words with Ctrl; whether the key was one of those that move. */
export function moveBy(event: KeyboardEvent, root: HTMLElement, vertical: boolean): boolean {
  const step = (vertical ? VERTICAL : STEPS)[event.key]
  const edge = event.key === 'Home' ? 'backward' : event.key === 'End' ? 'forward' : null
  const selection = root.ownerDocument.getSelection()
  if (!selection || event.altKey || event.metaKey || (!step && edge === null)) return false
  if (!root.contains(selection.focusNode)) {
    const [first] = paragraphs(root)
    if (!first) return false
    selection.collapse(first, 0)
    if (!event.shiftKey) return true
  }
  const how = event.shiftKey ? 'extend' : 'move'
  if (step) selection.modify(how, step[0], step[1] === 'character' && event.ctrlKey ? 'word' : step[1])
  else if (edge !== null) selection.modify(how, edge, 'lineboundary')
  // What stands between the paragraphs is no place in them.
  if (!root.contains(selection.focusNode)) selection.collapseToStart()
  return true
}

function placeOf(root: HTMLElement, node: Node, offset: number, end: boolean): TextPlace | null {
  const element = node instanceof Element ? node : node.parentElement
  const inside = element?.closest<HTMLElement>('[data-paragraph]') ?? null
  if (inside === null || !root.contains(inside)) {
    // Beside the paragraphs: the end of the one before, or the beginning of the one after.
    const all = paragraphs(root)
    const range = root.ownerDocument.createRange()
    range.setStart(node, offset)
    const before = all.findLast(
      (one) => range.comparePoint(one, one.childNodes.length) < 0 || range.comparePoint(one, 0) < 0,
    )
    const one = end ? before : (all[before ? all.indexOf(before) + 1 : 0] ?? before)
    return one ? { paragraphId: idOf(one), offset: end ? one.textContent.length : 0 } : null
  }
  const before = root.ownerDocument.createRange()
  before.selectNodeContents(inside)
  before.setEnd(node, offset)
  return { paragraphId: idOf(inside), offset: before.toString().length }
}

const idOf = (element: HTMLElement): ParagraphId => Number(element.dataset['paragraph']) as ParagraphId

/** What is selected in the text; null where nothing is, or it is elsewhere. */
export function selectedIn(root: HTMLElement): { from: TextPlace; to: TextPlace; words: string } | null {
  const selection = root.ownerDocument.getSelection()
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null
  const range = selection.getRangeAt(0)
  if (!root.contains(range.commonAncestorContainer)) return null
  const from = placeOf(root, range.startContainer, range.startOffset, false)
  const to = placeOf(root, range.endContainer, range.endOffset, true)
  const words = range.toString()
  return from && to && words.trim() !== '' ? { from, to, words } : null
}

/** Where the caret is, in pixels from the upper left of `root`; null where it is elsewhere. */
export function caretIn(root: HTMLElement): { x: number; y: number; width: number; height: number } | null {
  const selection = root.ownerDocument.getSelection()
  const node = selection?.focusNode
  if (!selection || !node || !root.contains(node)) return null
  const range = root.ownerDocument.createRange()
  range.setStart(node, selection.focusOffset)
  const box =
    [...range.getClientRects()].at(-1) ??
    (node instanceof Element ? node : node.parentElement)?.getBoundingClientRect()
  if (!box) return null
  const around = root.getBoundingClientRect()
  const flat = box.width > 0 && box.height > 0 && node instanceof Element
  return {
    x: box.left - around.left + root.scrollLeft,
    y: box.top - around.top + root.scrollTop,
    width: flat ? 0 : box.width,
    height: flat ? 20 : box.height,
  }
}
