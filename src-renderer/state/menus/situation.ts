/** What the commands of every menu ask of the desk: when they can be done, and the few ways in which they begin something. */
import type { Command } from '../commands.ts'
import type { Desk } from '../desk.svelte.ts'
import type { Dialog } from '../stage.svelte.ts'

/** What the page that is on the stage can do; the viewer gives it. */
export interface PageActions {
  fit(): void
  actual(): void
  zoomBy(factor: number): void
}

/** A command of one menu. */
export type Entry = Omit<Command, 'menu'>

export interface Situation {
  readonly desk: Desk
  readonly page: () => PageActions | null
  readonly open: () => boolean
  readonly writable: () => boolean
  readonly active: () => boolean
  readonly writableActive: () => boolean
  readonly always: () => boolean
  readonly dialog: (next: Dialog) => () => void
}

export function situationOf(desk: Desk, page: () => PageActions | null): Situation {
  const { stage, selection, catalogue } = desk
  const open = () => catalogue.current !== null
  const writable = () => open() && catalogue.current?.readOnly === false
  return {
    desk,
    page,
    open,
    writable,
    active: () => open() && selection.active !== null,
    writableActive: () => writable() && selection.active !== null,
    always: () => true,
    dialog: (next) => () => {
      stage.dialog = next
    },
  }
}
