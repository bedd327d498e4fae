/** The desk: every concern once, and what one of them means to the others. */
import { createContext } from 'svelte'
import type { Client } from '../../src-main/shared/contract/index.ts'
import type { Notice } from '../../src-main/shared/contract/event.ts'
import type {
  AccessionId,
  AuthorityId,
  ContainerId,
  DescriptionId,
  PageId,
  TermId,
} from '../../src-main/shared/contract/ids.ts'
import type { RestrictedAbove } from '../../src-main/shared/contract/restriction.ts'
import type { Page } from '../../src-main/shared/contract/scan.ts'
import type { Text } from '../../src-main/shared/contract/text.ts'
import { WaysOut } from './ways-out.svelte.ts'
import type { Words } from '../i18n.svelte.ts'
import { Alignment } from './alignment.svelte.ts'
import { Arranging } from './arranging.svelte.ts'
import { AuthorityFiles } from './authority-files.svelte.ts'
import { Backups } from './backups.svelte.ts'
import { Bin } from './bin.svelte.ts'
import { BulkEdit } from './bulk-edit.svelte.ts'
import { CatalogueHistory } from './catalogue-history.svelte.ts'
import { CatalogueState } from './catalogue.svelte.ts'
import { Checks } from './checks.svelte.ts'
import { Citation } from './citation.svelte.ts'
import { ColleagueNotes } from './colleague-notes.svelte.ts'
import { Comparing } from './comparing.svelte.ts'
import { Composition } from './composition.svelte.ts'
import { Encryption } from './encryption.svelte.ts'
import { followChange } from './follow-change.ts'
import type { Change } from './follow-change.ts'
import { Exchange } from './exchange.svelte.ts'
import { Findings } from './findings.svelte.ts'
import { Grid } from './grid/grid.svelte.ts'
import { Holdings } from './holdings.svelte.ts'
import { EntryChanges, RecordHistory } from './history.svelte.ts'
import type { Host } from './host.ts'
import { askTileSource } from './images.ts'
import { Fixity } from './fixity.svelte.ts'
import { Versions } from './versions.svelte.ts'
import { Batches } from './batches.svelte.ts'
import { Releasing } from './releasing.svelte.ts'
import { Requests } from './requests.svelte.ts'
import { Leaks } from './leaks.svelte.ts'
import { Relinking } from './relinking.svelte.ts'
import { Integrity } from './integrity.svelte.ts'
import { Jobs } from './jobs.svelte.ts'
import { Marks } from './marks.svelte.ts'
import { Merging } from './merging.svelte.ts'
import { Names } from './names.svelte.ts'
import { Lending } from './lending.svelte.ts'
import { Lists } from './lists.svelte.ts'
import { Notices } from './notices.svelte.ts'
import { Office } from './office.svelte.ts'
import { Openings } from './openings.svelte.ts'
import { Pages } from './pages.svelte.ts'
import { PastRecord } from './past.svelte.ts'
import { Published } from './published.svelte.ts'
import { Person } from './person.svelte.ts'
import { Printing } from './printing.svelte.ts'
import { Proposals } from './proposals.svelte.ts'
import { Purging } from './purging.svelte.ts'
import { Reading } from './reading.svelte.ts'
import { RecordState } from './record.svelte.ts'
import { Replacing } from './replacing.svelte.ts'
import { RecordTypes } from './record-types.svelte.ts'
import { Resource } from './resource.svelte.ts'
import { Salvage } from './salvage.svelte.ts'
import { Search } from './search.svelte.ts'
import { Selection } from './selection.svelte.ts'
import { Preferences } from './settings.svelte.ts'
import { EadIn } from './ead-in.svelte.ts'
import { KeptOfRecord } from './kept.svelte.ts'
import { SheetIn } from './sheet-in.svelte.ts'
import { FIRST_IN, Stage } from './stage.svelte.ts'
import { Exemptions } from './exemptions.svelte.ts'
import { Slips } from './slips.svelte.ts'
import { Ocr } from './ocr.svelte.ts'
import { OcrFiles } from './ocr-files.svelte.ts'
import { Statistics } from './statistics.svelte.ts'
import type { PlaceName, Sought, Tab, ViewName, Work } from './stage.svelte.ts'
import { GENERAL } from '../../src-main/shared/domain/record-type.ts'
import { tabOf } from './tab-of-field.ts'
import { ReviewDue } from './reviewing/due.svelte.ts'
import { Queue } from './reviewing/queue.svelte.ts'
import { Reviewing } from './reviewing/reviewing.svelte.ts'
import { Transcribing } from './transcribing/transcribing.svelte.ts'
import { Tree } from './tree.svelte.ts'
import { TypeEditor } from './type-editor.svelte.ts'
import { Accessions } from './accessions.svelte.ts'
import { TermFiles } from './term-files.svelte.ts'
import { TextNames } from './text-names.svelte.ts'
import { Terms } from './terms.svelte.ts'
import { Undo } from './undo.svelte.ts'
import { Units } from './units.svelte.ts'
import { Viewing } from './viewing.svelte.ts'
import { Vocabulary } from './vocabulary.ts'

