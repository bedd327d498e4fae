/** What was changed in the catalogue, here or elsewhere, shows wherever it is looked at. */
import type { Desk } from './desk.svelte.ts'

/** Changes that came close together. */
export interface Change {
  /** Descriptions that were touched; null for too many to name. */
  ids: Set<number> | null
  tables: Set<string>
  /** The newest entry of history. */
  last: number
}

/** Tables whose change shows in the list of names, or in the record of one. */
const NAMING = /^(authority|agent|positionHolder)/
/** Tables whose change shows among the terms. */
const TERMING = /^(term|accessPoint)/
/** Tables whose change shows in the accession register, or in what a unit says of it. */
const ACCESSIONING = /^(accession|authority|description$)/
/** Tables whose change may lead a relation to another record. */
const RELATING = new Set(['relation', 'identifier', 'description', 'descriptionText'])
/** Tables whose change may open or close a record from above. */
const RESTRICTING = new Set(['restriction', 'dateOfUnit', 'description'])
/** Tables whose change shows in the texts, in their alignment, or in their names. */
const OF_TEXTS = new Set(['textOfUnit', 'paragraph', 'mention', 'alignedPair', 'withoutPartner'])
/** Tables whose change may show in the reading view of any record. */
const OF_READING = /^(authority|citationTemplate|container|location|institution)/
/** Tables whose change shows among the containers and locations. */
const HOLDING = new Set(['container', 'location', 'instance'])

const touches = ({ tables }: Change, which: ReadonlySet<string> | RegExp): boolean =>
  [...tables].some((table) => (which instanceof RegExp ? which.test(table) : which.has(table)))

export async function followChange(desk: Desk, change: Change): Promise<void> {
  desk.undo.forget(change.last)
  void desk.undo.refresh()
  followInCatalogue(desk, change)
  followInPlace(desk, change)
  followInWork(desk, change)
  await followInRecord(desk, change)
}

/** What is there at any time, whatever is shown. */
function followInCatalogue(desk: Desk, change: Change): void {
  const { tables } = change
  if (tables.has('citationTemplate')) void desk.citation.saved.reload()
  // How many there are.
  if (tables.has('description') || tables.has('page')) void desk.catalogue.refresh()
  if (tables.has('recordType')) {
    void desk.recordTypes.refresh()
    // What is missing is decided by the types.
    void desk.tree.refresh()
  }
  if (tables.has('review') || tables.has('redaction')) desk.waysOut.refresh()
  if (touches(change, ACCESSIONING)) void desk.accessions.ofShown.reload()
  if (touches(change, HOLDING)) void desk.holdings.ofShown.reload()
  if (tables.has('savedSearch')) void desk.search.saved.reload()
  if (tables.has('workingListEntry')) void desk.lists.ofShown.reload()
  if (tables.has('loan')) void desk.lending.refresh()
  if (tables.has('ocrSlip')) void desk.findings.record.reload()
}

/** The list that is shown. */
function followInPlace(desk: Desk, change: Change): void {
  switch (desk.stage.place) {
    case 'bin':
      void desk.bin.reload()
      break
    case 'checks':
      void desk.findings.refresh()
      break
    case 'openings':
      void desk.openings.refresh()
      break
    case 'loose':
      void desk.loose.reload()
      break
    case 'results':
      void desk.search.run()
      break
    case 'names':
      if (touches(change, NAMING)) void desk.names.refresh()
      break
    case 'terms':
      if (touches(change, TERMING)) void desk.terms.refresh()
      break
    case 'accessions':
      if (touches(change, ACCESSIONING)) void desk.accessions.refresh()
      break
    case 'holdings':
      if (touches(change, HOLDING)) void desk.holdings.refresh()
      break
    case 'lists':
      void desk.lists.refresh()
      break
    case 'history':
      void desk.whole.reload()
      break
    case 'review':
      void desk.queue.rows.run(desk.selection.active)
      break
    case 'tree':
      break
  }
}

/** The work that is open. */
function followInWork(desk: Desk, change: Change): void {
  const { tables, last } = change
  switch (desk.stage.work?.kind) {
    case 'grid':
      void desk.grid.refresh()
      break
    case 'bulk':
      void desk.bulkEdit.again(last)
      break
    case 'replace':
      void desk.replacing.again(last)
      break
    case 'authorityFiles':
      if (tables.has('authorityFile')) void desk.authorityFiles.list.reload()
      break
    case 'termFiles':
      if (tables.has('term')) void desk.terms.sources.reload()
      break
    case 'alignment':
      if (touches(change, OF_TEXTS)) void desk.alignment.refresh()
      break
    case 'textNames':
      if (touches(change, OF_TEXTS) || touches(change, NAMING)) void desk.textNames.proposed.reload()
      break
    case 'exemptions':
      if (tables.has('exemption')) void desk.exemptions.list.reload()
      if (tables.has('exemption') || tables.has('dateOfUnit')) void desk.exemptions.offered.reload()
      break
    case 'release':
      void desk.releasing.refresh()
      void desk.requests.delivered.reload()
      break
    case 'due':
    case 'reviewStatistics':
      void desk.due.refresh()
      break
    case 'requests':
      void desk.requests.refresh()
      break
    case 'reading':
      if (change.ids === null || change.ids.has(desk.record.id ?? 0) || touches(change, OF_READING))
        desk.reading.refresh()
      break
    case 'ocr':
      if (tables.has('leftOut')) void desk.ocr.leftOut.reload()
      break
    case 'slips':
      if (tables.has('ocrSlip')) void desk.slips.list.reload()
      break
    case 'statistics':
      void desk.statistics.list.reload()
      break
    case 'past':
      void desk.past.refresh()
      break
    case 'published':
      void desk.published.refresh()
      break
    default:
      break
  }
}

/** The tree, and the record that is shown. */
async function followInRecord(desk: Desk, change: Change): Promise<void> {
  const { ids, tables } = change
  const { active } = desk.selection
  if (ids === null || ids.size > 1) {
    // What is shown may be gone: then what follows it is shown instead of a refusal.
    await desk.tree.refresh()
    await desk.selection.follow()
  } else void desk.tree.refresh().then(() => desk.selection.follow())
  // Another record may have become the other end of a relation, or have ceased to be it.
  if (touches(change, RELATING)) void desk.related.reload()
  if (touches(change, RESTRICTING)) void desk.restrictedAbove.reload()
  if (active === null || active !== desk.selection.active || !(ids === null || ids.has(active))) return
  void desk.record.refresh()
  void desk.proposals.list.reload()
  void desk.findings.record.reload()
  if (touches(change, OF_TEXTS) || tables.has('authorityName')) void desk.textNames.tagged.reload()
  if (tables.has('page') || tables.has('scan')) void desk.pages.refresh()
  if (desk.stage.tab === 'history') void desk.history.list.reload()
  if (desk.stage.tab === 'notes') void desk.colleagueNotes.list.reload()
  const { tab, view } = desk.stage
  if (tab === 'texts' || tab === 'checks' || view !== 'describe') void desk.transcribing.refresh()
  if (view === 'review') void desk.reviewing.refresh()
  if (tables.has('alignedPair') || tables.has('withoutPartner')) void desk.transcribing.pairs.reload()
}
