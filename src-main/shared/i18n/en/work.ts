/** What is done: names of actions for undo and history, jobs, checks, proposals. */
import type { FieldName } from '../../domain/field.ts'
import { record } from './record.ts'

const lower = (text: string) => text.charAt(0).toLowerCase() + text.slice(1)

/** Actions as the Undo menu and the history name them, by `noun.verb` of the call. */
const actions: Record<string, string> = {
  'description.create': 'add description',
  'description.edit': 'edit description',
  'description.move': 'move',
  'description.duplicate': 'duplicate',
  'description.bin': 'delete',
  'description.restore': 'restore from the bin',
  'sheet.take': 'import a spreadsheet',
  'grid.edit': 'edit cells',
  'grid.paste': 'paste into the grid',
  'grid.fill': 'fill down',
  'grid.number': 'number on',
  'grid.clear': 'clear cells',
  'scan.addPage': 'add page',
  'scan.edit': 'edit page',
  'scan.reorder': 'reorder pages',
  'scan.detach': 'detach pages',
  'scan.attach': 'attach pages',
  'search.save': 'save a search',
  'search.change': 'change a saved search',
  'search.forget': 'delete a saved search',
  'proposal.take': 'take proposal',
  'proposal.refuse': 'refuse proposal',
  'arrangement.sort': 'sort',
  'arrangement.renumber': 'renumber',
  'list.create': 'new list',
  'list.rename': 'rename list',
  'list.delete': 'delete list',
  'list.add': 'add to list',
  'list.remove': 'remove from list',
  'list.move': 'reorder list',
  'list.sort': 'sort list',
  'list.bookmark': 'bookmark',
  'note.write': 'note to colleagues',
  'note.edit': 'edit note to colleagues',
  'note.settle': 'settle note to colleagues',
  'note.delete': 'delete note to colleagues',
  'bulk.edit': 'edit many',
  'replacement.apply': 'find and replace',
  'import.start': 'import',
  'import.scans': 'import scans',
  'import.documents': 'import documents',
  'citation.setTemplate': 'edit the template of citations',
  'finding.fix': 'settle a finding',
  'finding.accept': 'accept a finding',
  'finding.withdraw': 'withdraw an acceptance',
  'finding.setRules': 'change the rules of checks',
  'authorityFile.attach': 'attach authority file',
  'authorityFile.detach': 'detach authority file',
  'authorityFile.update': 'update from authority file',
  'authority.create': 'add name',
  'authority.edit': 'edit name',
  'authority.merge': 'merge names',
  'authority.bin': 'delete name',
  'authority.restore': 'restore name from the bin',
  'catalogue.setInstitution': 'edit institution',
  'backup.restore': 'go back to a backup copy',
  'backup.takeBack': 'take back from a backup copy',
  'bin.purge': 'purge',
  'history.restore': 'restore an earlier state',
  'catalogue.create': 'new catalogue',
}

export const work = {
  actions,
  /** `edit title`; an action without a name keeps its code, so that it can at least be told apart. */
  action: (action: string, field: string | null): string =>
    field !== null && field in record.fields
      ? `${action === 'history.restore' ? 'restore' : 'edit'} ${lower(record.fields[field as FieldName])}`
      : (actions[action] ?? action),
  kinds: { do: '', undo: 'undone', redo: 'redone' },
  jobKinds: {
    import: 'Import',
    export: 'Export',
    check: 'Check',
    integrity: 'Check of file and scans',
    purge: 'Purge',
    salvage: 'Saving what can be read',
    sheet: 'Spreadsheet',
  },
  jobStates: { running: 'Running', done: 'Done', failed: 'Failed', cancelled: 'Cancelled' },
  /** How far a job is whose whole is not known. */
  jobUnits: {
    bytes: (done: string) => done,
    rows: (done: string) => `${done} rows`,
    files: (done: string) => `${done} files`,
    descriptions: (done: string) => `${done} descriptions`,
  },
  timeLeft: (seconds: number) =>
    seconds < 60
      ? `${String(Math.max(1, Math.round(seconds)))} s left`
      : `${String(Math.round(seconds / 60))} min left`,
  severities: { damage: 'Damage', error: 'Error', warning: 'Warning' },
  /** Findings of a check, by code. */
  findings: {
    fileDamaged: 'The database file is damaged: open the newest verified copy from “snapshots”.',
    notInIndex: 'Not in the search index.',
    countWrong: 'The number of units below is not the number counted.',
    scanMissing: 'A scan is not where it was.',
    scanUnused: 'A scan lies in the catalogue that no page uses.',
    fieldMissing: 'Mandatory and empty:',
  } as Record<string, string>,
  /** Why something is proposed and not filled in, by code. */
  bases: {
    citationDiffers: 'The citation says it differently.',
    dateDoubtful: 'The date can be read in more than one way.',
    dateInTextOnly: 'The date stands in the text only.',
    eraNotPrinted: 'The era is not printed; it is inferred.',
    yearNotPrinted: 'The year is not printed; it is inferred.',
    yearAndMonthBlank: 'Year and month are blank on the form; they are inferred.',
    identifierDiffers: 'Original and translation give this number differently.',
    inTranslationOnly: 'Only the translation says this.',
    labelDetached: 'The words and their label stand apart on the form.',
    languageByLetters: 'The language is judged by its letters.',
    meaningNotKnown: 'What this marking means is not known.',
    nameInSummary: 'The name stands in the summary.',
    nameInTextOnly: 'The name stands in the text only.',
    nameInTitleOnly: 'The name stands in the title only.',
    nameInTranslation: 'The name stands in the translation.',
    nameSuppliedByTranslator: 'The translator supplied this part of the name.',
    passageNotForPublic: 'A passage is marked as not for the public.',
    readingOrderLost: 'The order of the words on the form is lost.',
    roleNotStated: 'What this person did is not stated.',
  } as Record<string, string>,
  proposalStates: { open: 'Open', taken: 'Taken', refused: 'Refused' },
}
