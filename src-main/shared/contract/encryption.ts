/** A catalogue under a passphrase: giving it, encrypting, the slots of its key, and what stays readable. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { refusing } from './errors.ts'
import { Handle, Instant, JobId } from './ids.ts'
import { NewPassphrase, Passphrase } from './passphrase.ts'
import { As } from './redaction.ts'

const SlotName = z.string().trim().min(1).max(120)

export const KeySlot = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(['passphrase', 'recovery']),
  at: Instant,
})
export type KeySlot = z.infer<typeof KeySlot>

const amount = z.object({ files: z.number().int(), byteSize: z.number().int() })

/** What can be read without a passphrase, as far as the program knows of it. */
export const Remains = z.object({
  /** Plain copies of the record that can be removed from here. */
  copies: z.array(
    z.object({
      name: z.string(),
      /** `catalogue`: in the folder of the catalogue; `second`: in the second folder of copies. */
      place: z.enum(['catalogue', 'second']),
      byteSize: z.number().int(),
    }),
  ),
  /** Files in the folder that are not encrypted, or not yet: scans, and pictures made of them. */
  scans: amount,
  derivatives: amount,
  /** Scans that lie elsewhere. */
  linked: z.number().int(),
  /** Files that were exported or printed since the program was started. */
  exports: z.array(z.string()),
  /** Branches that are lent, each a catalogue of its own. */
  loans: z.array(z.object({ to: z.string(), at: Instant })),
})
export type Remains = z.infer<typeof Remains>

export const EncryptionResult = z.object({ encrypted: z.boolean(), remains: Remains })

const changing = refusing(
  'noCatalogueOpen',
  'readOnly',
  'writingHeld',
  'reviewerUnnamed',
  'folderNotWritable',
)
const opening = refusing('slotsMissing', 'passphraseWrong', 'recoveryKeyMistyped')
const slots = z.object({ slots: z.array(KeySlot) })

export const encryption = {
  /** Whether the open catalogue is encrypted, and what of it can be read all the same. */
  state: oc
    .errors(refusing('noCatalogueOpen', 'slotsMissing'))
    .output(z.object({ encrypted: z.boolean(), slots: z.array(KeySlot), remains: Remains })),
  /** The catalogue that was to be opened last and waits for its passphrase, or null. */
  locked: oc.output(z.object({ file: z.string(), id: z.string() }).nullable()),
  /** Takes the passphrase or a recovery key of a catalogue that was refused (`catalogueLocked`); it can then be opened. */
  unlock: oc
    .errors({ ...refusing('catalogueNotFound'), ...opening })
    .input(z.object({ id: z.string(), passphrase: Passphrase }))
    .output(z.null()),
  /** Starts a job that encrypts the open catalogue: its record, then its scans; what is plain goes when the other is verified. */
  encrypt: oc
    .errors({ ...changing, ...refusing('encryptedAlready', 'jobsRunning', 'diskFull') })
    .input(z.object({ name: SlotName, passphrase: NewPassphrase, as: As }))
    .output(z.object({ jobId: JobId })),
  /** Starts a job that goes on where that was stopped: encrypts the scans of an encrypted catalogue that are plain. */
  encryptFiles: oc
    .errors({ ...changing, ...refusing('notEncrypted', 'jobsRunning', 'diskFull') })
    .output(z.object({ jobId: JobId })),
  /** Starts a job that makes it plain again: an act of a named person, with the reason, in the audit. */
  decrypt: oc
    .errors({ ...changing, ...opening, ...refusing('notEncrypted', 'jobsRunning', 'diskFull') })
    .input(z.object({ passphrase: Passphrase, reason: z.string().trim().min(1).max(2000), as: As }))
    .output(z.object({ jobId: JobId })),
  addPassphrase: oc
    .errors({ ...changing, ...opening, ...refusing('notEncrypted', 'slotNameTaken') })
    .input(z.object({ passphrase: Passphrase, name: SlotName, added: NewPassphrase, as: As }))
    .output(slots),
  /** Makes a recovery key. It is in this answer, on the sheet if one is asked for, and nowhere else. */
  addRecovery: oc
    .errors({
      ...changing,
      ...opening,
      ...refusing('notEncrypted', 'slotNameTaken', 'handleUnknown', 'diskFull'),
    })
    .input(
      z.object({
        passphrase: Passphrase,
        name: SlotName,
        /** A folder in which a sheet is put to be printed (PDF). */
        handle: Handle.nullable().default(null),
        language: z.enum(['en', 'ja']).default('en'),
        as: As,
      }),
    )
    .output(z.object({ slots: z.array(KeySlot), key: z.string(), sheet: z.string().nullable() })),
  /** Puts another passphrase in the place of the one that is given. */
  changePassphrase: oc
    .errors({ ...changing, ...opening, ...refusing('notEncrypted') })
    .input(z.object({ passphrase: Passphrase, changed: NewPassphrase, as: As }))
    .output(slots),
  removeSlot: oc
    .errors({ ...changing, ...opening, ...refusing('notEncrypted', 'slotUnknown', 'slotLast') })
    .input(z.object({ passphrase: Passphrase, id: z.string(), as: As }))
    .output(slots),
  /** Makes an encrypted copy, and then removes the plain ones that are listed. */
  removeCopies: oc
    .errors({ ...changing, ...refusing('notEncrypted', 'jobsRunning', 'diskFull') })
    .output(Remains),
}