/** Changes that come close together are asked about once. */
const GATHER = 60

/** Work that means nothing in another catalogue. */
const OF_ONE_CATALOGUE: ReadonlySet<Work['kind']> = new Set([
  'grid',
  'authorityFiles',
  'statistics',
  'compare',
  'alignment',
  'textNames',
  'slips',
  'exemptions',
  'persons',
  'release',
  'requests',
  'copy',
  'due',
  'reviewStatistics',
  'lend',
  'loans',
  'termFiles',
  'fixity',
  'leaks',
  'relinking',
  'version',
  'ocr',
  'ocrFiles',
])

export interface DeskParts {
  client: Client
  parting: Client
  host: Host
  words: Words
  root: HTMLElement
}

export class Desk {
  readonly client: Client
  readonly host: Host
  readonly words: Words
  readonly composition = new Composition()
  readonly stage = new Stage()
  readonly notices: Notices
  readonly preferences: Preferences
  readonly catalogue: CatalogueState
  readonly tree: Tree
  readonly selection: Selection
  readonly units: Units
  readonly record: RecordState
  readonly recordTypes: RecordTypes
  readonly typeEditor: TypeEditor
  readonly pages: Pages
  readonly viewing: Viewing
  readonly comparing: Comparing
  readonly marks: Marks
  readonly loose: Resource<true, { total: number; pages: Page[] }>
  readonly proposals: Proposals
  readonly texts: Resource<DescriptionId, Text[]>
  readonly transcribing: Transcribing
  readonly queue: Queue
  readonly due: ReviewDue
  readonly reviewing: Reviewing
  readonly alignment: Alignment
  readonly textNames: TextNames
  readonly slips: Slips
  readonly exemptions: Exemptions
  readonly batches: Batches
  readonly releasing: Releasing
  readonly requests: Requests
  /** The records at the other ends of the relations of the one that is shown. */
  /** Restrictions that hold for the record from above, where it has none of its own. */
  readonly restrictedAbove: Resource<DescriptionId, RestrictedAbove | null>
  readonly related: Resource<DescriptionId, Awaited<ReturnType<Client['description']['related']>>>
  readonly history: RecordHistory
  readonly whole: CatalogueHistory
  readonly entry: EntryChanges
  readonly past: PastRecord
  readonly published: Published
  readonly person: Person
  readonly purging: Purging
  readonly backups: Backups
  readonly undo: Undo
  readonly jobs: Jobs
  readonly search: Search
  readonly bin: Bin
  readonly checks: Checks
  readonly integrity: Integrity
  readonly fixity: Fixity
  readonly office: Office
  readonly leaks: Leaks
  readonly waysOut: WaysOut
  readonly encryption: Encryption
  readonly relinking: Relinking
  readonly versions: Versions
  readonly ocr: Ocr
  readonly ocrFiles: OcrFiles
  readonly statistics: Statistics
  readonly salvage: Salvage
  readonly exchange: Exchange
  readonly reading: Reading
  readonly sheetIn: SheetIn
  readonly eadIn: EadIn
  readonly kept: KeptOfRecord
  readonly printing: Printing
  readonly names: Names
  readonly authorityFiles: AuthorityFiles
  readonly lending: Lending
  readonly terms: Terms
  readonly termFiles: TermFiles
  readonly accessions: Accessions
  readonly holdings: Holdings
  readonly merging: Merging
  readonly findings: Findings
  readonly citation: Citation
  readonly openings: Openings
  readonly replacing: Replacing
  readonly bulkEdit: BulkEdit
  readonly arranging: Arranging
  readonly lists: Lists
  readonly colleagueNotes: ColleagueNotes
  readonly grid: Grid
  readonly vocabulary: Vocabulary
  readonly session: Resource<true, Awaited<ReturnType<Client['session']['about']>>>

