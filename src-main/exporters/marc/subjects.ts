/** Access points as MARC 21 has them: each with the vocabulary it comes from. */
import type { ReleasedDescription } from '../../shared/domain/released-view.ts'
import { isBlank, line } from '../plain.ts'
import { field } from './field.ts'
import type { Field } from './field.ts'

const TAGS = { subject: '650', place: '651', genre: '655', occupation: '656', function: '657' } as const

export const subjects = ({ accessPoints }: ReleasedDescription): Field[] =>
  Object.entries(TAGS).flatMap(([wanted, tag]) =>
    accessPoints
      .filter(({ type, value }) => type === wanted && !isBlank(value))
      .flatMap(({ value, source, identifier }) => {
        const isLcsh = line(source) === 'lcsh' && (tag === '650' || tag === '651')
        return (
          field(
            tag,
            isLcsh ? ' 0' : ' 7',
            ['a', line(value)],
            ['0', line(identifier)],
            ['2', !isLcsh && (line(source) || 'local')],
          ) ?? []
        )
      }),
  )
