/** What is shown over the words and is no part of them: ends of pages, names, words that a machine read with doubt. */
import { Plugin, PluginKey } from 'prosemirror-state'
import type { EditorState, Transaction } from 'prosemirror-state'
import { Decoration, DecorationSet } from 'prosemirror-view'
import type { Span } from '../../src-main/shared/domain/span.ts'
import { attributesOf } from './schema.ts'

export interface Passage extends Span {
  readonly sign: 'name' | 'doubtful' | 'sought'
  readonly title: string
}

export interface Signs {
  /** By the id of the paragraph. */
  readonly passages: ReadonlyMap<number, readonly Passage[]>
  /** Paragraphs that are partners of the one that the cursor is in, in the other text. */
  readonly partners: ReadonlySet<number>
  /** What stands above the first paragraph of a page. */
  readonly pageName: (pageId: number) => string
}

export const NO_SIGNS: Signs = { passages: new Map(), partners: new Set(), pageName: () => '' }

interface Shown {
  readonly signs: Signs
  readonly set: DecorationSet
}

const key = new PluginKey<Shown>('signs')

function decorations({ doc }: EditorState, { passages, partners, pageName }: Signs): DecorationSet {
  const all: Decoration[] = []
  let page: number | null = null
  doc.forEach((node, place) => {
    const { id, pageId, continues } = attributesOf(node)
    if (pageId !== null && pageId !== page) {
      const name = pageName(pageId)
      all.push(
        Decoration.widget(place, () => pageMark(name), { side: -1, key: `page ${String(pageId)} ${name}` }),
      )
      page = pageId
    }
    const classes = [continues && 'continues', id !== null && partners.has(id) && 'partner'].filter(Boolean)
    if (classes.length > 0)
      all.push(Decoration.node(place, place + node.nodeSize, { class: classes.join(' ') }))
    for (const { start, end, sign, title } of (id === null ? undefined : passages.get(id)) ?? []) {
      const within = Math.min(end, node.content.size)
      if (start < within)
        all.push(Decoration.inline(place + 1 + start, place + 1 + within, { class: `sign-${sign}`, title }))
    }
  })
  return DecorationSet.create(doc, all)
}

function pageMark(name: string): HTMLElement {
  const mark = document.createElement('div')
  mark.className = 'page-mark'
  mark.contentEditable = 'false'
  mark.textContent = name
  return mark
}

export const signsPlugin = new Plugin<Shown>({
  key,
  state: {
    init: (_, state) => ({ signs: NO_SIGNS, set: decorations(state, NO_SIGNS) }),
    apply(transaction, shown, _before, state) {
      const fresh = transaction.getMeta(key) as Signs | undefined
      if (fresh) return { signs: fresh, set: decorations(state, fresh) }
      if (!transaction.docChanged) return shown
      // Until the core has said where they are now, they go with their words; pages and paragraphs are known at once.
      const structural = state.doc.childCount !== transaction.before.childCount
      return {
        signs: shown.signs,
        set: structural ? decorations(state, shown.signs) : shown.set.map(transaction.mapping, state.doc),
      }
    },
  },
  props: { decorations: (state) => key.getState(state)?.set },
})

export const withSigns = (transaction: Transaction, signs: Signs): Transaction =>
  transaction.setMeta(key, signs)
