export { tallyBetween, facetsOf, highestId } from './facets.ts'
export type { Tally } from './facets.ts'
export { countDescriptions, findDescriptions } from './find.ts'
export {
  clearIndex,
  facetFor,
  indexDescription,
  indexFacts,
  renewIndex,
  writeIndex,
  writeWords,
} from './indexing.ts'
export { deleteSearch, insertSearch, savedSearch, savedSearches, updateSearch } from './saved.ts'
export { boilerplateTexts, searchableTexts } from './texts.ts'
