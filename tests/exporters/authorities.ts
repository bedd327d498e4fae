/** Records of authorities for specs: as little as a case says. */
import type { Authority } from '../../src-main/shared/contract/authority.ts'
import { AUTHORITY_TEXT_NAMES } from '../../src-main/shared/domain/authority.ts'
import type { SourceAuthority } from '../../src-main/shared/domain/released-authority.ts'

export type AuthorityInput = Partial<Omit<Authority, 'names'>> & {
  names?: Partial<Authority['names'][number]>[]
  isMarked?: boolean
  others?: SourceAuthority['others']
}

export function anAuthority({
  isMarked = false,
  others = new Map(),
  ...given
}: AuthorityInput = {}): SourceAuthority {
  const texts = Object.fromEntries(AUTHORITY_TEXT_NAMES.map((field) => [field, []]))
  return {
    isMarked,
    others,
    record: {
      ...(texts as unknown as Record<(typeof AUTHORITY_TEXT_NAMES)[number], []>),
      uid: '99999999-9999-4999-8999-999999999999',
      type: 'person',
      dates: [],
      identifiers: [],
      relations: [],
      holders: [],
      relatedFrom: [],
      positions: [],
      ...given,
      names: (given.names ?? [{ value: 'Katori' }]).map((name) => ({
        kind: 'authorized',
        value: '',
        language: null,
        script: null,
        reading: null,
        romanisation: null,
        surname: null,
        given: null,
        nameOrder: null,
        rules: null,
        usage: null,
        ...name,
      })),
    },
  }
}
