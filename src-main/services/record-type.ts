/** The office's types of record: changed, exported, taken from a file, and made again what they were. */
import { z } from 'zod'
import {
  isShipped,
  putRecordType,
  recordTypeOf,
  recordTypes,
  removeRecordType,
  usesOfRecordType,
} from '../catalogue/record-type.ts'
import { transact } from '../catalogue/transact.ts'
import { DescriptionFields } from '../shared/contract/description.ts'
import { refusal } from '../shared/contract/errors.ts'
import { RecordType } from '../shared/contract/record-type.ts'
import { isTextField } from '../shared/domain/field.ts'
import { isEmpty, keyOfEntry } from '../shared/domain/record-type.ts'
import type { Service } from './context.ts'

/** The version of the file's form. */
const FORM = 1
const TypesFile = z.object({ shokoRecordTypes: z.literal(FORM), types: z.array(RecordType).min(1).max(100) })

interface TypeProblem {
  place: string
  rule: string
}

export const recordType: Service<'recordType'> = {
  list: (context) => recordTypes(context.catalogue().db),

  put(context, { type, visit }) {
    const writing = context.writing()
    const problems = problemsOf(type, [])
    if (problems.length > 0) throw refusal('recordTypeInvalid', { problems })
    const { historyId } = transact(writing, 'recordType.put', (db) => putRecordType(db, type), { visit })
    return { historyId }
  },

  reset(context, { code }) {
    const writing = context.writing()
    if (!recordTypeOf(writing.db, code)) throw refusal('recordTypeNotFound', { code })
    const uses = isShipped(code) ? 0 : usesOfRecordType(writing.db, code)
    if (uses > 0) throw refusal('recordTypeInUse', { code, uses })
    const { historyId } = transact(writing, 'recordType.reset', (db) => removeRecordType(db, code))
    return { historyId }
  },

  export(context, { codes }) {
    const { db } = context.catalogue()
    const types = codes.map((code) => {
      const type = recordTypeOf(db, code)
      if (!type) throw refusal('recordTypeNotFound', { code })
      return type
    })
    const [first] = codes
    return {
      fileName: `${codes.length === 1 ? first : 'record-types'}.json`,
      text: `${JSON.stringify({ shokoRecordTypes: FORM, types }, null, 2)}\n`,
    }
  },

  import(context, { text }) {
    const writing = context.writing()
    const types = typesIn(text)
    const { historyId } = transact(writing, 'recordType.import', (db) => {
      for (const type of types) putRecordType(db, type)
    })
    return { historyId, codes: types.map(({ code }) => code) }
  },
}

/** @throws recordTypeInvalid */
function typesIn(text: string): RecordType[] {
  const problems: TypeProblem[] = []
  let given: unknown
  try {
    given = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    throw refusal('recordTypeInvalid', { problems: [{ place: '', rule: 'notJson' }] })
  }
  const file = TypesFile.safeParse(given)
  if (!file.success) {
    for (const { path, code } of file.error.issues.slice(0, 50))
      problems.push({ place: path.join('.'), rule: path[0] === 'shokoRecordTypes' ? 'notTypes' : code })
    throw refusal('recordTypeInvalid', { problems })
  }
  const { types } = file.data
  const seen = new Set<string>()
  types.forEach((type, index) => {
    const place = ['types', index]
    if (seen.has(type.code)) problems.push({ place: [...place, 'code'].join('.'), rule: 'codeTwice' })
    seen.add(type.code)
    problems.push(...problemsOf(type, place))
  })
  if (problems.length > 0) throw refusal('recordTypeInvalid', { problems })
  return types
}

/** What the form of a type cannot say: each field once, values of the field's form, no field without a way to be filled. */
function problemsOf(type: RecordType, within: readonly (string | number)[]): TypeProblem[] {
  const problems: TypeProblem[] = []
  const keys = new Set<string>()
  type.fields.forEach((entry, index) => {
    const say = (rule: string, ...rest: string[]) =>
      problems.push({ place: [...within, 'fields', index, ...rest].join('.'), rule })
    const key = keyOfEntry(entry)
    if (keys.has(key)) say('fieldTwice', 'field')
    keys.add(key)
    if (entry.role !== null && entry.field !== 'agents') say('roleWithoutNames', 'role')
    if (entry.vocabulary !== null && !isTextField(entry.field)) say('listForTextOnly', 'vocabulary')
    if (isEmpty(entry.value)) {
      if (entry.constant) say('constantEmpty', 'constant')
    } else if (entry.field === 'recordType' || entry.field === 'referenceCode' || entry.field === 'status')
      say('valueNotHere', 'value')
    else if (!DescriptionFields.shape[entry.field].safeParse(entry.value).success) say('valueWrong', 'value')
  })
  if (!type.fields.some(({ field, shown }) => field === 'recordType' && shown))
    problems.push({ place: [...within, 'fields'].join('.'), rule: 'typeNotShown' })
  if (!type.fields.some(({ field, shown }) => field === 'title' && shown))
    problems.push({ place: [...within, 'fields'].join('.'), rule: 'titleNotShown' })
  return problems
}
