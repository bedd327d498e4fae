/** Containers in a cell: `box 12 / 3`. Another number is another container; the same with another folder stays the one it is. */
import type { Instance } from '../../../contract/description.ts'
import { instanceText, numberKey, readInstance } from '../../container.ts'
import type { Celled } from './celled.ts'
import { refused } from './change.ts'
import type { CellChange } from './change.ts'

export function withContainers({ containers }: Celled, values: readonly string[]): CellChange {
  const old = containers as readonly Instance[]
  const fresh = values.flatMap((value): Instance[] => {
    const there = old.find((instance) => instanceText(instance) === value)
    if (there) return [there]
    const one = readInstance(value)
    if (one === null) return []
    const same = old.find(
      ({ type, indicator }) => type === one.type && numberKey(indicator) === numberKey(one.indicator),
    )
    return [{ ...one, containerId: same?.containerId ?? null }]
  })
  return fresh.length === values.length
    ? { patch: { containers: fresh } }
    : refused('containers', 'box 12, box 12 / 3, 箱12 / 3 / 7')
}
