import type { Child, Element } from '../../xml/element.ts'

const NAMES: ReadonlySet<string> = new Set(['persname', 'corpname', 'famname', 'geogname', 'title'])

/** Text for an element that takes emphasis and no names: of a name its words stay. */
export const withoutNames = (content: Child): Child =>
  typeof content === 'string' || !content
    ? content
    : isList(content)
      ? content.map(withoutNames)
      : NAMES.has(content.name)
        ? content.children
        : content

const isList = (content: Element | readonly Child[]): content is readonly Child[] => Array.isArray(content)
