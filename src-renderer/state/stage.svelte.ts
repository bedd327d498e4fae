/** What is on the stage: which list, which tab of the record, which dialog. */
import type { HistoryEntry } from '../../src-main/shared/contract/history.ts'
import type {
  AuthorityId,
  DescriptionId,
  HistoryId,
  JobId,
  PageId,
} from '../../src-main/shared/contract/ids.ts'
import type { Scope } from '../../src-main/shared/contract/scope.ts'
import { FORM_TABS } from '../../src-main/shared/domain/field.ts'
import type { FormTab } from '../../src-main/shared/domain/field.ts'
import type { Messages } from '../../src-main/shared/i18n/index.ts'
import { takesText } from './keys.ts'

export type ManualPage = keyof Messages['manual']['pages']

export const PLACES = [
  'tree',
  'results',
  'names',
  'terms',
  'accessions',
  'lists',
  'holdings',
  'loose',
  'openings',
  'review',
  'bin',
  'history',
  'checks',
] as const
export type PlaceName = (typeof PLACES)[number]
/** Places of what is no description: what has pages is looked for elsewhere. */
const WITHOUT_PAGES: readonly PlaceName[] = ['names', 'terms', 'accessions', 'holdings']

export const TABS = [...FORM_TABS, 'pages', 'texts', 'history', 'checks'] as const
export type Tab = (typeof TABS)[number]

export const isTab = (value: string): value is Tab => (TABS as readonly string[]).includes(value)

/** Tabs that are made from the type of the record. */
export const isFormTab = (tab: Tab): tab is FormTab => (FORM_TABS as readonly string[]).includes(tab)

export type Dialog =
  | { kind: 'open' }
  | { kind: 'create' }
  | { kind: 'import'; into: DescriptionId | null; files: readonly File[]; arrange: 'items' | 'attach' }
  | { kind: 'export' }
  /** A record as the template of others. */
  | { kind: 'duplicate' }
  | { kind: 'institution' }
  | { kind: 'settings' }
  | { kind: 'about' }
  | { kind: 'palette' }
  | { kind: 'keys' }
  | { kind: 'job'; id: JobId }

/** Ways to look at what is selected, and the parts of each that keep the focus, in the order in which F6 visits them. */
export const PANES_OF = {
  describe: ['list', 'page', 'record'],
  transcribe: ['list', 'page', 'texts'],
  review: ['list', 'page', 'texts', 'redactions'],
} as const
export type ViewName = keyof typeof PANES_OF
export type PaneName = (typeof PANES_OF)[ViewName][number]
/** Where the work of a view begins. */
export const FIRST_IN = {
  describe: 'record',
  transcribe: 'texts',
  review: 'list',
} as const satisfies Record<ViewName, PaneName>

/** Work that takes the room of the page and the record while it lasts: a grid, a replacement everywhere. */
export type Work =
  | { kind: 'manual'; page: ManualPage }
  | { kind: 'replace' }
  | { kind: 'merge'; ids: readonly AuthorityId[] }
  | { kind: 'find' }
  | { kind: 'bulk' }
  | { kind: 'arrange' }
  | { kind: 'backups' }
  /** The passphrase of the catalogue. */
  | { kind: 'encryption' }
  /** What one entry of history changed. */
  | { kind: 'entry'; entry: HistoryEntry }
  /** Units in the bin, or all of it, that are to go for good. */
  | { kind: 'purge'; ids: readonly DescriptionId[] | null }
  /** A record as it was when an entry was made. */
  | { kind: 'past'; descriptionId: DescriptionId; historyId: HistoryId }
  /** What was changed since a record was published. */
  | { kind: 'published'; descriptionId: DescriptionId }
  /** Paragraphs of two texts side by side. */
  | { kind: 'alignment'; descriptionId: DescriptionId }
  | { kind: 'textNames'; descriptionId: DescriptionId }
  /** Words often misread. */
  | { kind: 'slips' }
  /** The codes by which passages stay closed. */
  | { kind: 'exemptions' }
  | { kind: 'release' }
  /** Who has asked for what, and what was answered. */
  | { kind: 'requests' }
  /** An item beside the one that it copies. */
  | { kind: 'copy'; descriptionId: DescriptionId; otherId: DescriptionId }
  /** What falls due in review, and how much of it was done. */
  | { kind: 'due' }
  | { kind: 'reviewStatistics' }
  /** Who works here, with which keys. */
  | { kind: 'persons' }
  | { kind: 'integrity' }
  | { kind: 'fixity' }
  /** What is withheld, looked for in files. */
  | { kind: 'leaks' }
  /** Files of linked scans that lie elsewhere. */
  | { kind: 'relinking' }
  /** The scans of a page. */
  | { kind: 'version'; pageId: PageId }
  | { kind: 'statistics' }
  | { kind: 'lend'; descriptionId: DescriptionId }
  | { kind: 'loans' }
  /** Pages read by machine, and what other programs read of them. */
  | { kind: 'ocr' }
  | { kind: 'ocrFiles' }
  | { kind: 'authorityFiles' }
  | { kind: 'termFiles' }
  | { kind: 'grid'; scope: Scope; name: string }
  /** Labels, cards and lists. */
  | { kind: 'batches' }
  | { kind: 'print' }
  | { kind: 'citation' }
  /** The record as one document. */
  | { kind: 'reading' }
  /** Two pages beside each other. */
  | { kind: 'compare' }
  | { kind: 'types' }
  /** A spreadsheet that comes in. */
  | { kind: 'sheet' }
  /** An EAD file that comes in. */
  | { kind: 'ead' }

export type FocusPart = PaneName | 'work' | 'search' | 'title' | 'checklist'

/** A value to be shown with its words selected: of a field, or a paragraph of a text. */
export interface Sought {
  readonly field: string
  readonly index: number | null
  readonly textId: number | null
  readonly span: { readonly start: number; readonly end: number } | null
}

export class Stage {
  view = $state<ViewName>('describe')
  place = $state<PlaceName>('tree')
  tab = $state<Tab>('identity')
  dialog = $state.raw<Dialog | null>(null)
  work = $state.raw<Work | null>(null)
  /** The page alone, without the rest of the desk. */
  fullScreen = $state(false)
  /** The row of the tree whose title is edited in place. */
  renaming = $state<DescriptionId | null>(null)
  jobsOpen = $state(false)
  /** What the record should show as soon as it is there. */
  sought = $state.raw<Sought | null>(null)
  /** The part that should take the focus as soon as it is there. */
  wants = $state<FocusPart | null>(null)
  readonly hasPages = $derived(!WITHOUT_PAGES.includes(this.place))

  /** Shows work in the room of the page and the record, and gives it the focus. */
  begin(work: Work): void {
    this.work = work
    this.ask('work')
  }

  /** Looks at what is selected in another way; work gives the room back. */
  lookIn(view: ViewName): void {
    this.view = view
    this.work = null
    this.ask(FIRST_IN[view])
  }

  /** The page alone, or two that are compared; and back. */
  toggleFullScreen(): void {
    this.fullScreen = !this.fullScreen
    this.ask(this.work?.kind === 'compare' ? 'work' : 'page')
  }

  ask(part: FocusPart): void {
    this.wants = part
  }

  /** The person went into a field: what was asked for before and is only now there leaves the focus alone. */
  settle(target: EventTarget | null): void {
    if (takesText(target)) this.wants = null
  }

  /** True once for the part that was asked to take the focus. */
  takes(part: FocusPart): boolean {
    if (this.wants !== part) return false
    this.wants = null
    return true
  }
}
