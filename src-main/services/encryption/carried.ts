/** The slots lie with the catalogue and with its copies: a copy without them is lost. */
import { existsSync } from 'node:fs'
import { snapshotsOf } from '../../catalogue/backup.ts'
import { writeSlots } from '../../catalogue/encryption/slots.ts'
import type { Slots } from '../../catalogue/encryption/slots.ts'
import type { Context } from '../context.ts'
import { placesOf } from './remains.ts'

export function putSlots(context: Context, slots: Slots): void {
  const { folder, second } = placesOf(context)
  writeSlots(folder, slots)
  for (const copies of [snapshotsOf(folder), second])
    if (copies !== null && existsSync(copies)) writeSlots(copies, slots)
}
