/**
 * Saves what is typed: soon after the last keystroke, and never later than `longest` after the first one that is not
 * saved. One change of a field waits at a time (the latest); changes go out one after the other, in order.
 */
export interface SaveQueueOptions<Change> {
  /** Changes with the same key replace one another while they wait. */
  key: (change: Change) => string
  /** Sends one change; a rejection is either final or worth another try. */
  send: (change: Change) => Promise<void>
  /** Sends without waiting, in a request that outlives the page. */
  part: (change: Change) => void
  /** While true, as in mid-composition, timers wait for `release`. */
  held: () => boolean
  worthRetrying: (error: unknown) => boolean
  /** Milliseconds after the last keystroke. */
  settle: number
  /** Milliseconds after the first keystroke that is not saved. */
  longest: number
  retryAfter: number
}

export class SaveQueue<Change> {
  #options: SaveQueueOptions<Change>
  #waiting = new Map<string, Change>()
  #sending: Change | null = null
  #draining: Promise<void> = Promise.resolve()
  /** Over at the very moment when nothing waits any more: what comes then begins anew. */
  #running = false
  #settle: ReturnType<typeof setTimeout> | undefined
  #longest: ReturnType<typeof setTimeout> | undefined
  #retry: ReturnType<typeof setTimeout> | undefined
  #due = false
  /** What waits goes out though it is held: the person left the field, or undoes. */
  #urgent = false

  constructor(options: SaveQueueOptions<Change>) {
    this.#options = options
  }

  get size(): number {
    return this.#waiting.size + (this.#sending === null ? 0 : 1)
  }

  put(change: Change): void {
    this.#waiting.set(this.#options.key(change), change)
    clearTimeout(this.#settle)
    this.#settle = setTimeout(() => this.#fire(), this.#options.settle)
    this.#longest ??= setTimeout(() => this.#fire(), this.#options.longest)
  }

  /** What was held may go now. */
  release(): void {
    if (this.#due) this.#fire()
  }

  /** Sends everything that waits, also what is held; resolves when all of it is answered. */
  flush(): Promise<void> {
    this.#urgent = true
    return this.#begin()
  }

  /** The page is going away: everything goes out at once, also what is still unanswered. */
  part(): void {
    this.#clear()
    const last = this.#sending === null ? [] : [this.#sending]
    for (const change of [...last, ...this.#waiting.values()]) this.#options.part(change)
    // The person may stay after all; to save the same twice changes nothing.
    if (this.#waiting.size > 0) this.#settle = setTimeout(() => this.#fire(), this.#options.settle)
  }

  #fire(): void {
    if (this.#options.held()) {
      this.#due = true
      return
    }
    void this.#begin()
  }

  #begin(): Promise<void> {
    this.#clear()
    if (!this.#running) this.#draining = this.#drain()
    return this.#draining
  }

  #clear(): void {
    this.#due = false
    clearTimeout(this.#settle)
    clearTimeout(this.#longest)
    clearTimeout(this.#retry)
    this.#settle = this.#longest = this.#retry = undefined
  }

  async #drain(): Promise<void> {
    this.#running = true
    try {
      for (;;) {
        const [first] = this.#waiting
        if (first === undefined) return
        // It was typed while another change was on its way.
        if (!this.#urgent && this.#options.held()) {
          this.#due = true
          return
        }
        if (!(await this.#sendOne(...first))) return
      }
    } finally {
      this.#running = false
      this.#urgent = false
    }
  }

  /** False when the change waits for another try. */
  async #sendOne(key: string, change: Change): Promise<boolean> {
    this.#waiting.delete(key)
    this.#sending = change
    try {
      await this.#options.send(change)
    } catch (error) {
      if (this.#options.worthRetrying(error)) {
        // A newer change of the same field takes its place.
        const rest = this.#waiting
        this.#waiting = new Map([[key, rest.get(key) ?? change], ...rest])
        this.#retry = setTimeout(() => this.#fire(), this.#options.retryAfter)
        return false
      }
    } finally {
      this.#sending = null
    }
    return true
  }
}
