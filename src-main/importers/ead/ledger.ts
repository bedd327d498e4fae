/**
 * The account of an import: every element, attribute and text of the source as mapped, kept beside the record, or refused,
 * counted by where it stands. `c01` to `c12` are counted as `c`, and what is below a section by its name alone.
 */
import { isXmlBlank, residueOf } from './node.ts'
import type { EadNode } from './node.ts'

export const FATES = ['mapped', 'kept', 'refused'] as const
export type Fate = (typeof FATES)[number]

export interface LedgerRow {
  /** `c/did/unittitle`, `c/scopecontent//emph`, `c/did/container@id`; a text is counted with its element, as `…/text()`. */
  readonly path: string
  readonly what: 'element' | 'attribute' | 'text' | 'aside'
  readonly mapped: number
  readonly kept: number
  readonly refused: number
  /** Where the first of those that are not mapped stands; 0 where all are. */
  readonly line: number
  readonly column: number
}

/** A part of the source that the model has not, word for word. */
export interface Kept {
  /** Of the unit, or of the document around it. */
  readonly place: 'unit' | 'file'
  readonly path: string
  readonly line: number
  readonly column: number
  readonly xml: string
}

type Counted = { -readonly [K in keyof LedgerRow]: LedgerRow[K] }

/** A document may name as many elements as it has; as many are told apart. */
const MOST_ROWS = 5000
const OTHERS = '…'

export class Ledger {
  readonly #rows = new Map<string, Counted>()
  readonly totals: Record<Fate, number> = { mapped: 0, kept: 0, refused: 0 }

  /** Counts a part; `refused` where nothing of it is taken in. Gives what is kept of it. */
  add(node: EadNode, base: string, place: Kept['place'], isRefused: boolean): Kept | null {
    const path = base === '' ? node.name : `${base}/${node.name}`
    this.#element(node, path, `${path}//`, isRefused)
    if (isRefused) return null
    const xml = residueOf(node)
    return xml === null ? null : { place, path, line: node.line, column: node.column, xml }
  }

  /** Most counted first. */
  rows(): LedgerRow[] {
    const total = ({ mapped, kept, refused }: LedgerRow) => mapped + kept + refused
    return [...this.#rows.values()].sort(
      (one, other) => total(other) - total(one) || (one.path < other.path ? -1 : 1),
    )
  }

  #element(node: EadNode, path: string, below: string, isRefused: boolean): void {
    this.#count(path, 'element', node.taken, isRefused, node)
    for (const name in node.attributes) {
      if (name === 'xmlns' || name.startsWith('xmlns:')) continue
      this.#count(
        `${path}@${name}`,
        'attribute',
        node.takenAttributes?.includes(name) === true,
        isRefused,
        node,
      )
    }
    for (const child of node.children) {
      if (child.kind === 'element') {
        // Of `did` each child has a path of its own; what is deeper is counted by its name.
        const isDirect = node.name === 'did' || node.name === 'controlaccess'
        const own = isDirect && path.endsWith(`/${node.name}`) ? `${path}/${child.name}` : below + child.name
        this.#element(child, own, isDirect ? `${own}//` : below, isRefused)
      } else if (child.kind !== 'text')
        this.#count(`${path}/${child.kind}()`, 'aside', false, isRefused, node)
      else if (!isXmlBlank(child.text)) this.#count(`${path}/text()`, 'text', child.taken, isRefused, node)
    }
  }

  #count(
    path: string,
    what: LedgerRow['what'],
    isMapped: boolean,
    isRefused: boolean,
    { line, column }: EadNode,
  ): void {
    let row = this.#rows.get(path)
    if (!row) {
      const key = this.#rows.size < MOST_ROWS ? path : `${OTHERS} ${what}`
      row = this.#rows.get(key)
      if (!row) {
        row = { path: key, what, mapped: 0, kept: 0, refused: 0, line: 0, column: 0 }
        this.#rows.set(key, row)
      }
    }
    const fate: Fate = isRefused ? 'refused' : isMapped ? 'mapped' : 'kept'
    row[fate]++
    this.totals[fate]++
    if (fate !== 'mapped' && row.line === 0) {
      row.line = line
      row.column = column
    }
  }
}
