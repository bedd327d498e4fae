/** Every paragraph has a key of its own: one that was split off, or pasted, is a new one on the page of the one before it. */
import { Plugin } from 'prosemirror-state'
import { attributesOf, newKey } from './schema.ts'

export const wholeParagraphs = new Plugin({
  appendTransaction(transactions, _before, state) {
    if (!transactions.some(({ docChanged }) => docChanged)) return null
    const seen = new Set<string>()
    const { tr } = state
    let pageId: number | null = null
    state.doc.forEach((node, place) => {
      const attributes = attributesOf(node)
      if (attributes.key === '' || seen.has(attributes.key)) {
        const key = newKey()
        seen.add(key)
        tr.setNodeMarkup(place, null, {
          ...attributes,
          key,
          id: null,
          continues: false,
          pageId: attributes.pageId ?? pageId,
        })
      } else seen.add(attributes.key)
      pageId = attributes.pageId ?? pageId
    })
    return tr.docChanged ? tr : null
  },
})
