import { idOfReferenceCode } from '../../catalogue/description/read.ts'
import type { ReadDatabase } from '../../catalogue/database.ts'
import type { GridProblem } from '../../shared/contract/grid.ts'
import type { Planned } from './plan.ts'

/**
 * Sees to it that no two units get one reference code. Units whose codes change among themselves (as in a paste in
 * another order) may; a code that somebody else keeps is left out, and its cell listed.
 */
export function dealCodes(db: ReadDatabase, plan: readonly Planned[], problems: GridProblem[]): void {
  const changing = new Map(
    plan
      .filter(
        ({ unit, patch }) =>
          patch.referenceCode !== undefined && patch.referenceCode !== (unit?.referenceCode ?? null),
      )
      .map((planned) => [planned, planned.patch.referenceCode ?? null]),
  )
  const leaving = () => new Set([...changing.keys()].flatMap(({ unit }) => unit?.id ?? []))
  for (let settled = false; !settled;) {
    settled = true
    const free = leaving()
    const taken = new Map<string, number>()
    for (const [planned, code] of changing) {
      if (code === null) continue
      const holder = idOfReferenceCode(db, code)
      const other = holder !== null && !free.has(holder) ? holder : taken.get(code)
      if (other === undefined) {
        taken.set(code, planned.unit?.id ?? 0)
        continue
      }
      problems.push({
        row: planned.row,
        column: 'referenceCode',
        code: 'referenceCodeTaken',
        data: { referenceCode: code, id: other },
      })
      delete planned.patch.referenceCode
      changing.delete(planned)
      settled = false
    }
  }
}
