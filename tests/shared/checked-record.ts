/** Records as the checks are given them. */
import type { DateValue } from '../../src-main/shared/contract/description.ts'
import { Description } from '../../src-main/shared/contract/description.ts'
import { Text } from '../../src-main/shared/contract/text.ts'
import type { CheckedRecord } from '../../src-main/shared/domain/check/index.ts'
import { TEXT_FIELD_NAMES } from '../../src-main/shared/domain/field.ts'
import { SHIPPED_SLIPS } from '../../src-main/shared/domain/slip.ts'

export type Parts = Record<string, unknown>

export const aDate = (given: Partial<DateValue>): Parts => ({ expression: '', ...given })

/** A whole record, but for what is given. */
export function aRecord(given: Parts = {}, around: Partial<CheckedRecord> = {}): CheckedRecord {
  const empty = Object.fromEntries(TEXT_FIELD_NAMES.map((field) => [field, []]))
  const description = Description.parse({
    ...empty,
    id: 1,
    uid: 'u',
    parentId: null,
    referenceCode: 'B-1',
    level: 'item',
    otherLevel: null,
    recordType: 'general',
    status: 'draft',
    checkedBy: null,
    checkedAt: null,
    assignee: null,
    changed: false,
    createdAt: '',
    updatedAt: '',
    binnedAt: null,
    childCount: 0,
    pageCount: 0,
    identifiers: [],
    dates: [{ expression: '1984', edtf: '1984' }],
    extents: [{ quantity: '1', unit: 'box' }],
    agents: [{ name: '外務省', type: 'corporateBody' }],
    languages: [],
    accessPoints: [],
    relations: [],
    restrictions: [],
    containers: [],
    title: [{ value: 'Cable', language: 'eng' }],
    ...given,
  })
  return {
    description,
    texts: [],
    parent: null,
    codeBefore: null,
    codeAlike: null,
    forms: description.agents.map(({ name }, agent) => ({ agent, form: name })),
    required: [],
    said: { pairs: [], without: [] },
    slips: SHIPPED_SLIPS,
    standard: 'isad',
    citation: null,
    language: 'eng',
    ...around,
  }
}

export const aText = (kind: string, language: string | null, paragraphs: (string | Parts)[], id = 1) =>
  Text.parse({
    id,
    descriptionId: 1,
    kind,
    language,
    script: null,
    direction: 'horizontal',
    source: 'typed',
    agent: null,
    status: 'draft',
    checkedBy: null,
    paragraphs: paragraphs.map((one, index) => ({
      id: id * 100 + index,
      kind: 'body',
      pageNumber: null,
      pageId: null,
      continues: false,
      marks: [],
      lines: [],
      mentions: [],
      ...(typeof one === 'string' ? { value: one } : one),
    })),
  })
