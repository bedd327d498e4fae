/** Authority records: persons, corporate bodies, families and positions (ISAAR(CPF)). */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import {
  AUTHORITY_DATE_KINDS,
  AUTHORITY_RELATIONS,
  AUTHORITY_TEXT_NAMES,
  NAME_KINDS,
  NAME_ORDERS,
} from '../domain/authority.ts'
import type { AuthorityText } from '../domain/authority.ts'
import { AGENT_ROLES, AGENT_TYPES, SUPPLIERS } from '../domain/field.ts'
import { LONGEST_VALUE } from '../domain/text-size.ts'
import { DescriptionRow } from './description.ts'
import { refusing } from './errors.ts'
import { AuthorityId, HistoryId, Instant, LanguageCode, ScriptCode, Window } from './ids.ts'

const text = z.string().max(LONGEST_VALUE)
const name = z.string().max(2000)
const orNull = <T extends z.ZodType>(schema: T) => schema.nullable().default(null)

/** A form of the name. `value` is as one writes it; parts, reading and romanisation are kept where they are known. */
export const AuthorityName = z.object({
  kind: z.enum(NAME_KINDS).default('variant'),
  value: name,
  language: orNull(LanguageCode),
  script: orNull(ScriptCode),
  /** ヨミ, in either kana. */
  reading: orNull(name),
  romanisation: orNull(name),
  surname: orNull(name),
  given: orNull(name),
  nameOrder: orNull(z.enum(NAME_ORDERS)),
  rules: orNull(name),
  /** When and where the form was in use. */
  usage: orNull(name),
})
export type AuthorityName = z.infer<typeof AuthorityName>

export const AuthorityDate = z.object({
  kind: z.enum(AUTHORITY_DATE_KINDS).default('existence'),
  expression: name,
  language: orNull(LanguageCode),
  edtf: orNull(z.string().max(80)),
})
export type AuthorityDate = z.infer<typeof AuthorityDate>

export const AuthorityTextValue = z.object({
  value: text,
  language: orNull(LanguageCode),
  script: orNull(ScriptCode),
})
export type AuthorityTextValue = z.infer<typeof AuthorityTextValue>

export const AuthorityIdentifier = z.object({ source: z.string().max(80), value: name })
export type AuthorityIdentifier = z.infer<typeof AuthorityIdentifier>

const span = { expression: orNull(name), edtf: orNull(z.string().max(80)), note: orNull(text) }

/** A relation as it is said of this one: `partOf` of the part, `succeeds` of the later. `name` is the other's; it is not looked at. */
export const AuthorityRelation = z.object({
  type: z.enum(AUTHORITY_RELATIONS).default('associated'),
  otherId: AuthorityId,
  name: name.default(''),
  ...span,
})
export type AuthorityRelation = z.infer<typeof AuthorityRelation>

export const PositionHolder = z.object({ holderId: AuthorityId, name: name.default(''), ...span })
export type PositionHolder = z.infer<typeof PositionHolder>

const texts = Object.fromEntries(
  AUTHORITY_TEXT_NAMES.map((field) => [field, z.array(AuthorityTextValue)]),
) as Record<AuthorityText, z.ZodArray<typeof AuthorityTextValue>>

/** Every field that a person edits. Of the names exactly one is the authorized form. */
export const AuthorityFields = z.object({
  type: z.enum(AGENT_TYPES),
  names: z.array(AuthorityName),
  dates: z.array(AuthorityDate),
  identifiers: z.array(AuthorityIdentifier),
  relations: z.array(AuthorityRelation),
  /** Who held a position, and when; a person or a body has none. */
  holders: z.array(PositionHolder),
  ...texts,
})
export type AuthorityFields = z.infer<typeof AuthorityFields>

export const AuthorityPatch = AuthorityFields.partial()
export type AuthorityPatch = z.infer<typeof AuthorityPatch>

export const Authority = AuthorityFields.extend({
  id: AuthorityId,
  /** Unique beyond this catalogue: by it an authority file knows the record. */
  uid: z.string(),
  binnedAt: Instant.nullable(),
  /** Descriptions that link to it. */
  uses: z.number().int(),
  /** Relations that others have to this one; they are edited there. */
  relatedFrom: z.array(AuthorityRelation),
  /** Positions that this one held; `holderId` is the position. */
  positions: z.array(PositionHolder),
  /** The authority file that it was taken from. */
  fileName: z.string().nullable(),
})
export type Authority = z.infer<typeof Authority>

