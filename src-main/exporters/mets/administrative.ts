/** What is known of the files of a unit: they themselves, what was done with them and by what, and on what terms they are given. */
import { element } from '../../xml/element.ts'
import type { Child, Element } from '../../xml/element.ts'
import type { ExportContext } from '../exporter.ts'
import { line } from '../plain.ts'
import { eventsOf, institutionAgent, programAgent } from './events.ts'
import { fileObject, unitObject } from './objects.ts'
import { idOf } from './outline.ts'
import type { Outline } from './outline.ts'
import { rightsStatements } from './rights.ts'

export function administrative(outline: Outline, context: ExportContext<unknown>): Element {
  const { unit, files } = outline
  const rights = rightsStatements(outline, context)
  return element(
    'amdSec',
    { ID: idOf('amd', unit) },
    section('techMD', idOf('object', unit), 'PREMIS:OBJECT', unitObject(outline, rights.length)),
    files.map((file) =>
      section('techMD', idOf('object', unit, file.number), 'PREMIS:OBJECT', fileObject(outline, file)),
    ),
    rights.map((statement, index) =>
      section('rightsMD', idOf('rights', unit, index + 1), 'PREMIS:RIGHTS', statement),
    ),
    files.flatMap((file) =>
      eventsOf(outline, file).map(({ id, event }) => section('digiprovMD', id, 'PREMIS:EVENT', event)),
    ),
    [programAgent(line(context.generator)), institutionAgent(context.institution)].map((agent, index) =>
      section('digiprovMD', idOf('agent', unit, index + 1), 'PREMIS:AGENT', agent),
    ),
  )
}

const section = (name: string, id: string, type: string, ...content: Child[]): Element =>
  element(
    name,
    { ID: id },
    element('mdWrap', { MDTYPE: type, MDTYPEVERSION: '3.0' }, element('xmlData', {}, ...content)),
  )

/** The sections that are about a file. */
export const sectionsOf = (outline: Outline, file: Outline['files'][number]): string =>
  [idOf('object', outline.unit, file.number), ...eventsOf(outline, file).map(({ id }) => id)].join(' ')