  /** Another catalogue is current, and its contents are not asked for yet. */
  #left = false
  #gathered: Change | null = null
  #shown: DescriptionId | null = null
  #showing: ReturnType<typeof setTimeout> | undefined

  constructor({ client: plain, parting, host, words, root }: DeskParts) {
    this.waysOut = new WaysOut(plain)
    const client = this.waysOut.guarded(plain)
    this.client = client
    this.host = host
    this.words = words
    this.record = new RecordState(client, parting, this.composition)
    this.names = new Names(client, parting, this.composition, words)
    this.terms = new Terms(client, parting, this.composition, words)
    this.accessions = new Accessions(client, parting, this.composition)
    this.holdings = new Holdings(client, parting, this.composition)
    this.recordTypes = new RecordTypes(client, words)
    this.notices = new Notices(client)
    this.preferences = new Preferences(client, words, root)
    this.typeEditor = new TypeEditor(client, parting, {
      types: this.recordTypes,
      words,
      composition: this.composition,
    })
    this.grid = new Grid({
      client,
      parting,
      preferences: this.preferences,
      recordTypes: this.recordTypes,
      words,
    })
    const settle = async () =>
      void (await Promise.all([
        this.record.settle(),
        this.transcribing.settle(),
        this.names.record.settle(),
        this.terms.record.settle(),
        this.accessions.record.settle(),
        this.grid.settle(),
        this.holdings.settle(),
        this.typeEditor.settle(),
        this.viewing.settle(),
      ]))
    this.catalogue = new CatalogueState(client, () => this.#leave())
    this.tree = new Tree(client)
    this.selection = new Selection(this.tree, (id) => this.#show(id))
    this.units = new Units(client, this.tree, this.selection, settle)
    this.pages = new Pages(client, askTileSource)
    this.viewing = new Viewing(client, parting, this.pages)
    this.comparing = new Comparing(this.pages)
    this.marks = new Marks(this.record, this.pages)
    this.loose = new Resource(() => client.scan.loose({ limit: 200 }))
    this.proposals = new Proposals(client, settle)
    this.texts = new Resource((descriptionId) => client.text.list({ descriptionId }))
    this.transcribing = new Transcribing(client, parting, {
      texts: this.texts,
      pages: this.pages,
      composition: this.composition,
    })
    this.alignment = new Alignment(client, settle)
    this.textNames = new TextNames(client, settle)
    this.slips = new Slips(client)
    this.exemptions = new Exemptions(client)
    this.due = new ReviewDue(client)
    this.queue = new Queue(client, this.composition, (id) => void this.selection.reveal(id))
    this.reviewing = new Reviewing(client, {
      texts: this.texts,
      pages: this.pages,
      exemptions: this.exemptions,
      settle,
      writable: () => this.catalogue.current?.readOnly === false && !this.lending.readonly,
      uncover: () => {
        this.stage.fullScreen = false
        if (this.preferences.hidden('review').includes('redactions'))
          this.preferences.toggleHidden('review', 'redactions')
      },
      named: () => this.preferences.value.who !== '',
      language: () => this.words.language,
      ask: (pane) => this.stage.ask(pane),
    })
    this.restrictedAbove = new Resource((id) => client.restriction.above({ id }))
    this.related = new Resource((id) => client.description.related({ id }))
    this.history = new RecordHistory(client)
    this.whole = new CatalogueHistory(client)
    this.entry = new EntryChanges(client)
    this.past = new PastRecord(client, settle)
    this.published = new Published(client, settle)
    this.person = new Person(client, this.preferences)
    this.purging = new Purging(client)
    this.backups = new Backups(client, settle)
    this.undo = new Undo(client, settle)
    this.jobs = new Jobs(client)
    this.search = new Search(client, words, this.composition)
    this.bin = new Bin(client)
    this.checks = new Checks(client)
    this.merging = new Merging(client, settle)
    this.integrity = new Integrity(client, this.jobs)
    this.fixity = new Fixity(client, this.jobs, this.words)
    this.office = new Office(client)
    this.leaks = new Leaks(client, this.jobs)
    this.encryption = new Encryption(client, this.jobs)
    this.relinking = new Relinking(client, this.jobs)
    this.batches = new Batches(client, { jobs: this.jobs, settle })
    this.releasing = new Releasing(client, { jobs: this.jobs, settle })
    this.requests = new Requests(client, { jobs: this.jobs, settle })
    this.authorityFiles = new AuthorityFiles(client, settle)
    this.termFiles = new TermFiles(client, settle)
    this.ocr = new Ocr(client, this.pages, settle)
    this.ocrFiles = new OcrFiles(client, settle)
    this.statistics = new Statistics(client, settle)
    this.lending = new Lending(client, {
      jobs: this.jobs,
      tree: this.tree,
      catalogue: this.catalogue,
      settle,
    })
    this.versions = new Versions(client, {
      jobs: this.jobs,
      settle,
      release: (handle) => host.release(handle),
    })
    this.salvage = new Salvage(client, this.jobs, this.stage)
    this.exchange = new Exchange(client, settle)
    this.reading = new Reading(words, this.exchange, settle)
    this.sheetIn = new SheetIn(client, this.jobs, settle)
    this.eadIn = new EadIn(client, this.jobs, settle)
    this.kept = new KeptOfRecord(client)
    this.printing = new Printing(client, words, settle)
    this.findings = new Findings(client, settle)
    this.openings = new Openings(client)
    this.citation = new Citation(client, parting, this.record, this.catalogue, this.composition)
    this.replacing = new Replacing(client, settle)
    this.bulkEdit = new BulkEdit(client, settle)
    this.arranging = new Arranging(client, words, settle)
    this.lists = new Lists(client)
    this.colleagueNotes = new ColleagueNotes(client)
    this.vocabulary = new Vocabulary(client, words)
    this.session = new Resource(() => client.session.about())
  }

  async start(preferred: readonly string[], signal: AbortSignal): Promise<void> {
    void this.notices.follow(
      (notice) => this.#take(notice),
      () => this.#missed(),
      signal,
    )
    await Promise.all([this.preferences.start(preferred), this.session.open(true), this.person.start()])
    await this.#entered()
  }

  goTo(place: PlaceName): void {
    const { preferences, stage } = this
    if (preferences.hidden(stage.view).includes('list')) preferences.toggleHidden(stage.view, 'list')
    stage.place = place
    if (place === 'bin') void this.bin.open()
    if (place === 'lists') void this.lists.refresh()
    if (place === 'loose') void this.loose.open(true)
    // What was found may have changed meanwhile; words that are still being typed wait.
    if (place === 'results' && this.search.query.trim() === this.search.answered) void this.search.run()
    if (place === 'names') void this.names.run()
    if (place === 'terms') void this.terms.run()
    if (place === 'accessions') void this.accessions.refresh()
    if (place === 'holdings') void this.holdings.run()
    if (place === 'history') void this.whole.open()
    if (place === 'review') void this.queue.rows.run(this.selection.active)
    if (place === 'openings') void this.openings.refresh()
    if (place === 'checks') {
      void this.checks.backups.open(true)
      void this.findings.refresh()
    }
    if (place === 'tree' && this.selection.active !== null) void this.selection.reveal(this.selection.active)
  }

  /** Goes to the next or previous unit of the list that is shown. */
  step(by: 1 | -1): void {
    if (this.stage.place === 'results') this.showHit(this.search.index + by)
    else {
      const list = this.#sortedList()
      if (list) list.choose(Math.max(0, list.index + by))
      else void this.selection.go(this.selection.position + by, false)
    }
  }

  #sortedList(): { index: number; choose: (index: number) => void } | null {
    switch (this.stage.place) {
      case 'names':
        return this.names.sorted.list
      case 'terms':
        return this.terms.sorted.list
      case 'accessions':
        return this.accessions.list
      case 'holdings':
        return this.holdings.list
      case 'review':
        return this.queue.rows
      default:
        return null
    }
  }

  showHit(index: number): void {
    const hit = this.search.choose(index)
    if (!hit) return
    void this.showPage(hit.id, hit.pageNumber)
  }

  /** Shows a record, and one of its pages when that is named. */
  async showPage(id: DescriptionId, pageNumber: number | null): Promise<void> {
    await this.selection.reveal(id)
    if (pageNumber === null || this.pages.descriptionId !== id) return
    await this.pages.settled()
    await this.pages.go(pageNumber - 1)
  }

  /** Shows the record of a name, in the list of names. */
  async openName(id: AuthorityId): Promise<void> {
    await this.record.flush()
    this.stage.place = 'names'
    this.stage.ask('list')
    await this.names.reveal(id)
  }

  /** Shows the record of a term, in the list of terms. */
  async openTerm(id: TermId): Promise<void> {
    await this.record.flush()
    this.stage.place = 'terms'
    this.stage.ask('list')
    void this.terms.run()
    await this.terms.reveal(id)
  }

  /** Shows an accession, in the register. */
  async openAccession(id: AccessionId): Promise<void> {
    await this.record.flush()
    this.stage.place = 'accessions'
    this.stage.ask('list')
    await this.accessions.reveal(id)
  }

  /** Shows a description that a name, a term, an accession or a container is used in. */
  async openUse(id: DescriptionId): Promise<void> {
    await Promise.all([
      this.names.record.flush(),
      this.terms.record.flush(),
      this.accessions.record.flush(),
      this.holdings.settle(),
    ])
    this.goTo('tree')
    this.stage.ask('list')
    await this.selection.reveal(id)
  }

  /** Shows an item in the Review view, with the queue beside it. */
  async openInReview(id: DescriptionId): Promise<void> {
    await this.record.flush()
    this.stage.work = null
    this.look('review')
    await this.selection.reveal(id)
  }

  /** Shows a container, in the list of all of them. */
  async openContainer(id: ContainerId): Promise<void> {
    await this.record.flush()
    this.stage.place = 'holdings'
    this.stage.ask('list')
    await this.holdings.revealContainer(id)
  }

  /** Adds a hit to the selection or takes it out, selects all between the last one chosen and it, or all that was found. */
  async pickHit(index: number, how: 'toggle' | 'extend' | 'all'): Promise<void> {
    const { search, selection } = this
    const from = Math.max(0, search.index)
    if (how === 'extend') await search.look(Math.min(from, index), Math.max(from, index) + 1)
    const hit = search.hits.get(index)
    if (!hit) return
    if (how === 'all') {
      selection.pick(await search.ids(), selection.active ?? hit.id)
      return
    }
    const [first, last] = [Math.min(from, index), Math.max(from, index)]
    const between = Array.from({ length: last - first + 1 }, (_, at) => search.hits.get(first + at)?.id)
    const picked = new Set(selection.ids)
    if (how === 'extend') for (const id of between) if (id !== undefined) picked.add(id)
    if (how === 'toggle' && picked.has(hit.id) && picked.size > 1) picked.delete(hit.id)
    else picked.add(hit.id)
    search.index = index
    selection.pick(picked, hit.id)
  }

  /** Puts what was cut or copied into the active unit. */
  async paste(): Promise<void> {
    const first = await this.arranging.paste(this.selection.active)
    this.units.problem = this.arranging.problem
    if (first === null) return
    await this.tree.refresh()
    await this.selection.reveal(first)
  }

  /** The record that is shown as it was before its last change. */
  async showPast(): Promise<void> {
    const { active } = this.selection
    if (active === null) return
    const { entries } = await this.client.history.list({ descriptionId: active, limit: 2 })
    const entry = entries[1] ?? entries[0]
    if (entry) this.stage.begin({ kind: 'past', descriptionId: active, historyId: entry.id })
  }

  /** Looks at what is selected in another way. */
  look(view: ViewName): void {
    if (view === 'review' && this.stage.view !== 'review') this.goTo('review')
    if (view !== 'review') this.reviewing.leave()
    this.stage.lookIn(view)
    this.#fillTab()
  }

  openTab(tab: Tab): void {
    this.stage.tab = tab
    this.#fillTab()
  }

  /** Shows the place that a finding names: its record, the tab of its field, and the words selected. */
  showPlace(place: Sought & { descriptionId?: DescriptionId }): void {
    const { descriptionId, ...sought } = place
    if (descriptionId !== undefined && descriptionId !== this.selection.active)
      void this.selection.reveal(descriptionId).then(async () => {
        this.showNow()
        // Its type says where the field stands.
        await this.record.refresh()
        this.#seek(sought)
      })
    else this.#seek(sought)
  }

  #seek(sought: Sought): void {
    this.stage.work = null
    this.stage.sought = sought
    this.openTab(tabOf(sought.field, this.recordTypes.of(this.record.value('recordType') ?? GENERAL)))
  }

