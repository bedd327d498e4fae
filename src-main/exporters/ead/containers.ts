/** Where a unit is kept, as EAD `container` (each pointing to the one that it is in), and for staff where that stands. */
import { containerTypeName } from '../../shared/domain/container.ts'
import type { ReleasedDescription, ReleasedInstance } from '../../shared/domain/released-view.ts'
import { element } from '../../xml/element.ts'
import type { Element } from '../../xml/element.ts'
import type { EadContext } from './context.ts'
import { idOf } from './id.ts'
import { attribute, isBlank, line } from './prose.ts'

export const containers = (description: ReleasedDescription, context: EadContext): Element[] =>
  description.containers.flatMap((instance, at) => [
    ...chain(instance, `${idOf(description.uid)}_k${String(at + 1)}`, context),
    ...(isBlank(instance.location) ? [] : [element('physloc', {}, line(instance.location))]),
  ])

/** From the outermost in: box, folder, item. Only what something is in needs an id. */
function chain(
  { containers, folder, item }: ReleasedInstance,
  id: string,
  { dialect, words, institution }: EadContext,
): Element[] {
  const language = institution.language === 'jpn' ? 'ja' : 'en'
  const parts = [
    ...containers.map(({ type, indicator }) => ({
      type,
      label: containerTypeName(type, language),
      number: indicator,
    })),
    { type: 'folder', label: containerTypeName('folder', language), number: folder },
    { type: 'item', label: words.item, number: item },
  ].filter(({ number }) => !isBlank(number))
  return parts.map(({ type, label, number }, at) =>
    element(
      'container',
      {
        id: at === parts.length - 1 ? null : `${id}-${String(at + 1)}`,
        ...dialect.said('container', {}, attribute(type)),
        label: attribute(label),
        parent: at === 0 ? null : `${id}-${String(at)}`,
      },
      line(number),
    ),
  )
}
