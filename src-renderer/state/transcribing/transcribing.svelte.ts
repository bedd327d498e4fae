/** The texts of the description that is shown, two of them side by side, and where the person is in them. */
import type { Client } from '../../../src-main/shared/contract/index.ts'
import type { DescriptionId, PageId, ParagraphId, TextId } from '../../../src-main/shared/contract/ids.ts'
import type { Line, Paragraph, Text } from '../../../src-main/shared/contract/text.ts'
import type { TextMarkKind } from '../../../src-main/shared/domain/text-mark.ts'
import { editsBetween, shiftedPlace } from '../../../src-main/shared/domain/span.ts'
import type { Span } from '../../../src-main/shared/domain/span.ts'
import type { EditedParagraph } from '../../edited-paragraph.ts'
import type { Composition } from '../composition.svelte.ts'
import type { Pages } from '../pages.svelte.ts'
import { problemOf } from '../problem.ts'
import type { Problem } from '../problem.ts'
import { Resource } from '../resource.svelte.ts'
import { Naming } from './naming.svelte.ts'
import { ParagraphPast } from './paragraph-past.svelte.ts'
import { Placing } from './placing.svelte.ts'
import { TextDraft } from './text-draft.svelte.ts'
import type { Cursor, Whole } from './whole.ts'

export const SIDES = ['left', 'right'] as const
export type Side = (typeof SIDES)[number]

interface Two {
  readonly textId: TextId
  readonly otherId: TextId
}
type Pairs = Awaited<ReturnType<Client['alignment']['propose']>>
type About = Pick<Text, 'kind' | 'language' | 'script' | 'direction' | 'agent' | 'status'>

/** What the commands of the desk ask of an editor. */
export interface Surface {
  readonly marks: ReadonlySet<TextMarkKind>
  toggle(kind: TextMarkKind): void
  set(attributes: Partial<Pick<EditedParagraph, 'kind' | 'pageId' | 'continues'>>): void
  go(id: ParagraphId, span?: Span): void
  reveal(id: ParagraphId): void
  focus(): void
}

interface Parts {
  readonly texts: Resource<DescriptionId, Text[]>
  readonly pages: Pages
  readonly composition: Composition
}

export class Transcribing implements Whole {
  #client: Client
  #parting: Client
  #parts: Parts
  #drafts = new Map<TextId, TextDraft>()
  /** Those drafts, for what is derived of them: a column that is made may not change what others show. */
  #known = $state.raw<readonly TextDraft[]>([])
  #chosen = $state.raw<Partial<Record<Side, TextId>>>({})
  cursor = $state.raw<Cursor | null>(null)
  /** The side that the person was in last. */
  active = $state<Side>('left')
  #surfaces: Record<Side, Surface | null> = { left: null, right: null }
  problem = $state.raw<Problem | null>(null)
  readonly placing: Placing
  readonly naming: Naming
  readonly past: ParagraphPast
  readonly pairs: Resource<Two, Pairs>
  /** The paragraphs of the two texts when their pairs were asked for. */
  #paired = ''