  async comparePages(): Promise<void> {
    await this.comparing.begin()
    this.stage.begin({ kind: 'compare' })
  }

  /** The record as one document, and back to how it was looked at. */
  toggleReading(): void {
    const { stage } = this
    if (stage.work?.kind === 'reading') {
      stage.work = null
      stage.ask(FIRST_IN[stage.view])
    } else stage.begin({ kind: 'reading' })
  }

  /** Another window on the same catalogue, where the shell gives an address for one. */
  async openWindow(): Promise<void> {
    const { address } = await this.client.session.invite()
    if (address !== null) window.open(address, '_blank', 'noopener')
  }

  /** The selected units as rows; for one, what is directly below it, or an item with its siblings. */
  openGrid(): void {
    const { ids, active } = this.selection
    const row = this.tree.row(active)
    if (active === null) return
    if (ids.size > 1)
      return this.stage.begin({
        kind: 'grid',
        scope: { kind: 'units', ids: [...ids] as [DescriptionId, ...DescriptionId[]] },
        name: this.words.m.desk.common.selected(ids.size),
      })
    const above = row?.level === 'item' && row.childCount === 0 ? row.parentId : active
    this.stage.begin({
      kind: 'grid',
      scope: { kind: 'children', parentId: above },
      name: this.tree.row(above)?.title ?? this.words.m.untitled,
    })
  }

