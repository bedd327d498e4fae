/** One text as it is written: ProseMirror over its paragraphs, with saving, undoing beyond the visit, and the page left to the desk. */
import { baseKeymap, chainCommands, splitBlock, toggleMark } from 'prosemirror-commands'
import { history, redo, redoDepth, undo, undoDepth } from 'prosemirror-history'
import { keymap } from 'prosemirror-keymap'
import { EditorState, Selection, TextSelection } from 'prosemirror-state'
import type { Command, Transaction } from 'prosemirror-state'
import { EditorView } from 'prosemirror-view'
import { untrack } from 'svelte'
import type { Attachment } from 'svelte/attachments'
import { canBePasted, MOST_PASTED } from '../../src-main/shared/domain/text-size.ts'
import type { TextMarkKind } from '../../src-main/shared/domain/text-mark.ts'
import { TEXT_MARKS } from '../../src-main/shared/domain/text-mark.ts'
import type { EditedParagraph } from '../edited-paragraph.ts'
import { attributesOf, documentOf, nodeOf, paragraphOf, schema } from './schema.ts'
import { NO_SIGNS, signsPlugin, withSigns } from './signs.ts'
import type { Signs } from './signs.ts'
import { wholeParagraphs } from './whole-paragraphs.ts'

/** Where the cursor is. */
interface Cursor {
  readonly paragraph: EditedParagraph
  /** From the start of the paragraph; the same when nothing is selected. */
  readonly start: number
  readonly end: number
}

interface Told {
  change: (paragraphs: EditedParagraph[]) => void
  cursor: (cursor: Cursor) => void
  leave: () => void
  /** What was to be pasted is too much, and was not put in. */
  tooMuch: () => void
}

/** As HTML, words take more room than they are long. */
const MOST_MARKUP = 10 * MOST_PASTED.all

const fits = (data: DataTransfer | null): boolean =>
  data === null ||
  (canBePasted(data.getData('text/plain')) && data.getData('text/html').length <= MOST_MARKUP)

/** The end of a page is no place to join paragraphs: the second goes on from the first. */
const continueAcross: Command = (state, dispatch) => {
  const { $from: cursor, empty } = state.selection
  if (!empty || cursor.parentOffset > 0) return false
  const index = cursor.index(0)
  const [before, here] = [index > 0 ? state.doc.child(index - 1) : null, cursor.parent]
  if (!before || attributesOf(before).pageId === attributesOf(here).pageId) return false
  dispatch?.(state.tr.setNodeAttribute(cursor.before(), 'continues', !attributesOf(here).continues))
  return true
}

const lineEnd: Command = (state, dispatch) => {
  dispatch?.(state.tr.insertText('\n').scrollIntoView())
  return true
}

export class TextEditor {
  #view: EditorView | null = null
  #told: Told
  #readonly = false
  #signs: Signs = NO_SIGNS
  /** What the person is not the author of is not told as a change. */
  #showing = false
  cursor = $state.raw<Cursor | null>(null)
  /** Marks that hold where the cursor is. */
  marks = $state.raw<ReadonlySet<TextMarkKind>>(new Set())
  focused = $state(false)

  constructor(told: Told) {
    this.#told = told
  }

