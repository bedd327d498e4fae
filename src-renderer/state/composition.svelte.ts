/** Whether an input method is composing: nothing is saved, searched or moved before it ends. */

export class Composition {
  active = $state(false)
  #waiting: (() => void)[] = []

  /** Follows a document; gives back the way to stop. */
  follow(target: EventTarget): () => void {
    const begin = () => {
      this.active = true
    }
    const end = () => {
      if (!this.active) return
      this.active = false
      // The input event with the final text comes after compositionend in some browsers.
      queueMicrotask(() => {
        const waiting = this.#waiting
        this.#waiting = []
        for (const act of waiting) act()
      })
    }
    target.addEventListener('compositionstart', begin, true)
    target.addEventListener('compositionend', end, true)
    // A field that goes away in mid-composition fires no compositionend.
    target.addEventListener('focusin', end, true)
    return () => {
      target.removeEventListener('compositionstart', begin, true)
      target.removeEventListener('compositionend', end, true)
      target.removeEventListener('focusin', end, true)
    }
  }

  /** Acts now, or as soon as the composition that is going on has ended. */
  whenEnded(act: () => void): void {
    if (this.active) this.#waiting.push(act)
    else act()
  }
}