  all = $derived.by(() => this.#parts.texts.value ?? [])

  /** What stands on the left and on the right: as chosen, else the transcription and the first other text. */
  sides = $derived.by<Record<Side, Text | null>>(() => {
    const chosen = (side: Side) => this.all.find(({ id }) => id === this.#chosen[side])
    const left =
      chosen('left') ?? this.all.find(({ kind }) => kind === 'transcription') ?? this.all[0] ?? null
    const right = chosen('right') ?? this.all.find(({ id }) => id !== left?.id) ?? null
    return { left, right: right?.id === left?.id ? null : right }
  })

  /** The paragraph that the cursor is in. */
  paragraph = $derived.by<Paragraph | null>(() => {
    const text = this.sides[this.active]
    return text?.paragraphs.find(({ id }) => id === this.cursor?.paragraph.id) ?? null
  })

  /** The line that the cursor is in, where lines are known. */
  line = $derived.by<Line | null>(() => {
    const { paragraph, cursor } = this
    if (paragraph === null || cursor === null) return null
    // What was typed since the core was asked has moved the ends of lines.
    const edits = editsBetween(paragraph.value, cursor.paragraph.value)
    const ends = (line: Line) => shiftedPlace(line.end, edits)
    return paragraph.lines.find((line) => cursor.start < ends(line)) ?? paragraph.lines.at(-1) ?? null
  })

  /** The same for as long as the cursor stays in one paragraph, wherever in it. */
  #standing = $derived(this.cursor?.paragraph.id ?? null)

  /** Paragraphs of the other text that say the same as the one of the cursor, as somebody said or as it is proposed. */
  partners = $derived.by<ReadonlySet<ParagraphId>>(() => {
    const id = this.#standing
    return new Set(
      (this.pairs.value?.pairs ?? []).flatMap(({ paragraphId, otherId }) =>
        paragraphId === id ? [otherId] : otherId === id ? [paragraphId] : [],
      ),
    )
  })

  /** What lights up on the page that is looked at. */
  lit = $derived.by(() => {
    const { paragraph, line } = this
    if (paragraph === null || line === null || paragraph.pageId !== this.#parts.pages.current?.id) return []
    return [
      {
        key: `line ${String(paragraph.id)} ${String(line.start)}`,
        label: paragraph.value.slice(line.start, line.end),
        region: line.region,
        lit: true,
      },
    ]
  })

  constructor(client: Client, parting: Client, parts: Parts) {
    this.#client = client
    this.#parting = parting
    this.#parts = parts
    this.placing = new Placing(client, this, parts.pages)
    this.naming = new Naming(client, this)
    this.past = new ParagraphPast(client, this)
    this.pairs = new Resource((two) => client.alignment.propose(two))
  }

  saving = $derived(this.#known.some(({ state }) => state === 'saving'))
  typing = $derived(this.#known.some(({ state }) => state === 'typing'))
  unsaved = $derived(this.#known.filter(({ state }) => state === 'refused' || state === 'waiting'))

  savedAt = $derived(
    this.#known.reduce<Date | null>(
      (last, { savedAt }) => (savedAt !== null && (last === null || savedAt > last) ? savedAt : last),
      null,
    ),
  )

  draftOf(text: Text): TextDraft {
    const there = this.#drafts.get(text.id)
    if (there) return there
    const draft = new TextDraft(this.#client, this.#parting, this.#parts.composition, text)
    this.#drafts.set(text.id, draft)
    return draft
  }

  /** The texts of a description; what was typed in those of another goes out. */
  async open(id: DescriptionId | null): Promise<void> {
    if (id === this.#parts.texts.key) return
    await this.settle()
    this.#drafts.clear()
    this.#known = []
    this.#chosen = {}
    this.cursor = null
    this.placing.giveUp()
    this.naming.passage = null
    this.problem = null
    await this.#parts.texts.open(id)
    this.#told()
  }

  /** What the core says now, after any change. */
  async refresh(): Promise<void> {
    const before = new Map([...this.#drafts.values()].map((draft) => [draft, draft.written]))
    const { value } = this.#parts.texts
    await this.#parts.texts.reload()
    // Another question was asked meanwhile: its answer says it.
    if (this.#parts.texts.value === value) return
    // What was written since this was asked is not in the answer; what follows it is told by another notice.
    this.#told((draft) => draft.written === before.get(draft))
    this.past.reload()
  }

  #told(current: (draft: TextDraft) => boolean = () => true): void {
    const there = new Set(this.all.map(({ id }) => id))
    for (const id of this.#drafts.keys()) if (!there.has(id)) this.#drafts.delete(id)
    for (const text of this.all) {
      const draft = this.draftOf(text)
      if (current(draft)) draft.take(text)
    }
    this.#known = [...this.#drafts.values()]
    this.#pair()
  }

  /** Asks which paragraphs say the same when there are others than before; words alone change little. */
  #pair(): void {
    const { left, right } = this.sides
    const paragraphs = [left, right].map((text) => text?.paragraphs.map(({ id }) => id).join() ?? '')
    const wanted = left && right ? paragraphs.join(' ') : ''
    if (wanted === this.#paired) return
    this.#paired = wanted
    // The person may have gone to a paragraph before its partners were known.
    void this.pairs
      .open(left && right ? { textId: left.id, otherId: right.id } : null)
      .then(() => this.#revealPartner())
  }

  #revealPartner(): void {
    const [first] = this.partners
    if (first !== undefined) this.#surfaces[this.active === 'left' ? 'right' : 'left']?.reveal(first)
  }

  settle = async (): Promise<void> =>
    void (await Promise.all([...this.#drafts.values()].map((draft) => draft.flush())))

  part(): void {
    for (const draft of this.#drafts.values()) draft.part()
  }

  choose(side: Side, id: TextId): void {
    const other = side === 'left' ? 'right' : 'left'
    const before = this.sides[side]?.id
    // Each of the two texts stands once: they change places.
    this.#chosen =
      this.sides[other]?.id === id && before !== undefined
        ? { [side]: id, [other]: before }
        : { ...this.#chosen, [side]: id }
    this.#pair()
  }

  /** The cursor has moved. The page that its paragraph stands on is shown, and what answers to it in the other text. */
  follow(side: Side, cursor: Cursor): void {
    const before = this.cursor?.paragraph.key
    this.active = side
    this.cursor = cursor
    if (cursor.paragraph.key === before) return
    const { pages } = this.#parts
    const index = pages.all.findIndex(({ id }) => id === cursor.paragraph.pageId)
    if (index !== -1 && index !== pages.index) void pages.go(index)
    this.#revealPartner()
    this.past.follow()
  }

  /** What stands at a point of a page, in the texts that are shown; a transcription first. */
  at(
    pageId: PageId,
    { x, y }: { x: number; y: number },
  ): { side: Side; paragraph: Paragraph; line: Line } | null {
    const holds = ({ region }: Line) =>
      x >= region.x && x <= region.x + region.width && y >= region.y && y <= region.y + region.height
    for (const side of SIDES)
      for (const paragraph of this.sides[side]?.paragraphs ?? []) {
        const line = paragraph.pageId === pageId ? paragraph.lines.find(holds) : undefined
        if (line) return { side, paragraph, line }
      }
    return null
  }

  /** Puts the cursor on the words at a point of a page. */
  goTo(pageId: PageId, point: { x: number; y: number }): void {
    const found = this.at(pageId, point)
    if (found)
      this.#surfaces[found.side]?.go(found.paragraph.id, { start: found.line.start, end: found.line.start })
  }

  /** The editor of a side comes, and goes. */
  give(side: Side, surface: Surface | null): void {
    this.#surfaces[side] = surface
  }

  /** Marks that hold where the cursor is. */
  get marks(): ReadonlySet<TextMarkKind> {
    return this.surface?.marks ?? new Set()
  }

  /** Vertical writing, or horizontal again. */
  async turn(): Promise<void> {
    const { text } = this
    if (text)
      await this.edit(text.id, { direction: text.direction === 'vertical' ? 'horizontal' : 'vertical' })
  }

  get text(): Text | null {
    return this.sides[this.active]
  }

  get descriptionId(): DescriptionId | null {
    return this.#parts.texts.key
  }

  focus(): void {
    this.surface?.focus()
  }

  get surface(): Surface | null {
    return this.#surfaces[this.active]
  }

  focusOther(): void {
    const other = this.active === 'left' ? 'right' : 'left'
    this.#surfaces[other]?.focus()
  }

  async create(kind: Text['kind'], language: string | null, script: string | null): Promise<TextId | null> {
    const { descriptionId } = this
    if (descriptionId === null) return null
    const made = await this.act(() =>
      this.#client.text.create({ descriptionId, kind, language, script, agent: null }),
    )
    if (made && this.sides.left?.id !== made.id) this.#chosen = { ...this.#chosen, right: made.id }
    return made?.id ?? null
  }

  edit = (id: TextId, patch: Partial<About>) => this.act(() => this.#client.text.edit({ id, patch }))

  remove = (id: TextId) => this.act(() => this.#client.text.remove({ id }))

  async act<T>(act: () => Promise<T>): Promise<T | null> {
    try {
      await this.settle()
      const done = await act()
      await this.refresh()
      this.problem = null
      return done
    } catch (error) {
      this.problem = problemOf(error)
      return null
    }
  }
}
