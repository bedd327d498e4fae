/** The citation of the record that is shown, made from the institution's template; and the template, as it is edited. */
import type { Client } from '../../src-main/shared/contract/index.ts'
import type { CitationTemplate } from '../../src-main/shared/contract/citation.ts'
import { citationOf, templateProblem } from '../../src-main/shared/domain/citation/index.ts'
import { compareCitations } from '../../src-main/shared/domain/citation/compare.ts'
import type { CatalogueState } from './catalogue.svelte.ts'
import type { Composition } from './composition.svelte.ts'
import { problemOf, UNREACHABLE } from './problem.ts'
import type { Problem } from './problem.ts'
import type { RecordState } from './record.svelte.ts'
import { Resource } from './resource.svelte.ts'
import { SaveQueue } from './save-queue.ts'

interface Change {
  readonly template: string | null
  readonly visit: string
}

export class Citation {
  #client: Client
  #record: RecordState
  #catalogue: CatalogueState
  #queue: SaveQueue<Change>
  #visit = ''

  readonly saved: Resource<true, CitationTemplate>
  /** What is typed and not yet taken. */
  draft = $state.raw<string | null>(null)
  failure = $state.raw<Problem | null>(null)

  template = $derived.by(() => this.draft ?? this.saved.value?.template ?? '')
  problem = $derived(templateProblem(this.template))
  computed = $derived.by(() => {
    const { base } = this.#record
    const institution = this.#catalogue.current?.institution
    if (base === null || !institution || this.template === '') return ''
    return citationOf(this.template, {
      description: base,
      repository: institution.name,
      language: institution.language,
    })
  })
  /** The citation that came with the record, in the language of description. */
  supplied = $derived.by(() => {
    const values = this.#record.base?.preferredCitation.filter(({ value }) => value.trim() !== '') ?? []
    const language = this.#catalogue.current?.institution?.language
    return (values.find((value) => value.language === language) ?? values[0])?.value ?? null
  })
  differences = $derived(this.supplied === null ? [] : compareCitations(this.supplied, this.computed))

  constructor(
    client: Client,
    parting: Client,
    record: RecordState,
    catalogue: CatalogueState,
    composition: Composition,
  ) {
    this.#client = client
    this.#record = record
    this.#catalogue = catalogue
    this.saved = new Resource(() => client.citation.template())
    this.#queue = new SaveQueue<Change>({
      key: () => 'template',
      send: (change) => this.#send(change),
      part: (change) => void parting.citation.setTemplate(change).catch(() => undefined),
      held: () => {
        if (composition.active) composition.whenEnded(() => this.#queue.release())
        return composition.active
      },
      worthRetrying: (error) => problemOf(error).code === UNREACHABLE.code,
      settle: 350,
      longest: 800,
      retryAfter: 2000,
    })
  }

  enter(): void {
    this.#visit = `template-${String(Date.now())}`
  }

  type(template: string): void {
    this.draft = template
    if (template.trim() !== '' && templateProblem(template) === null)
      this.#queue.put({ template, visit: this.#visit })
  }

  /** Back to the program's own template. */
  async reset(): Promise<void> {
    await this.#queue.flush()
    this.enter()
    await this.#send({ template: null, visit: this.#visit }).catch(() => undefined)
    this.draft = null
  }

  async leave(): Promise<void> {
    await this.#queue.flush()
    if (this.problem === null) this.draft = null
  }

  part(): void {
    this.#queue.part()
  }

  async #send(change: Change): Promise<void> {
    try {
      this.saved.value = await this.#client.citation.setTemplate(change)
      this.failure = null
    } catch (error) {
      this.failure = problemOf(error)
      throw error
    }
  }
}
