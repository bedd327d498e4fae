/** Codes of exemption: what is offered for a record, and what the office has of its own. */
import type { ReadDatabase } from '../catalogue/database.ts'
import {
  codesOf,
  deleteExemption,
  exemptionTaken,
  insertExemption,
  latestOf,
  ownExemptions,
  readExemption,
  updateExemption,
} from '../catalogue/exemption.ts'
import { transact } from '../catalogue/transact.ts'
import { refusal } from '../shared/contract/errors.ts'
import type { OfferedExemption, OwnExemption, OwnExemptionFields } from '../shared/contract/exemption.ts'
import { endsOn, equivalentsOf, SHIPPED_EXEMPTIONS, standingOf } from '../shared/domain/exemption.ts'
import type { Service } from './context.ts'

export const exemption: Service<'exemption'> = {
  list: (context) => ({
    vocabularies: [...SHIPPED_EXEMPTIONS],
    own: ownExemptions(context.catalogue().db),
  }),

  offered(context, { regime, descriptionId, on }) {
    const { db } = context.catalogue()
    const latest = descriptionId === null ? null : latestOf(db, descriptionId)
    const day = on ?? context.clock.now().slice(0, 10)
    const codes = codesOf(db, regime).map(({ vocabulary, ...code }): OfferedExemption => ({
      ...code,
      vocabulary,
      standing: standingOf(code, latest, day),
      endsOn: endsOn(code, latest),
    }))
    return { latest, codes }
  },

  equivalents: (_context, ref) =>
    equivalentsOf(ref).map((other) => ({
      ...other,
      label: SHIPPED_EXEMPTIONS.find(({ id }) => id === other.vocabulary)?.codes.find(
        ({ code }) => code === other.code,
      )?.label ?? { en: other.code, ja: other.code },
    })),

  add(context, fields) {
    const writing = context.writing()
    check(writing.db, fields, null)
    const { value: id } = transact(writing, 'exemption.add', (db) => insertExemption(db, fields))
    return { id, ...fields }
  },

  edit(context, { id, patch }) {
    const writing = context.writing()
    const before = readExemption(writing.db, id)
    if (!before) throw refusal('exemptionNotFound', { id })
    const after = { ...before, ...given(patch) }
    check(writing.db, after, id)
    transact(writing, 'exemption.edit', (db) => updateExemption(db, after))
    return after
  },

  remove(context, { id }) {
    const { historyId } = transact(context.writing(), 'exemption.remove', (db) => {
      if (!deleteExemption(db, id)) throw refusal('exemptionNotFound', { id })
    })
    return { historyId }
  },
}

/** What is named, without what is left out. */
const given = (patch: {
  [Name in keyof OwnExemptionFields]?: OwnExemptionFields[Name] | undefined
}): Partial<OwnExemption> =>
  Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined))

/** @throws exemptionTaken, valueNotAllowed */
function check(
  db: ReadDatabase,
  { regime, code, label, validFrom, validTo }: OwnExemptionFields,
  id: number | null,
) {
  const shipped = SHIPPED_EXEMPTIONS.some(
    (vocabulary) =>
      vocabulary.regime === regime && vocabulary.codes.some((one) => one.code === code || one.also === code),
  )
  if (shipped || exemptionTaken(db, regime, code, id)) throw refusal('exemptionTaken', { code })
  if (label.en === '' && label.ja === '') throw refusal('valueNotAllowed', { field: 'label', allowed: '' })
  if (validFrom !== null && validTo !== null && validTo < validFrom)
    throw refusal('valueNotAllowed', { field: 'validTo', allowed: validFrom })
}
