/** A finding aid as one page of HTML: the whole branch, opened unit by unit, searched without a network. */
import { z } from 'zod'
import type { ReleasedDescription } from '../../shared/domain/released-view.ts'
import { messages } from '../../shared/i18n/index.ts'
import type { Language } from '../../shared/i18n/index.ts'
import { element } from '../../xml/element.ts'
import type { Element } from '../../xml/element.ts'
import { pageAddress } from '../address.ts'
import { everyFieldBut } from '../exporter.ts'
import type { Exporter, ReleasedNode } from '../exporter.ts'
import { isBlank, line } from '../plain.ts'
import { htmlText } from '../reading/html-text.ts'
import { titlesOf } from '../reading/metadata.ts'
import { citationOf, fields, idOf, language, languageOf, plain, staffNotice } from './fields.ts'
import { unsaidTitles, whenOf } from './fields.ts'
import type { PageContext } from './fields.ts'
import { beginning, checkPage, ending } from './page.ts'
import type { PageForm } from './page.ts'
import { SCRIPT } from './script.ts'
import { FINDING_AID_STYLE } from './style.ts'

const FORM: PageForm = {
  name: 'HTML (finding aid)',
  style: FINDING_AID_STYLE,
  script: SCRIPT,
  heading: 'summary',
}

export const FindingAidOptions = z.strictObject({ language, pageAddress })

export const findingAidHtml: Exporter<z.infer<typeof FindingAidOptions>> = {
  id: 'finding-aid-html',
  name: 'Finding aid, HTML',
  version: '5',
  extension: 'html',
  mediaType: 'text/html',
  shape: 'hierarchy',
  options: FindingAidOptions,
  carries: [...everyFieldBut(), 'pages'],
  write: writeFindingAid,
  validate: checkPage(FORM),
}

/** Unit by unit: no more than a path from the highest unit is in memory. */
function* writeFindingAid(
  nodes: Iterable<ReleasedNode>,
  context: PageContext,
): Generator<string, void, undefined> {
  const inLanguage = languageOf(context)
  const { findingAid } = messages[inLanguage]
  let open = -1
  for (const { depth, description } of nodes) {
    if (open === -1) {
      const [title] = titlesOf(description, messages[inLanguage], inLanguage)
      const name = [plain(title), line(context.institution.name)].filter((part) => part !== '').join(' · ')
      yield beginning(FORM, inLanguage, name) + htmlText(front(description, context, inLanguage))
      yield `${htmlText(tools(inLanguage))}<main><ul class="units">`
    } else if (depth > open) yield '<ul>'
    else yield '</details></li>' + '</ul></details></li>'.repeat(open - depth)
    yield `<li id="${idOf(description)}"><details${open === -1 ? ' open="open"' : ''}>`
    yield htmlText(summary(description, inLanguage))
    yield htmlText(
      fields(description, context, unsaidTitles(description, inLanguage), citationOf(description, context)),
    )
    open = depth
  }
  if (open === -1) return
  yield '</details></li>' + '</ul></details></li>'.repeat(open)
  yield `</ul></main>${htmlText(element('footer', { class: 'made' }, findingAid.made(context.generator)))}`
  yield ending(FORM)
}

function front(description: ReleasedDescription, context: PageContext, inLanguage: Language): Element {
  const titles = titlesOf(description, messages[inLanguage], inLanguage)
  return element(
    'header',
    { class: 'front' },
    staffNotice(context),
    element('p', { class: 'repository' }, line(context.institution.name)),
    titles.map((title, index) =>
      element(
        index === 0 ? 'h1' : 'p',
        { class: index === 0 ? null : 'also', lang: title.lang },
        plain(title),
      ),
    ),
    !isBlank(description.referenceCode) && element('p', { class: 'code' }, line(description.referenceCode)),
  )
}

/** Hidden where nothing runs. */
function tools(inLanguage: Language): Element {
  const { search, openAll, closeAll, found, none } = messages[inLanguage].findingAid
  return element(
    'search',
    { class: 'tools', hidden: 'hidden' },
    element('label', {}, search, element('input', { type: 'search', name: 'words', autocomplete: 'off' })),
    element('button', { type: 'button', value: 'open' }, openAll),
    element('button', { type: 'button', value: 'close' }, closeAll),
    element('p', { role: 'status', 'data-some': found, 'data-none': none }),
  )
}

/** The line of a unit: what it is, its code, its title, when it was made. */
function summary(description: ReleasedDescription, inLanguage: Language): Element {
  const m = messages[inLanguage]
  const [title] = titlesOf(description, m, inLanguage)
  const { level, otherLevel, referenceCode } = description
  const when = whenOf(description, inLanguage)
  return element(
    'summary',
    {},
    element('span', { class: 'level' }, line(otherLevel) || m.levels[level]),
    ' ',
    !isBlank(referenceCode) && [element('span', { class: 'code' }, line(referenceCode)), ' '],
    element('span', { class: 'title', lang: title?.lang }, plain(title)),
    when !== '' && [' ', element('span', { class: 'when' }, when)],
  )
}
