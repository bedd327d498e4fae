import type { Desk } from '../../state/desk.svelte.ts'
import type { Around } from '../../state/reviewing/place-words.ts'

/** What words about places are made of, for the item that is shown. */
export const aroundOf = ({ words, pages, reviewing }: Desk): Around => ({
  words,
  pages: pages.all,
  texts: reviewing.texts,
})
