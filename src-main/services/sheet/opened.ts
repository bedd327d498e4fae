/** Spreadsheets that are being looked at, each with the plan of its last dry run in a file of its own. */
import { randomUUID } from 'node:crypto'
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { SheetKind } from '../../importers/sheet/source.ts'
import type { ChangeKind, SheetPlan, SheetResult } from '../../shared/contract/sheet.ts'
import { refusal } from '../../shared/contract/errors.ts'

export interface Plan {
  asked: SheetPlan
  path: string
  /** Where each line of the plan begins, and of which kind it is. */
  offsets: Float64Array
  kinds: Uint8Array
  counts: Omit<SheetResult, 'taken' | 'historyId'>
  /** The last entry of history that the plan knows. */
  lastEntry: number
}

export interface OpenedSheet {
  id: string
  path: string
  file: string
  kind: SheetKind
  plan: Plan | null
}

export interface Sheets {
  add(sheet: Omit<OpenedSheet, 'id' | 'plan'>): OpenedSheet
  /** @throws sheetUnknown */
  get(id: string): OpenedSheet
  /** A path for a plan. */
  planPath(): string
  forgetPlan(sheet: OpenedSheet): void
  close(id: string): void
  clear(): void
}

/** Kinds of lines as the plan's index holds them. */
export const KINDS: readonly ChangeKind[] = ['create', 'update', 'problem', 'note', 'skipped']

export function createSheets(userFolder: string): Sheets {
  const sheets = new Map<string, OpenedSheet>()
  const folder = join(userFolder, 'plans')
  const forgetPlan = (sheet: OpenedSheet) => {
    if (sheet.plan) rmSync(sheet.plan.path, { force: true })
    sheet.plan = null
  }
  return {
    add(sheet) {
      const opened = { ...sheet, id: randomUUID(), plan: null }
      sheets.set(opened.id, opened)
      return opened
    },
    get(id) {
      const found = sheets.get(id)
      if (!found) throw refusal('sheetUnknown', {})
      return found
    },
    planPath() {
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      return join(folder, randomUUID())
    },
    forgetPlan,
    close(id) {
      const found = sheets.get(id)
      if (found) forgetPlan(found)
      sheets.delete(id)
    },
    clear() {
      for (const sheet of sheets.values()) forgetPlan(sheet)
      sheets.clear()
    },
  }
}
