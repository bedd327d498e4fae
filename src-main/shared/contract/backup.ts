/** Verified copies of the catalogue's database: what differs from them, and back to them. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { refusing } from './errors.ts'
import { PastField } from './history.ts'
import { DescriptionId, Handle, HistoryId, Instant } from './ids.ts'
import { LeavingReason } from './way-out.ts'

/** `catalogue`: in the catalogue's own folder; `second`: in the second folder that a person chose. */
const place = z.enum(['catalogue', 'second'])

export const Backup = z.object({
  name: z.string(),
  at: Instant,
  byteSize: z.number().int(),
  verified: z.boolean(),
  /** Made as time went on or when asked for, or before the file was changed as a whole. */
  reason: z.enum(['routine', 'migration', 'restore', 'bulk']),
  place,
})
export type Backup = z.infer<typeof Backup>

const which = { name: z.string().max(200), place: place.default('catalogue') }

const Differing = z.object({
  total: z.number().int(),
  /** The first two hundred. */
  rows: z.array(
    z.object({ id: DescriptionId, title: z.string().nullable(), referenceCode: z.string().nullable() }),
  ),
})

export const SecondFolder = z.object({
  /** Name of the folder; null when none was chosen. */
  name: z.string().nullable(),
  /** Whether it can be reached. */
  there: z.boolean(),
  /** The newest copy in it. */
  at: Instant.nullable(),
  /** Something was changed that has not been in it for more than a day. */
  stale: z.boolean(),
})

export const backup = {
  /** Copies in both folders, newest first. */
  list: oc.errors(refusing('noCatalogueOpen')).output(z.array(Backup)),
  /** Makes a copy now, opens it and checks it. */
  make: oc.errors(refusing('noCatalogueOpen', 'readOnly', 'diskFull')).output(Backup),
  /** How the catalogue differs from a copy: what was added, removed, changed since. */
  compare: oc
    .errors(
      refusing('noCatalogueOpen', 'backupNotFound', 'catalogueLocked', 'catalogueTooNew', 'catalogueDamaged'),
    )
    .input(z.object(which))
    .output(z.object({ added: Differing, removed: Differing, changed: Differing })),
  /** One record as the copy has it, beside what it is now. */
  record: oc
    .errors(refusing('noCatalogueOpen', 'backupNotFound', 'catalogueLocked', 'descriptionNotFound'))
    .input(z.object({ ...which, id: DescriptionId }))
    .output(z.object({ title: z.string().nullable(), fields: z.array(PastField) })),
  /** Takes single records back out of a copy, as one step: fields and texts, and the record itself where it is gone. */
  takeBack: oc
    .errors(
      refusing(
        'noCatalogueOpen',
        'readOnly',
        'backupNotFound',
        'catalogueLocked',
        'descriptionNotFound',
        'levelNotAllowed',
        'referenceCodeTaken',
      ),
    )
    .input(z.object({ ...which, ids: z.array(DescriptionId).min(1).max(200) }))
    .output(z.object({ historyId: HistoryId.nullable() })),
  /** Makes the whole catalogue what the copy says, and opens it anew. The present state is kept as a copy before. */
  restore: oc
    .errors(
      refusing(
        'noCatalogueOpen',
        'readOnly',
        'backupNotFound',
        'backupOfAnother',
        'catalogueLocked',
        'jobsRunning',
        'catalogueTooNew',
        'catalogueDamaged',
        'diskFull',
        'folderNotWritable',
      ),
    )
    .input(z.object(which))
    .output(z.null()),
  second: oc.errors(refusing('noCatalogueOpen')).output(SecondFolder),
  /** Chooses a folder, such as one on a memory stick, to which every copy goes as well; null: none. */
  chooseSecond: oc
    .errors(
      refusing(
        ...(['noCatalogueOpen', 'handleUnknown', 'folderNotWritable', 'diskFull', 'readOnly'] as const),
        'wayOutNeedsReason',
      ),
    )
    .input(z.object({ handle: Handle.nullable(), reason: LeavingReason }))
    .output(SecondFolder),
}
