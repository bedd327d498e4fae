import type { ReleasedDescription } from '../../shared/domain/released-view.ts'
import { element } from '../../xml/element.ts'
import type { Element } from '../../xml/element.ts'
import type { EadContext } from './context.ts'
import { line, spoken } from './prose.ts'

/** The title chosen for the finding aid, or that of its highest unit, in the language of description if there is one. */
export function titleProper({ texts, referenceCode }: ReleasedDescription, context: EadContext): Element {
  const { audience, dialect, institution, options, words } = context
  const titles = spoken(texts.title)
  const own = titles.find(({ language }) => language === institution.language) ?? titles[0]
  const chosen = line(options.titleProper)
  const title = chosen || line(own?.value) || line(referenceCode) || words.untitled
  return audience === 'staff'
    ? element('titleproper', {}, `${words.staffCopy}${words.colon}${title}`)
    : element('titleproper', chosen === '' && own ? dialect.said('titleproper', own) : {}, title)
}
