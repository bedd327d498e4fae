/** The desk: every concern once, and what one of them means to the others. */
import { createContext } from 'svelte'
import type { Client } from '../../src-main/shared/contract/index.ts'
import type { Notice } from '../../src-main/shared/contract/event.ts'
import type { AuthorityId, DescriptionId, PageId } from '../../src-main/shared/contract/ids.ts'
import type { Page } from '../../src-main/shared/contract/scan.ts'
import type { Text } from '../../src-main/shared/contract/text.ts'
import type { Words } from '../i18n.svelte.ts'
import { Bin } from './bin.svelte.ts'
import { CatalogueState } from './catalogue.svelte.ts'
import { Checks } from './checks.svelte.ts'
import { Composition } from './composition.svelte.ts'
import { Exchange } from './exchange.svelte.ts'
import { RecordHistory } from './history.svelte.ts'
import type { Host } from './host.ts'
import { askTileSource } from './images.ts'
import { Jobs } from './jobs.svelte.ts'
import { Merging } from './merging.svelte.ts'
import { Names } from './names.svelte.ts'
import { Notices } from './notices.svelte.ts'
import { Pages } from './pages.svelte.ts'
import { Proposals } from './proposals.svelte.ts'
import { RecordState } from './record.svelte.ts'
import { Replacing } from './replacing.svelte.ts'
import { RecordTypes } from './record-types.svelte.ts'
import { Resource } from './resource.svelte.ts'
import { Search } from './search.svelte.ts'
import { Selection } from './selection.svelte.ts'
import { Preferences } from './settings.svelte.ts'
import { Stage } from './stage.svelte.ts'
import type { PlaceName, Tab } from './stage.svelte.ts'
import { Tree } from './tree.svelte.ts'
import { Undo } from './undo.svelte.ts'
import { Units } from './units.svelte.ts'
import { Vocabulary } from './vocabulary.ts'

/** Changes that come close together are asked about once. */
const GATHER = 60

