/** What a dry run is asked, and what it makes of a row. */
import type { Matched } from '../../../catalogue/description/match.ts'
import type { SheetKind } from '../../../importers/sheet/source.ts'
import type { DescriptionPatch } from '../../../shared/contract/description.ts'
import type { DescriptionId } from '../../../shared/contract/ids.ts'
import type { SheetChange, SheetMark, SheetPlan } from '../../../shared/contract/sheet.ts'

export interface PlanInput {
  databasePath: string
  path: string
  file: string
  kind: SheetKind
  planPath: string
  asked: SheetPlan
  latest: string
}

/** A line of a plan: what is shown, and what is to be written. */
export interface PlannedChange extends SheetChange {
  id: DescriptionId | null
  uid: string
  parent: { id: DescriptionId | null } | { key: string }
  key: string
  patch: DescriptionPatch
}

/** A row with the description that it means, as far as that can be told. */
export interface FoundRow {
  row: number
  cells: Map<string, string>
  uid: string
  key: string
  id: Matched['id'] | null
  problems: SheetMark[]
}

/** Why a row cannot be taken, and what of it is left as it is. */
export interface Marks {
  problems: SheetMark[]
  notes: SheetMark[]
}
