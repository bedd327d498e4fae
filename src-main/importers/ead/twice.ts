/**
 * A finding aid may list its series twice: in an overview, and in depth. A unit of the second list with the number and
 * title of one of the first is that unit, and what it says more is added to it.
 */
import type { Draft, Unit } from './unit.ts'

interface Listed {
  readonly unit: Unit
  readonly ordinal: number
}

/** An overview is short; of longer lists the beginning is remembered. */
const MOST = 2000

export class Twice {
  readonly #listed = new Map<string, Listed & { readonly list: number }>()

  /** The unit of an earlier list that this one, of the list with this number, is once more; its fields are then added to it. */
  find(unit: Unit, list: number, ordinal: number): Listed | null {
    const key = keyOf(unit.draft)
    if (key === null) return null
    const known = this.#listed.get(key)
    if (known && known.list < list) {
      // Another one of that name is another unit.
      this.#listed.delete(key)
      addTo(known.unit.draft, unit.draft)
      // The claims of the second are held against what the two are together.
      known.unit.level ??= unit.level
      return known
    }
    if (!known && this.#listed.size < MOST) this.#listed.set(key, { unit, ordinal, list })
    return null
  }
}

function keyOf({ referenceCode, title }: Draft): string | null {
  const name = title[0]?.value ?? ''
  return referenceCode === null && name === '' ? null : `${referenceCode ?? ''}\n${name}`
}

/** Adds the values that are not there yet. */
function addTo(draft: Draft, other: Draft): void {
  draft.otherLevel ??= other.otherLevel
  for (const [field, values] of Object.entries(other)) {
    const own = draft[field as keyof Draft]
    if (!Array.isArray(values) || !Array.isArray(own)) continue
    const known = new Set(own.map((value) => JSON.stringify(value)))
    for (const value of values) if (!known.has(JSON.stringify(value))) (own as unknown[]).push(value)
  }
}
