/** How EAD 2002 says what both versions of EAD say. */
import { element } from '../../xml/element.ts'
import type { Dialect } from '../ead/dialect.ts'
import { attribute, runOn } from '../ead/prose.ts'
import { altrender } from './altrender.ts'
import { machine } from './dates.ts'
import { withoutNames } from './names.ts'
import { token } from './token.ts'

/** Elements whose `type` says of what kind they are. */
const TYPED: ReadonlySet<string> = new Set([
  'abstract',
  'accessrestrict',
  'altformavail',
  'container',
  'odd',
  'originalsloc',
  'phystech',
  'processinfo',
  'relatedmaterial',
  'separatedmaterial',
  'userestrict',
])

export const dialect: Dialect = {
  said(name, { language, script }, kind) {
    const typed = TYPED.has(name)
    // Only an abstract names the language that it is in.
    const langcode = name === 'abstract' ? language : null
    return {
      altrender: altrender({
        lang: langcode ? null : language,
        script,
        kind: typed ? null : kind,
      }),
      langcode,
      type: typed ? (name === 'container' ? token(kind) : kind) : null,
    }
  },
  list: (kind) =>
    kind === 'numbers'
      ? { type: 'ordered', numeration: 'arabic' }
      : kind === 'points'
        ? { type: 'marked', mark: 'disc' }
        : { type: 'simple' },
  known: ({ relator, source, identifier }) => ({
    source: token(source),
    authfilenumber: identifier,
    role: relator,
  }),
  named: (words) => words,
  parts: (whole) => whole,
  code: (code) => element('num', { type: 'code' }, code),
  legalStatus: (values) =>
    values.length > 0 &&
    element(
      'accessrestrict',
      { encodinganalog: '3.4.1', type: 'legalStatus' },
      values.map((value) =>
        element(
          'legalstatus',
          dialect.said('legalstatus', value, attribute(value.type)),
          withoutNames(runOn(value, dialect)),
        ),
      ),
    ),
  related: (kind) => ({ altrender: altrender({ kind }) }),
  // Related units are named in `relatedmaterial`; there is no element for a relation by itself.
  relations: () => null,
  event: ({ kind, event, when, point, place }) =>
    element(
      'chronitem',
      { altrender: altrender({ kind }) },
      element('date', point ? machine(point) : {}, when),
      element(
        'event',
        {},
        event,
        place !== '' && [' (', element('geogname', { source: 'local' }, place), ')'],
      ),
    ),
}
