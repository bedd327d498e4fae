/** How EAD3 says what both versions of EAD say. */
import { element, elementOrNull } from '../../xml/element.ts'
import type { Dialect } from '../ead/dialect.ts'
import { attribute, blocks, isBlank, line } from '../ead/prose.ts'
import { relationText } from '../ead/relations.ts'
import { machine } from './dates.ts'

const part = (...words: Parameters<Dialect['named']>) => element('part', {}, ...words)

export const dialect: Dialect = {
  said: (_, { language, script }, kind) => ({ lang: language, script, localtype: kind }),
  list: (kind) =>
    kind === 'numbers'
      ? { listtype: 'ordered', numeration: 'decimal' }
      : { listtype: 'unordered', mark: kind === 'points' ? 'disc' : 'none' },
  known: ({ relator, source, identifier }) => ({ relator, source, identifier }),
  /** Text is only allowed in `part`. */
  named: part,
  parts: (_, parts) => parts.map(({ kind, text }) => element('part', { localtype: kind }, text)),
  code: (code) => element('num', { localtype: 'code' }, code),
  legalStatus: (values) =>
    values.map((value) =>
      element(
        'legalstatus',
        { ...dialect.said('legalstatus', value, attribute(value.type)), encodinganalog: '3.4.1' },
        blocks(value, dialect),
      ),
    ),
  // What one record is to the other stands among the relations.
  related: () => ({}),
  relations: (relations) =>
    elementOrNull(
      'relations',
      {},
      relations
        .filter((relation) => relationText(relation) !== '')
        .map(({ type, target, part, scope }) =>
          element(
            'relation',
            { relationtype: 'resourcerelation' },
            !isBlank(target) && element('relationentry', { localtype: type }, line(target)),
            !isBlank(part) && element('relationentry', { localtype: 'part' }, line(part)),
            !isBlank(scope) && element('relationentry', { localtype: 'scope' }, line(scope)),
          ),
        ),
    ),
  event: ({ kind, event, when, point, place }) =>
    element(
      'chronitem',
      { localtype: kind },
      element('datesingle', point ? machine(point) : {}, when),
      place !== '' && element('geogname', { source: 'local' }, part(place)),
      element('event', {}, event),
    ),
}
