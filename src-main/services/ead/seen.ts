/** Which words were seen, in eight bytes each: a million of them in a few megabytes. */
export class Seen {
  #slots = new Float64Array(1 << 12)
  #count = 0

  /** True where a word is new. Two of a hundred million may be taken for one another. */
  add(word: string): boolean {
    if (this.#count * 2 > this.#slots.length) this.#grow()
    const hash = hashOf(word)
    const at = slotOf(this.#slots, hash)
    if (this.#slots[at] === hash) return false
    this.#slots[at] = hash
    this.#count++
    return true
  }

  #grow(): void {
    const slots = new Float64Array(this.#slots.length * 4)
    for (const hash of this.#slots) if (hash !== 0) slots[slotOf(slots, hash)] = hash
    this.#slots = slots
  }
}

function slotOf(slots: Float64Array, hash: number): number {
  let at = hash % slots.length
  while (slots[at] !== 0 && slots[at] !== hash) at = (at + 1) % slots.length
  return at
}

/** 53 bits, and never 0: two Fowler-Noll-Vo hashes (1a) with offsets of their own. */
function hashOf(word: string): number {
  let low = 0x811c9dc5
  let high = 0x2f0b4c47
  for (let at = 0; at < word.length; at++) {
    const unit = word.charCodeAt(at)
    low = Math.imul(low ^ unit, 0x01000193)
    high = Math.imul(high ^ (unit + at), 0x01000193)
  }
  return ((high ^ (high >>> 15)) & 0x1fffff) * 0x100000000 + (low >>> 0) || 1
}
