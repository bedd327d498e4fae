/** 3.5.3 What related units are called. */
import type { ReleasedDescription } from '../../shared/domain/released-view.ts'
import { isBlank, line } from './prose.ts'

type ReleasedRelation = ReleasedDescription['relations'][number]

export const relationText = ({ target, part }: ReleasedRelation): string =>
  [line(target), line(part)].filter((text) => text !== '').join(' ')

/** What the number of the other record is unique in: a number of another post and year is another record's. */
export const relationScope = ({ scope }: ReleasedRelation): string =>
  isBlank(scope) ? '' : ` (${line(scope)})`
