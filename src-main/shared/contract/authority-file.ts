/**
 * An authority file: names that several catalogues share. It is one JSON document: it can be read without the program, kept under version
 * control and compared line by line, it needs no lock on a network drive, and it is read whole only when somebody asks for what is new.
 */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { AuthorityFields, AuthorityRelation, PositionHolder } from './authority.ts'
import { refusing } from './errors.ts'
import { AuthorityId, Handle, HistoryId, Instant } from './ids.ts'
import { LeavingReason } from './way-out.ts'

const uid = z.string().min(1).max(200)

/** A record as it stands in the file: other records are named by their `uid`. */
export const FiledAuthority = AuthorityFields.omit({
  relations: true,
  holders: true,
  staffNote: true,
}).extend({
  uid,
  relations: z.array(AuthorityRelation.omit({ otherId: true, name: true }).extend({ other: uid })),
  holders: z.array(PositionHolder.omit({ holderId: true, name: true }).extend({ holder: uid })),
})
export type FiledAuthority = z.infer<typeof FiledAuthority>
export type FiledField = Exclude<keyof FiledAuthority, 'uid'>

export const AuthorityFileDocument = z.object({
  format: z.literal('shoko-authorities'),
  version: z.literal(1),
  /** The same in every edition of one file: the `uid` of the catalogue that it is made from. */
  uid,
  name: z.string().max(200),
  authorities: z.array(FiledAuthority).max(1_000_000),
})
export type AuthorityFileDocument = z.infer<typeof AuthorityFileDocument>

const AttachedFile = z.object({
  id: z.number().int().positive(),
  name: z.string(),
  attachedAt: Instant,
  /** When something was last taken from it. */
  updatedAt: Instant.nullable(),
  /** Records of this catalogue that were taken from it. */
  taken: z.number().int(),
})
const fileId = z.number().int().positive()
const reading = refusing(
  'noCatalogueOpen',
  'authorityFileNotFound',
  'fileNotFound',
  'fileUnreadable',
  'fileNotRegular',
  'notAnAuthorityFile',
)

/** A record of the file that this catalogue does not have, or has otherwise. */
export const FileDifference = z.object({
  uid,
  name: z.string(),
  /** `changed`: only there since it was last taken. `conflict`: here too, or never taken from there. */
  kind: z.enum(['new', 'changed', 'conflict']),
  id: AuthorityId.nullable(),
  /** A name of this catalogue that is called the same as one that is new, and may be the same. */
  namesake: AuthorityId.nullable(),
  fields: z.array(z.object({ field: z.string(), here: z.string(), there: z.string() })),
})
export type FileDifference = z.infer<typeof FileDifference>

export const authorityFile = {
  /** Writes the names of this catalogue, but for notes to staff, as a file that others attach. */
  save: oc
    .errors(
      refusing(
        ...(['noCatalogueOpen', 'handleUnknown', 'fileExists', 'folderNotWritable', 'diskFull'] as const),
        ...(['readOnly', 'wayOutNeedsReason'] as const),
      ),
    )
    .input(z.object({ to: Handle, name: z.string().min(1).max(200), reason: LeavingReason }))
    .output(z.object({ authorities: z.number().int() })),
  attach: oc
    .errors({ ...reading, ...refusing('readOnly', 'handleUnknown') })
    .input(z.object({ handle: Handle }))
    .output(AttachedFile),
  list: oc.errors(refusing('noCatalogueOpen')).output(z.array(AttachedFile)),
  /** Lets go of a file; what was taken from it stays. */
  detach: oc
    .errors(refusing('noCatalogueOpen', 'readOnly', 'authorityFileNotFound'))
    .input(z.object({ id: fileId }))
    .output(z.object({ historyId: HistoryId.nullable() })),
  /** What the file says otherwise than this catalogue; what was changed only here is no difference. */
  compare: oc
    .errors(reading)
    .input(z.object({ id: fileId }))
    .output(z.array(FileDifference)),
  /** Takes the records named from the file, as one step; nothing that is not named is touched. */
  update: oc
    .errors({ ...reading, ...refusing('readOnly', 'cancelled') })
    .input(z.object({ id: fileId, uids: z.array(uid).min(1).max(1_000_000) }))
    .output(z.object({ added: z.number().int(), changed: z.number().int() })),
}