  /** A spreadsheet that was dropped is looked at before anything is written. */
  openSheet(file: File): void {
    this.stage.begin({ kind: 'sheet' })
    void this.sheetIn.open(() => this.host.handleOf(file, new AbortController().signal))
  }

  /** And so is an EAD file. */
  openEad(file: File): void {
    this.stage.begin({ kind: 'ead' })
    void this.eadIn.open(() => this.host.handleOf(file, new AbortController().signal))
  }

  /** Gives loose pages to the description that is shown. */
  async attach(ids: PageId[]): Promise<void> {
    const { active } = this.selection
    if (active === null) return
    await this.pages.attach(ids, active)
    await this.loose.reload()
  }

  /** Nothing of what was shown stays: it is another catalogue, or none, or its file is another. */
  #leave(): void {
    this.#left = true
    this.selection.clear()
    if (this.stage.work && OF_ONE_CATALOGUE.has(this.stage.work.kind)) this.stage.work = null
    this.stage.place = 'tree'
    this.search.clear()
    this.names.clear()
    this.terms.clear()
    this.accessions.clear()
    this.holdings.clear()
    this.findings.clear()
    this.queue.clear()
    void this.reviewing.open(null)
    void this.citation.saved.open(null)
    this.replacing.clear()
    this.sheetIn.clear()
    this.eadIn.clear()
    void this.kept.open(null)
    this.arranging.held = null
    void this.lists.open(null)
    this.requests.clear()
    this.due.clear()
  }

  async #entered(): Promise<void> {
    await this.catalogue.refresh()
    // What the person has begun in a catalogue that is there already is not taken away by late word of it.
    if (!this.#left) this.#leave()
    this.#left = false
    if (this.catalogue.current === null) return
    void this.recordTypes.refresh()
    void this.search.saved.open(true)
    void this.lending.entered()
    void Promise.all([this.undo.refresh(), this.backups.look(), this.jobs.start(), this.exchange.start()])
    await this.tree.start()
    // The person may have been quicker.
    if (this.selection.active === null) await this.selection.choose(0)
  }

  #take(notice: Notice): void {
    switch (notice.type) {
      case 'job':
        this.jobs.take(notice.job)
        if (notice.job.kind === 'check' && notice.job.state === 'done') void this.findings.refresh()
        if (notice.job.kind === 'fixity' && notice.job.state !== 'running') this.#checkedFixity()
        break
      case 'catalogue':
        void this.#entered()
        break
      case 'changed': {
        this.#gathered ??= this.#gather()
        const { ids, tables } = this.#gathered
        if (notice.descriptionIds === null) this.#gathered.ids = null
        else for (const id of notice.descriptionIds) ids?.add(id)
        for (const table of notice.tables) tables.add(table)
        this.#gathered.last = notice.historyId
        break
      }
      case 'backup':
        this.catalogue.backedUp(notice.at)
        void this.backups.look()
        if (this.stage.work?.kind === 'backups') void this.backups.list.reload()
        break
      case 'ready':
        break
    }
  }

  /** What was seen shows in the report and at the page. */
  #checkedFixity(): void {
    if (this.stage.work?.kind === 'fixity') void this.fixity.refresh()
    if (this.pages.descriptionId !== null) void this.pages.refresh()
  }

  #gather(): Change {
    setTimeout(() => {
      const gathered = this.#gathered
      this.#gathered = null
      if (gathered) void followChange(this, gathered)
    }, GATHER)
    return { ids: new Set(), tables: new Set(), last: 0 }
  }

  #missed(): void {
    void this.catalogue.refresh()
    void this.jobs.start()
    void followChange(this, {
      ids: null,
      tables: new Set(['page', 'scan', 'authority', 'recordType', 'loan']),
      last: 0,
    })
  }

  /** Shows a description; when keys go through the list quickly, only those that are stayed at. */
  #show(id: DescriptionId | null): void {
    const quick = this.#showing !== undefined
    clearTimeout(this.#showing)
    this.#shown = id
    if (!quick) this.#fill()
    this.#showing = setTimeout(() => {
      this.#showing = undefined
      if (this.#shown === this.record.id) return
      this.#fill()
    }, 90)
  }

  /** Shows what is selected without waiting for keys that may still come. */
  showNow(): void {
    if (this.#shown !== this.record.id) this.#fill()
  }

  #fill(): void {
    const id = this.#shown
    void this.record.open(id)
    void this.pages.open(id)
    void this.proposals.list.open(id)
    void this.lists.ofShown.open(id)
    void this.holdings.ofShown.open(id)
    void this.accessions.ofShown.open(id)
    void this.findings.record.open(id)
    void this.related.open(id)
    void this.restrictedAbove.open(id)
    void this.lending.ofShown.open(id)
    void this.textNames.tagged.open(id)
    this.#fillTab()
  }

  #fillTab(): void {
    const id = this.#shown
    const { tab, view } = this.stage
    // Findings name the texts that they stand in.
    if (tab === 'texts' || tab === 'checks' || view !== 'describe') void this.transcribing.open(id)
    if (view === 'review') void this.reviewing.open(id)
    if (this.stage.tab === 'history') void this.history.open(id)
    if (this.stage.tab === 'history') void this.kept.open(id)
    if (this.stage.tab === 'notes' && this.colleagueNotes.list.key !== id)
      void this.colleagueNotes.list.open(id)
  }
}

export const [getDesk, setDesk] = createContext<Desk>()
