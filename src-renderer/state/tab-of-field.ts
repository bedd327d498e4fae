/** The tab of the record in which a field is edited. */
import { TEXT_FIELDS } from '../../src-main/shared/domain/field.ts'
import type { Area } from '../../src-main/shared/domain/field.ts'
import type { Tab } from './stage.svelte.ts'

const OF_AREA: Record<Area, Tab> = {
  identity: 'identity',
  context: 'context',
  content: 'content',
  access: 'access',
  allied: 'notes',
  notes: 'notes',
  control: 'notes',
  handling: 'access',
  staff: 'notes',
}

const STRUCTURED: Readonly<Record<string, Tab>> = {
  agents: 'names',
  languages: 'access',
  restrictions: 'access',
  accessPoints: 'content',
  relations: 'notes',
  texts: 'texts',
}

export function tabOf(field: string): Tab {
  const rule = Object.entries(TEXT_FIELDS).find(([name]) => name === field)?.[1]
  return rule === undefined ? (STRUCTURED[field] ?? 'identity') : OF_AREA[rule.area]
}
