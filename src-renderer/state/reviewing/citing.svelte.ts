/** The codes that a redaction cites, found as they are typed, with what each has to be cited with. */
import type { Client } from '../../../src-main/shared/contract/index.ts'
import type { OfferedExemption } from '../../../src-main/shared/contract/exemption.ts'
import type { DescriptionId } from '../../../src-main/shared/contract/ids.ts'
import type { CitedExemption } from '../../../src-main/shared/contract/redaction.ts'
import type { Need, Regime } from '../../../src-main/shared/domain/exemption.ts'
import type { Exemptions } from '../exemptions.svelte.ts'
import { Resource } from '../resource.svelte.ts'

const fold = (words: string): string => words.normalize('NFKC').toLowerCase().trim()

/** How well a code answers to what was typed; null where it does not. */
function rank(code: OfferedExemption, typed: string): number | null {
  const names = [code.code, code.also ?? '', code.stamp].map(fold)
  if (names.some((name) => name === typed)) return 0
  if (names.some((name) => name.startsWith(typed))) return 1
  const said = [...names, fold(code.label.en), fold(code.label.ja)]
  return said.some((words) => words.includes(typed)) ? 2 : null
}

export class Citing {
  #exemptions: Exemptions
  readonly #offered: Resource<
    { regime: Regime; descriptionId: DescriptionId },
    Awaited<ReturnType<Client['exemption']['offered']>>
  >
  /** Codes that were cited in this sitting, the last one first. */
  #recent = $state.raw<readonly CitedExemption[]>([])

  codes = $derived.by(() => this.#offered.value?.codes ?? [])
  problem = $derived.by(() => this.#offered.problem)

  constructor(client: Client, exemptions: Exemptions) {
    this.#exemptions = exemptions
    this.#offered = new Resource((asked) => client.exemption.offered(asked))
  }

  get regime(): Regime {
    return this.#exemptions.regime
  }

  /** The law that the office's records are under; kept for the next mark. */
  async under(regime: Regime, descriptionId: DescriptionId): Promise<void> {
    this.#exemptions.regime = regime
    await this.open(descriptionId)
  }

  async open(descriptionId: DescriptionId): Promise<void> {
    const { key } = this.#offered
    if (key?.regime === this.regime && key.descriptionId === descriptionId && !this.#offered.problem) return
    await this.#offered.open({ regime: this.regime, descriptionId })
  }

  codeOf = ({
    vocabulary,
    code,
  }: Pick<CitedExemption, 'vocabulary' | 'code'>): OfferedExemption | undefined =>
    this.codes.find((one) => one.vocabulary === vocabulary && one.code === code)

  /** The code that was cited last, where it can be cited here. */
  last = $derived.by<CitedExemption | null>(
    () => this.#recent.find((one) => this.codeOf(one)?.standing === 'offered') ?? null,
  )

  /** Codes that answer to what is typed, those cited lately before others of the same rank. */
  async find(typed: string): Promise<OfferedExemption[]> {
    await this.#offered.settled()
    const wanted = fold(typed)
    const lately = (code: OfferedExemption) => {
      const at = this.#recent.findIndex((one) => one.vocabulary === code.vocabulary && one.code === code.code)
      return at === -1 ? this.#recent.length : at
    }
    return this.codes
      .flatMap((code, index) => {
        const found = code.standing === 'offered' ? rank(code, wanted) : null
        return found === null ? [] : [{ code, found, index }]
      })
      .sort(
        (one, other) =>
          one.found - other.found || lately(one.code) - lately(other.code) || one.index - other.index,
      )
      .map(({ code }) => code)
  }

  remember(cited: readonly CitedExemption[]): void {
    const key = ({ vocabulary, code }: CitedExemption) => `${vocabulary} ${code}`
    const now = new Set(cited.map(key))
    this.#recent = [...cited, ...this.#recent.filter((one) => !now.has(key(one)))].slice(0, 20)
  }
}

/** What is still to be said with codes that are cited. */
export const missingNeeds = (
  cited: readonly CitedExemption[],
  codeOf: Citing['codeOf'],
): { cited: CitedExemption; need: Need }[] =>
  cited.flatMap((one) =>
    (codeOf(one)?.needs ?? [])
      .filter((need) => (one.said[need] ?? '').trim() === '')
      .map((need) => ({ cited: one, need })),
  )