  attach =
    (label: string, paragraphs: readonly EditedParagraph[]): Attachment<HTMLElement> =>
    (element) => {
      const view = new EditorView(
        { mount: element },
        {
          state: this.#fresh(paragraphs),
          dispatchTransaction: (transaction) => this.#apply(transaction),
          editable: () => !this.#readonly,
          attributes: { role: 'textbox', 'aria-multiline': 'true', 'aria-label': label },
          handleDOMEvents: {
            paste: (_, event) => this.#refused(event, event.clipboardData),
            drop: (_, event) => this.#refused(event, event.dataTransfer),
            focus: () => {
              this.focused = true
              this.#tellCursor()
              return false
            },
            blur: () => {
              // The browser says so while an editor is taken out of the page, too: then nothing else may change.
              queueMicrotask(() => this.#left())
              return false
            },
          },
        },
      )
      this.#view = view
      // What the editor tells of itself is no reason to make it anew.
      untrack(() => this.sign(this.#signs))
      return () => {
        this.#view = null
        view.destroy()
        queueMicrotask(() => this.#left())
      }
    }

  /** Before the editor looks at it: taking it apart is already too much. */
  #refused(event: Event, data: DataTransfer | null): boolean {
    if (fits(data)) return false
    event.preventDefault()
    this.#told.tooMuch()
    return true
  }

  #left(): void {
    if (this.#view?.hasFocus()) return
    this.focused = false
    this.#told.leave()
  }

  set readonly(value: boolean) {
    this.#readonly = value
    this.#view?.setProps({})
  }

  #fresh(paragraphs: readonly EditedParagraph[]): EditorState {
    return EditorState.create({
      doc: documentOf(paragraphs),
      plugins: [
        history(),
        keymap({
          'Mod-z': (state, dispatch) => undoDepth(state) > 0 && undo(state, dispatch),
          'Mod-y': (state, dispatch) => redoDepth(state) > 0 && redo(state, dispatch),
          'Mod-Shift-z': (state, dispatch) => redoDepth(state) > 0 && redo(state, dispatch),
          'Shift-Enter': lineEnd,
          Enter: splitBlock,
          Backspace: chainCommands(continueAcross, baseKeymap['Backspace'] ?? continueAcross),
        }),
        keymap(baseKeymap),
        wholeParagraphs,
        signsPlugin,
      ],
    })
  }

  #apply(transaction: Transaction): void {
    const view = this.#view
    if (!view) return
    const { state, transactions } = view.state.applyTransaction(transaction)
    view.updateState(state)
    if (!this.#showing && transactions.some(({ docChanged }) => docChanged))
      this.#told.change(this.paragraphs())
    // What is shown over the words moves no cursor.
    const moved = transaction.docChanged || transaction.selectionSet || transaction.storedMarksSet
    if (!this.focused || !moved) return
    const before = this.cursor?.paragraph.key
    this.#tellCursor()
    // Another paragraph is another visit, unless typing led there.
    if (!transaction.docChanged && this.cursor?.paragraph.key !== before) this.#told.leave()
  }

  paragraphs(): EditedParagraph[] {
    const all: EditedParagraph[] = []
    this.#view?.state.doc.forEach((node) => void all.push(paragraphOf(node)))
    return all
  }

  /** Shows what was changed elsewhere. Paragraphs that are the same stay, and the cursor in them. */
  show(paragraphs: readonly EditedParagraph[]): void {
    const view = this.#view
    if (!view) return
    const { doc } = view.state
    const fresh = documentOf(paragraphs)
    const [from, until] = [doc.content.findDiffStart(fresh.content), doc.content.findDiffEnd(fresh.content)]
    if (from === null || until === null) return
    const overlap = Math.max(0, from - Math.min(until.a, until.b))
    this.#showing = true
    view.dispatch(
      view.state.tr
        .replace(from, until.a + overlap, fresh.slice(from, until.b + overlap))
        .setMeta('addToHistory', false),
    )
    // A replacement in the middle of paragraphs may have kept the attributes of others.
    const { tr } = view.state
    view.state.doc.forEach((node, place, index) => {
      const wanted = paragraphs[index]
      if (wanted && !node.sameMarkup(nodeOf(wanted)))
        tr.setNodeMarkup(place, null, { ...nodeOf(wanted).attrs })
    })
    if (tr.docChanged) view.dispatch(tr.setMeta('addToHistory', false))
    this.#showing = false
  }

  /** Paragraphs that were new have got their ids. */
  adopt(ids: ReadonlyMap<string, EditedParagraph['id']>): void {
    const view = this.#view
    if (!view) return
    const { tr } = view.state
    view.state.doc.forEach((node, place) => {
      const { key, id } = attributesOf(node)
      const given = ids.get(key)
      if (id === null && given != null) tr.setNodeAttribute(place, 'id', given)
    })
    if (!tr.docChanged) return
    this.#showing = true
    view.dispatch(tr.setMeta('addToHistory', false))
    this.#showing = false
  }

  sign(signs: Signs): void {
    this.#signs = signs
    const view = this.#view
    if (view) view.dispatch(withSigns(view.state.tr, signs).setMeta('addToHistory', false))
  }

  toggle(kind: TextMarkKind): void {
    const view = this.#view
    if (!view || this.#readonly) return
    toggleMark(schema.mark(kind).type)(view.state, view.dispatch)
    view.focus()
  }

  /** Says something else of the paragraphs that are selected. */
  set(attributes: Partial<Pick<EditedParagraph, 'kind' | 'pageId' | 'continues'>>): void {
    const view = this.#view
    if (!view || this.#readonly) return
    const { from, to } = view.state.selection
    const { tr } = view.state
    view.state.doc.nodesBetween(from, to, (node, place) => {
      if (node.type.name === 'paragraph') tr.setNodeMarkup(place, null, { ...node.attrs, ...attributes })
      return false
    })
    view.dispatch(tr)
    view.focus()
  }

  /** Puts the cursor in a paragraph and brings it into sight; the focus comes with it when asked. */
  go(id: number, { start, end }: { start: number; end: number } = { start: 0, end: 0 }, focus = true): void {
    const view = this.#view
    if (!view) return
    view.state.doc.forEach((node, place) => {
      if (attributesOf(node).id !== id) return
      const at = (offset: number) => place + 1 + Math.min(offset, node.content.size)
      view.dispatch(
        view.state.tr.setSelection(TextSelection.create(view.state.doc, at(start), at(end))).scrollIntoView(),
      )
    })
    if (focus) view.focus()
  }

  /** Brings a paragraph into sight, and leaves the cursor where it is. */
  reveal(id: number): void {
    const view = this.#view
    view?.state.doc.forEach((node, place) => {
      if (attributesOf(node).id !== id) return
      const shown = view.nodeDOM(place)
      if (shown instanceof HTMLElement) shown.scrollIntoView({ block: 'nearest', inline: 'nearest' })
    })
  }

  focus(): void {
    const view = this.#view
    if (!view) return
    if (this.cursor === null) view.dispatch(view.state.tr.setSelection(Selection.atStart(view.state.doc)))
    view.focus()
  }

  #tellCursor(): void {
    const view = this.#view
    if (!view) return
    const { selection, storedMarks } = view.state
    const { $from: head, from, to, empty } = selection
    const { parent } = head
    if (parent.type.name !== 'paragraph') return
    const begin = head.start()
    this.cursor = {
      paragraph: paragraphOf(parent),
      start: from - begin,
      end: Math.min(to - begin, parent.content.size),
    }
    const held = storedMarks ?? head.marks()
    this.marks = new Set(
      TEXT_MARKS.filter((kind) =>
        empty
          ? held.some(({ type }) => type.name === kind)
          : view.state.doc.rangeHasMark(from, to, schema.mark(kind).type),
      ),
    )
    this.#told.cursor(this.cursor)
  }
}
