/** Accessions: what came into the archive, when, from whom and how much; and which descriptions came with it. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { ACCESSION_KINDS } from '../domain/accession.ts'
import { LONGEST_VALUE } from '../domain/text-size.ts'
import { DescriptionRow } from './description.ts'
import { refusing } from './errors.ts'
import { AccessionId, AuthorityId, DescriptionId, HistoryId, Instant, Window } from './ids.ts'

const line = z.string().max(2000)

/** When it came: as written, and as read (EDTF). */
export const Received = z.object({ expression: line, edtf: z.string().max(80).nullable().default(null) })

/** From whom: a name of the authority file, or words. The words of a linked name are those of its authorized form. */
export const AccessionSource = z.object({ name: line, authorityId: AuthorityId.nullable().default(null) })

/** Every field that a person edits; all of them are for staff. */
export const AccessionFields = z.object({
  number: z.string().trim().max(200),
  /** What it is. */
  title: line.nullable(),
  received: Received.nullable(),
  kind: z.enum(ACCESSION_KINDS).nullable(),
  source: AccessionSource.nullable(),
  /** How much, such as `12 boxes (1.4 m)`. */
  extent: line.nullable(),
  note: z.string().max(LONGEST_VALUE).nullable(),
})
export type AccessionFields = z.infer<typeof AccessionFields>
export const AccessionPatch = AccessionFields.partial()
export type AccessionPatch = z.infer<typeof AccessionPatch>

export const Accession = AccessionFields.extend({
  id: AccessionId,
  binnedAt: Instant.nullable(),
  /** Descriptions that came with it, themselves; what is in the bin is not counted. */
  uses: z.number().int(),
})
export type Accession = z.infer<typeof Accession>

/** A line of a list, or a suggestion. */
export const AccessionRow = z.object({
  id: AccessionId,
  number: z.string(),
  title: z.string().nullable(),
  received: z.string().nullable(),
  source: z.string().nullable(),
  extent: z.string().nullable(),
  uses: z.number().int(),
})
export type AccessionRow = z.infer<typeof AccessionRow>

/** By number, 9 before 10; or by the day on which they came, the latest first, those without one last. */
const Order = z.enum(['number', 'date'])

const changed = z.object({ historyId: HistoryId.nullable() })
const writes = [
  'noCatalogueOpen',
  'readOnly',
  'accessionNotFound',
  'accessionNumberMissing',
  'accessionNumberTaken',
  'authorityNotFound',
] as const
const linking = oc
  .errors(refusing('noCatalogueOpen', 'readOnly', 'accessionNotFound', 'descriptionNotFound'))
  .input(z.object({ accessionId: AccessionId, descriptionIds: z.array(DescriptionId).min(1).max(100_000) }))
  .output(z.object({ descriptions: z.number().int(), historyId: HistoryId.nullable() }))

export const accession = {
  /** Number, what it is, from whom and how much are looked into. */
  list: oc
    .errors(refusing('noCatalogueOpen'))
    .input(
      z.object({
        order: Order.default('number'),
        query: z.string().max(200).default(''),
        binned: z.boolean().default(false),
        ...Window,
      }),
    )
    .output(z.object({ total: z.number().int(), rows: z.array(AccessionRow) })),
  /** The position of one in the whole list; -1 when it is not in it. */
  locate: oc
    .errors(refusing('noCatalogueOpen'))
    .input(z.object({ id: AccessionId, order: Order.default('number') }))
    .output(z.object({ index: z.number().int() })),
  /** What somebody may mean who types this, that of the number first; nothing typed: the newest. */
  suggest: oc
    .errors(refusing('noCatalogueOpen'))
    .input(
      z.object({
        query: z.string().max(200).default(''),
        limit: z.number().int().min(1).max(50).default(10),
      }),
    )
    .output(z.array(AccessionRow)),
  /** The number that would follow the newest one, in this year. */
  nextNumber: oc.errors(refusing('noCatalogueOpen')).output(z.object({ number: z.string() })),
  get: oc
    .errors(refusing('noCatalogueOpen', 'accessionNotFound'))
    .input(z.object({ id: AccessionId }))
    .output(Accession),
  create: oc
    .errors(refusing(...writes))
    .input(z.object({ fields: AccessionPatch }))
    .output(Accession),
  edit: oc
    .errors(refusing(...writes))
    .input(z.object({ id: AccessionId, patch: AccessionPatch, visit: z.string().max(100).optional() }))
    .output(Accession),
  /** Puts accessions in the bin; one with which something came stays, also when that is in the bin itself. */
  bin: oc
    .errors(refusing('noCatalogueOpen', 'readOnly', 'accessionNotFound', 'accessionInUse'))
    .input(z.object({ ids: z.array(AccessionId).min(1).max(1000) }))
    .output(changed),
  restore: oc
    .errors(refusing('noCatalogueOpen', 'readOnly', 'accessionNotFound', 'accessionNumberTaken'))
    .input(z.object({ id: AccessionId }))
    .output(Accession),
  /** The descriptions that came with it; those in the bin are only counted. */
  uses: oc
    .errors(refusing('noCatalogueOpen', 'accessionNotFound'))
    .input(z.object({ id: AccessionId, ...Window }))
    .output(z.object({ total: z.number().int(), binned: z.number().int(), rows: z.array(DescriptionRow) })),
  /** With what a description came: its own accessions, or those of the nearest unit above that has any. */
  of: oc
    .errors(refusing('noCatalogueOpen', 'descriptionNotFound'))
    .input(z.object({ id: DescriptionId }))
    .output(z.object({ from: DescriptionRow.nullable(), rows: z.array(AccessionRow) })),
  /** Says of descriptions that they came with an accession, in one step; `descriptions` are those of which it was not said yet. */
  link: linking,
  /** Takes that back, in one step; `descriptions` are those of which it was said. */
  unlink: linking,
}