/** A line of a list, or a suggestion. */
export const AuthorityRow = z.object({
  id: AuthorityId,
  type: z.enum(AGENT_TYPES),
  name: z.string(),
  language: z.string().nullable(),
  reading: z.string().nullable(),
  /** Another form, in another script where there is one. */
  other: z.string().nullable(),
  dates: z.string().nullable(),
  uses: z.number().int(),
})
export type AuthorityRow = z.infer<typeof AuthorityRow>

const rows = z.object({ total: z.number().int(), rows: z.array(AuthorityRow) })
const Order = z.enum(['kana', 'latin'])
/** Null where everything was so already. */
const changed = z.object({ historyId: HistoryId.nullable() })

const writing = [
  'noCatalogueOpen',
  'readOnly',
  'authorityNotFound',
  'authorityNeedsName',
  'notAPosition',
] as const
/** Of what may be found in very many descriptions. */
const writingMany = refusing(...writing, 'cancelled')

export const authority = {
  /** In the order of 五十音 by reading, or of letters; any form of the name in any script is looked into. */
  list: oc
    .errors(refusing('noCatalogueOpen'))
    .input(
      z.object({
        order: Order.default('kana'),
        type: z.enum(AGENT_TYPES).nullable().default(null),
        query: z.string().max(200).default(''),
        /** Only those that no description links to. */
        unused: z.boolean().default(false),
        binned: z.boolean().default(false),
        ...Window,
      }),
    )
    .output(rows),
  /** Where in the list each letter or row of kana begins; those with nothing are left out. */
  initials: oc
    .errors(refusing('noCatalogueOpen'))
    .input(z.object({ order: Order.default('kana'), type: z.enum(AGENT_TYPES).nullable().default(null) }))
    .output(z.array(z.object({ initial: z.string(), index: z.number().int() }))),
  /** The position of one in the whole list; -1 when it is not in it. */
  locate: oc
    .errors(refusing('noCatalogueOpen'))
    .input(
      z.object({
        id: AuthorityId,
        order: Order.default('kana'),
        type: z.enum(AGENT_TYPES).nullable().default(null),
      }),
    )
    .output(z.object({ index: z.number().int() })),
  /** Whom somebody may mean who types this, the likeliest first; nothing typed: those used most. */
  suggest: oc
    .errors(refusing('noCatalogueOpen'))
    .input(
      z.object({
        query: z.string().max(200).default(''),
        type: z.enum(AGENT_TYPES).nullable().default(null),
        limit: z.number().int().min(1).max(50).default(10),
      }),
    )
    .output(z.array(AuthorityRow)),
  get: oc
    .errors(refusing('noCatalogueOpen', 'authorityNotFound'))
    .input(z.object({ id: AuthorityId }))
    .output(Authority),
  create: oc
    .errors(refusing(...writing))
    .input(z.object({ fields: AuthorityPatch }))
    .output(Authority),
  /** Sets the fields named; each array replaces the values of its field. A new name is found in every description that links to it. */
  edit: oc
    .errors(writingMany)
    .input(z.object({ id: AuthorityId, patch: AuthorityPatch, visit: z.string().max(100).optional() }))
    .output(Authority),
  /**
   * Makes several into the one that is kept, in one step: every link keeps its role, every form stays as a variant, every identifier
   * stays. `patch` is what was picked of the others' fields.
   */
  merge: oc
    .errors(writingMany)
    .input(
      z.object({
        keepId: AuthorityId,
        mergeIds: z.array(AuthorityId).min(1).max(100),
        patch: AuthorityPatch.default({}),
      }),
    )
    .output(Authority),
  /** Puts authorities in the bin; one that a description links to stays. */
  bin: oc
    .errors(refusing('noCatalogueOpen', 'readOnly', 'authorityNotFound', 'authorityInUse'))
    .input(z.object({ ids: z.array(AuthorityId).min(1).max(1000) }))
    .output(changed),
  restore: oc
    .errors(refusing('noCatalogueOpen', 'readOnly', 'authorityNotFound'))
    .input(z.object({ id: AuthorityId }))
    .output(Authority),
  /** The descriptions that link to it, each with the role; those in the bin are only counted. */
  uses: oc
    .errors(refusing('noCatalogueOpen', 'authorityNotFound'))
    .input(z.object({ id: AuthorityId, ...Window }))
    .output(
      z.object({
        total: z.number().int(),
        binned: z.number().int(),
        rows: z.array(
          z.object({
            role: z.enum(AGENT_ROLES),
            suppliedBy: z.enum(SUPPLIERS).nullable(),
            description: DescriptionRow,
          }),
        ),
      }),
    ),
}
