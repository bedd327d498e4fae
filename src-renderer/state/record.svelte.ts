/** The record of one description as it is edited. */
import type { Client } from '../../src-main/shared/contract/index.ts'
import type { Description, DescriptionFields } from '../../src-main/shared/contract/description.ts'
import type { DescriptionId } from '../../src-main/shared/contract/ids.ts'
import { halfFilled, whole } from './completeness.ts'
import type { Composition } from './composition.svelte.ts'
import { EditedRecord } from './edited-record.svelte.ts'
import type { Draft } from './edited-record.svelte.ts'

type Field = keyof DescriptionFields

export class RecordState extends EditedRecord<DescriptionId, DescriptionFields, Description> {
  constructor(client: Client, parting: Client, composition: Composition) {
    super(
      {
        get: (id) => client.description.get({ id }),
        edit: (change) => client.description.edit(change),
        part: (change) => parting.description.edit(change),
        whole,
      },
      composition,
    )
  }

  /** Half filled in: kept here until it is whole. */
  isHalf(field: Field): boolean {
    const draft = this.draft(field)
    return draft !== undefined && draft.state === 'saved' && this.keeps(draft)
  }

  protected override keeps({ field, value }: Draft<DescriptionId, Field>): boolean {
    return halfFilled(field, value as DescriptionFields[Field])
  }
}
