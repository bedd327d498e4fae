export { tallyBetween, facetsOf, highestId } from './facets.ts'
export type { Tally } from './facets.ts'
export { countDescriptions, findDescriptions } from './find.ts'
export type { Slice } from './find.ts'
export { facetFor, indexCompleteness, indexFacts } from './facts.ts'
export {
  clearIndex,
  indexDescriptions,
  indexOtherWords,
  renewIndex,
  writeIndex,
  writeWords,
} from './indexing.ts'
export { deleteSearch, insertSearch, savedSearch, savedSearches, updateSearch } from './saved.ts'
export { boilerplateTexts, searchableTexts } from './texts.ts'
