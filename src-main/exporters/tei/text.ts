/** Transcription, translations and summaries beside each other, page by page, and which of their passages say the same. */
import type { ReleasedDescription } from '../../shared/domain/released-view.ts'
import type {
  ReleasedPassage,
  ReleasedReading,
  ReleasedReadings,
} from '../../shared/domain/released-readings.ts'
import { isOfForm } from '../../shared/domain/alignment/index.ts'
import { element, elementOrNull, mixed } from '../../xml/element.ts'
import type { Child, Element } from '../../xml/element.ts'
import { isBlank } from '../plain.ts'
import type { Agents } from './agents.ts'
import type { Ids } from './ids.ts'
import { pointer } from './ids.ts'
import { inline } from './inline.ts'
import { spokenIn } from './said.ts'

interface Around {
  readonly agents: Agents
  readonly ids: Ids
  /** Which surface a page has, from 1, by the numbers of the pages. */
  readonly pages: ReadonlyMap<number, number>
}

/** Who wrote or translated a text is in the header (`responsibilities`); the text points there. */
export const responsibleId = (text: number, ids: Ids): string => `${ids.of('text', text + 1)}.resp`

export function textElement(
  readings: ReleasedReadings | undefined,
  description: ReleasedDescription,
  agents: Agents,
  ids: Ids,
): Element | null {
  const around = { agents, ids, pages: surfaces(description) }
  const texts = (readings?.texts ?? []).flatMap((text, index) => oneText(text, index, around) ?? [])
  const [first, second] = texts
  return first && second ? element('text', {}, element('group', {}, texts)) : (first ?? null)
}

const surfaces = ({ pages }: ReleasedDescription): Map<number, number> =>
  new Map(pages.map(({ number }, index): [number, number] => [number, index + 1]).reverse())

function oneText(text: ReleasedReading, index: number, around: Around): Element | null {
  const { kind, status, direction, agent, passages } = text
  const body = elementOrNull('body', {}, passagesOf(passages, index, around))
  return body?.children.some((child) => typeof child !== 'string' && child.name !== 'pb') === true
    ? element(
        'text',
        {
          'xml:id': around.ids.of('text', index + 1),
          type: kind,
          subtype: status,
          ...spokenIn(text),
          style: direction === 'vertical' ? 'writing-mode: vertical-rl' : null,
          resp: isBlank(agent) ? null : pointer(responsibleId(index, around.ids)),
        },
        body,
      )
    : null
}

function passagesOf(passages: readonly ReleasedPassage[], text: number, around: Around): Child[] {
  const { ids, pages } = around
  const children: Child[] = []
  let page: number | null = null
  for (const [index, passage] of passages.entries()) {
    if (isBlank(passage.value)) continue
    const { pageNumber } = passage
    if (pageNumber !== null && pageNumber !== page) {
      const surface = pages.get(pageNumber)
      const facs = surface === undefined ? null : pointer(ids.of('surface', surface))
      children.push(element('pb', { n: String(pageNumber), facs }))
      page = pageNumber
    }
    children.push(passageElement(passage, { text, index, around, isLeft: goesOn(passages, index) }))
  }
  return children
}

/** Whether the next of the document's own words go on from this passage, whatever the form adds in between. */
const goesOn = (passages: readonly ReleasedPassage[], index: number): boolean => {
  const isOwn = (passage: ReleasedPassage) => !isBlank(passage.value) && !isOfForm(passage)
  const [passage, next] = [passages[index], passages.slice(index + 1).find(isOwn)]
  return passage !== undefined && isOwn(passage) && next?.continues === true
}

interface At {
  readonly text: number
  readonly index: number
  readonly around: Around
  /** The next passage goes on from this one. */
  readonly isLeft: boolean
}

/** The document's own words are paragraphs; what the form and its stamps add says what it is. */
function passageElement(passage: ReleasedPassage, { text, index, around, isLeft }: At): Element {
  const { ids, pages, agents } = around
  const { kind, lines, pageNumber, continues } = passage
  const isPlaced = pageNumber !== null && pages.has(pageNumber)
  const zone = (line: number | null) => (isPlaced ? ids.zone(text + 1, index + 1, line) : null)
  const own = lines.length > 0 ? zone(null) : null
  return mixed(
    kind === 'body' ? 'p' : 'ab',
    {
      'xml:id': ids.passage(text + 1, index + 1),
      type: kind === 'body' ? null : kind,
      part: continues && isLeft ? 'M' : continues ? 'F' : isLeft ? 'I' : null,
      facs: own === null ? null : pointer(own),
    },
    ...inline(passage, agents, (line) => zone(line + 1)),
  )
}

/** A pair is sure where a person said it, and otherwise proposed. */
export function standOff(readings: ReleasedReadings | undefined, ids: Ids): Element | null {
  const isThere = ([text, passage]: readonly [number, number]) =>
    !isBlank(readings?.texts[text]?.passages[passage]?.value)
  const links = (readings?.pairs ?? [])
    .filter(({ from, to }) => isThere(from) && isThere(to))
    .map(({ from, to, said }) =>
      element('link', {
        target: [from, to].map(([text, passage]) => pointer(ids.passage(text + 1, passage + 1))).join(' '),
        cert: said ? 'high' : 'medium',
      }),
    )
  return links.length === 0 ? null : element('standOff', {}, element('linkGrp', { type: 'alignment' }, links))
}
