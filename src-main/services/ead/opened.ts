/** EAD files that are being looked at, each with what was read of it last in a file of its own. */
import { randomUUID } from 'node:crypto'
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { DescriptionPatch } from '../../shared/contract/description.ts'
import type { EadNote, EadResult, EadUnit } from '../../shared/contract/ead.ts'
import { refusal } from '../../shared/contract/errors.ts'
import type { KeptFragment, LedgerRow } from '../../shared/contract/kept.ts'

export interface EadPlan {
  /** One line for each unit, and for what follows of one (`PlannedUnit`). */
  path: string
  sha256: string
  result: EadResult
  /** The beginning of each list. */
  units: EadUnit[]
  notes: EadNote[]
  rows: LedgerRow[]
}

/** A line of a plan. */
export interface PlannedUnit {
  ordinal: number
  /** The ordinal of the unit above; null under the parent that was chosen. */
  parent: number | null
  /** A unit that is there already; null for one to be made, and for more of one. */
  existing: number | null
  /** Null for more of a unit. */
  uid: string | null
  patch: DescriptionPatch | null
  kept: Omit<KeptFragment, 'id'>[]
}

export interface OpenedEad {
  id: string
  path: string
  file: string
  asked: { parentId: number | null } | null
  plan: EadPlan | null
}

export interface Eads {
  add(file: Pick<OpenedEad, 'path' | 'file'>): OpenedEad
  /** @throws eadUnknown */
  get(id: string): OpenedEad
  planPath(): string
  forgetPlan(opened: OpenedEad): void
  close(id: string): void
  clear(): void
}

export function createEads(userFolder: string): Eads {
  const opened = new Map<string, OpenedEad>()
  const folder = join(userFolder, 'plans')
  const forgetPlan = (one: OpenedEad) => {
    if (one.plan) rmSync(one.plan.path, { force: true })
    one.plan = null
  }
  return {
    add(file) {
      const made = { ...file, id: randomUUID(), asked: null, plan: null }
      opened.set(made.id, made)
      return made
    },
    get(id) {
      const found = opened.get(id)
      if (!found) throw refusal('eadUnknown', {})
      return found
    },
    planPath() {
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      return join(folder, randomUUID())
    },
    forgetPlan,
    close(id) {
      const found = opened.get(id)
      if (found) forgetPlan(found)
      opened.delete(id)
    },
    clear() {
      for (const one of opened.values()) forgetPlan(one)
      opened.clear()
    },
  }
}