/** Tables whose change shows in the list of names, or in the record of one. */
const NAMING = /^(authority|agent|positionHolder)/

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
  readonly pages: Pages
  readonly loose: Resource<true, { total: number; pages: Page[] }>
  readonly proposals: Proposals
  readonly texts: Resource<DescriptionId, Text[]>
  readonly history: RecordHistory
  readonly undo: Undo
  readonly jobs: Jobs
  readonly search: Search
  readonly bin: Bin
  readonly checks: Checks
  readonly exchange: Exchange
  readonly names: Names
  readonly merging: Merging
  readonly replacing: Replacing
  readonly vocabulary: Vocabulary
  readonly session: Resource<true, Awaited<ReturnType<Client['session']['about']>>>

  #gathered: { ids: Set<number> | null; tables: Set<string>; last: number } | null = null
  #shown: DescriptionId | null = null
  #showing: ReturnType<typeof setTimeout> | undefined

  constructor({ client, parting, host, words, root }: DeskParts) {
    this.client = client
    this.host = host
    this.words = words
    this.record = new RecordState(client, parting, this.composition)
    this.names = new Names(client, parting, this.composition, words)
    const settle = async () => void (await Promise.all([this.record.settle(), this.names.record.settle()]))
    this.recordTypes = new RecordTypes(client)
    this.notices = new Notices(client)
    this.preferences = new Preferences(client, words, root)
    this.catalogue = new CatalogueState(client)
    this.tree = new Tree(client)
    this.selection = new Selection(this.tree, (id) => this.#show(id))
    this.units = new Units(client, this.tree, this.selection, settle)
    this.pages = new Pages(client, askTileSource)
    this.loose = new Resource(() => client.scan.loose({ limit: 200 }))
    this.proposals = new Proposals(client, settle)
    this.texts = new Resource((descriptionId) => client.text.list({ descriptionId }))
    this.history = new RecordHistory(client)
    this.undo = new Undo(client, settle)
    this.jobs = new Jobs(client)
    this.search = new Search(client, this.composition)
    this.bin = new Bin(client)
    this.checks = new Checks(client)
    this.merging = new Merging(client, settle)
    this.exchange = new Exchange(client, settle)
    this.replacing = new Replacing(client, settle)
    this.vocabulary = new Vocabulary(client, words)
    this.session = new Resource(() => client.session.about())
  }

  async start(preferred: readonly string[], signal: AbortSignal): Promise<void> {
    void this.notices.follow(
      (notice) => this.#take(notice),
      () => this.#missed(),
      signal,
    )
    await Promise.all([this.preferences.start(preferred), this.session.open(true)])
    await this.#entered()
  }

  goTo(place: PlaceName): void {
    this.stage.place = place
    if (place === 'bin') void Promise.all([this.bin.list.open(true), this.bin.names.open(true)])
    if (place === 'loose') void this.loose.open(true)
    // What was found may have changed meanwhile; words that are still being typed wait.
    if (place === 'results' && this.search.query.trim() === this.search.answered) void this.search.run()
    if (place === 'names') void this.names.run()
    if (place === 'checks') void this.checks.backups.open(true)
    if (place === 'tree' && this.selection.active !== null) void this.selection.reveal(this.selection.active)
  }

  /** Goes to the next or previous unit of the list that is shown. */
  step(by: 1 | -1): void {
    if (this.stage.place === 'results') this.showHit(this.search.index + by)
    else if (this.stage.place === 'names') this.names.choose(Math.max(0, this.names.index + by))
    else void this.selection.go(this.selection.position + by, false)
  }

  showHit(index: number): void {
    const hit = this.search.choose(index)
    if (!hit) return
    void this.selection.reveal(hit.id).then(async () => {
      if (hit.pageNumber === null || this.pages.descriptionId !== hit.id) return
      await this.pages.settled()
      await this.pages.go(hit.pageNumber - 1)
    })
  }

  /** Shows the record of a name, in the list of names. */
  async openName(id: AuthorityId): Promise<void> {
    await this.record.flush()
    this.stage.place = 'names'
    this.stage.ask('list')
    await this.names.reveal(id)
  }

  /** Shows a description that a name is used in. */
  async openUse(id: DescriptionId): Promise<void> {
    await this.names.record.flush()
    this.goTo('tree')
    this.stage.ask('list')
    await this.selection.reveal(id)
  }

  openTab(tab: Tab): void {
    this.stage.tab = tab
    this.#fillTab()
  }

  /** Another window on the same catalogue, where the shell gives an address for one. */
  async openWindow(): Promise<void> {
    const { address } = await this.client.session.invite()
    if (address !== null) window.open(address, '_blank', 'noopener')
  }

  /** Gives loose pages to the description that is shown. */
  async attach(ids: PageId[]): Promise<void> {
    const { active } = this.selection
    if (active === null) return
    await this.pages.attach(ids, active)
    await this.loose.reload()
  }

  async #entered(): Promise<void> {
    await this.catalogue.refresh()
    this.selection.clear()
    this.stage.place = 'tree'
    this.search.clear()
    this.names.clear()
    this.replacing.clear()
    if (this.catalogue.current === null) return
    void Promise.all([
      this.recordTypes.refresh(),
      this.undo.refresh(),
      this.jobs.start(),
      this.exchange.start(),
    ])
    await this.tree.start()
    // The person may have been quicker.
    if (this.selection.active === null) await this.selection.choose(0)
  }

  #take(notice: Notice): void {
    switch (notice.type) {
      case 'job':
        this.jobs.take(notice.job)
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
        break
      case 'ready':
        break
    }
  }

  #gather(): { ids: Set<number>; tables: Set<string>; last: number } {
    setTimeout(() => {
      const gathered = this.#gathered
      this.#gathered = null
      if (gathered) void this.#changed(gathered.ids, gathered.tables, gathered.last)
    }, GATHER)
    return { ids: new Set(), tables: new Set(), last: 0 }
  }

  async #changed(ids: Set<number> | null, tables: Set<string>, historyId: number): Promise<void> {
    if (this.undo.last?.entry.id !== historyId) this.undo.forget()
    void this.undo.refresh()
    // How many there are.
    if (tables.has('description') || tables.has('page')) void this.catalogue.refresh()
    if (this.stage.place === 'bin') void Promise.all([this.bin.list.reload(), this.bin.names.reload()])
    if (tables.has('recordType')) {
      void this.recordTypes.refresh()
      // What is missing is decided by the types.
      void this.tree.refresh()
    }
    if (this.stage.place === 'loose') void this.loose.reload()
    if (this.stage.place === 'results') void this.search.run()
    if (this.stage.place === 'names' && [...tables].some((table) => NAMING.test(table))) {
      void this.names.run()
      void this.names.record.refresh()
      void this.names.record.uses.reload()
    }
    if (this.stage.work?.kind === 'replace') void this.replacing.again(historyId)
    const { active } = this.selection
    if (ids === null || ids.size > 1) {
      // What is shown may be gone: then what follows it is shown instead of a refusal.
      await this.tree.refresh()
      await this.selection.follow()
    } else void this.tree.refresh().then(() => this.selection.follow())
    if (active === null || active !== this.selection.active || !(ids === null || ids.has(active))) return
    void this.record.refresh()
    void this.proposals.list.reload()
    if (tables.has('page') || tables.has('scan')) void this.pages.refresh()
    if (this.stage.tab === 'history') void this.history.list.reload()
    if (this.stage.tab === 'texts') void this.texts.reload()
  }

  /** Notices may have been lost: everything is asked for again. */
  #missed(): void {
    void this.catalogue.refresh()
    void this.jobs.start()
    void this.#changed(null, new Set(['page', 'scan', 'authority', 'recordType']), 0)
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
    this.#fillTab()
  }

  #fillTab(): void {
    const id = this.#shown
    if (this.stage.tab === 'texts' && this.texts.key !== id) void this.texts.open(id)
    if (this.stage.tab === 'history') void this.history.open(id)
  }
}

export const [getDesk, setDesk] = createContext<Desk>()
