/** Undo and redo, wherever the last change was. */
import type { Client } from '../../src-main/shared/contract/index.ts'
import type { HistoryEntry } from '../../src-main/shared/contract/history.ts'
import { problemOf } from './problem.ts'
import type { Problem } from './problem.ts'

export class Undo {
  #client: Client
  #settle: () => Promise<void>
  undoable = $state.raw<HistoryEntry | null>(null)
  redoable = $state.raw<HistoryEntry | null>(null)
  /** What was undone or redone last, to be told. */
  last = $state.raw<{ kind: 'undo' | 'redo'; entry: HistoryEntry } | null>(null)
  problem = $state.raw<Problem | null>(null)
  /** What somebody else did, and would be taken back: the person is asked first. */
  asking = $state.raw<{ kind: 'undo' | 'redo'; entry: HistoryEntry } | null>(null)
  #another = { undo: false, redo: false }
  #busy: Promise<void> = Promise.resolve()

  /** `settle` saves what is being typed, so that it is the first thing to be undone. */
  constructor(client: Client, settle: () => Promise<void>) {
    this.#client = client
    this.#settle = settle
  }

  async refresh(): Promise<void> {
    try {
      const { undo, redo, another } = await this.#client.history.state()
      this.#another = another
      this.undoable = undo
      this.redoable = redo
    } catch {
      this.undoable = this.redoable = null
    }
  }

  /** The person was told whose work it is, and wants it taken back. */
  async confirm(): Promise<void> {
    const { asking } = this
    this.asking = null
    if (asking) await this.#turn(asking.kind, asking.entry)
  }

  leave(): void {
    this.asking = null
  }

  undo = (): Promise<void> => this.#turn('undo')
  redo = (): Promise<void> => this.#turn('redo')

  /** An entry was made: what is told is over where something happened since, not where word of it comes late. */
  forget(historyId: number): void {
    if (this.last !== null && historyId <= this.last.entry.id) return
    this.last = null
    this.problem = null
  }

  /** One after the other, so that a held key undoes step by step. */
  #turn(kind: 'undo' | 'redo', named?: HistoryEntry): Promise<void> {
    this.#busy = this.#busy.then(async () => {
      await this.#settle()
      await this.refresh()
      const next = kind === 'undo' ? this.undoable : this.redoable
      if (!named && next && this.#another[kind]) {
        this.asking = { kind, entry: next }
        return
      }
      this.asking = null
      try {
        this.last = { kind, entry: await this.#client.history[kind](named && { id: named.id }) }
        this.problem = null
      } catch (error) {
        this.last = null
        this.problem = problemOf(error)
      }
      await this.refresh()
    })
    return this.#busy
  }
}
