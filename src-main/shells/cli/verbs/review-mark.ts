/** `shoko review mark`: a passage by numbers and quotations, put right as on the desk where that is asked for. */
import { isDeepStrictEqual } from 'node:util'
import type { DescriptionId } from '../../../shared/contract/ids.ts'
import { refusal } from '../../../shared/contract/errors.ts'
import type { AnchorInput, CitedExemption, PlaceInput } from '../../../shared/contract/redaction.ts'
import { CitedExemption as Cited } from '../../../shared/contract/redaction.ts'
import { NEEDS, SHIPPED_EXEMPTIONS } from '../../../shared/domain/exemption.ts'
import { occurrencesOf } from '../../../shared/domain/redaction/quotation.ts'
import { onAllPages } from '../../../shared/domain/redaction/same-place.ts'
import { SNAPS } from '../../../shared/domain/redaction/states.ts'
import type { CliCore } from '../run.ts'
import { text, texts, UsageError } from './verb.ts'
import type { Values } from './verb.ts'

const number = (values: Values, name: string): number | null => {
  const given = text(values, name)
  if (given === undefined) return null
  if (!/^\d+$/.test(given)) throw new UsageError(`--${name} N`)
  return Number(given)
}

const numbers = (given: string, name: string): number[] => {
  const parts = given.split(',').map((part) => part.trim())
  if (!parts.every((part) => /^\d+$/.test(part))) throw new UsageError(`--${name} X,Y,…`)
  return parts.map(Number)
}

/** A code by what it is called: in the vocabulary named before a colon, or in the only one that has it. */
export function codeNamed(given: string, said: CitedExemption['said']): CitedExemption {
  const [, vocabulary, code = given] = /^([a-z][a-z0-9.-]*|local):(.+)$/.exec(given) ?? []
  if (vocabulary !== undefined) return { vocabulary, code, said }
  const found = SHIPPED_EXEMPTIONS.filter(({ kind }) => kind === 'exemption').flatMap(({ id, codes }) =>
    codes
      .filter((one) => one.code === given || one.also === given || one.stamp === given)
      .map((one) => ({ id, code: one.code })),
  )
  const [only, another] = found
  if (another) throw new UsageError(`--code ${found.map(({ id, code }) => `${id}:${code}`).join(' | ')}`)
  return { vocabulary: only?.id ?? 'local', code: only?.code ?? given, said }
}

/** `NEED=TEXT`, what a code has to be cited with. */
export function saidBy(given: readonly string[]): CitedExemption['said'] {
  const said = Cited.shape.said.safeParse(
    Object.fromEntries(given.map((one) => [one.slice(0, one.indexOf('=')), one.slice(one.indexOf('=') + 1)])),
  )
  if (!said.success) throw new UsageError(`--say ${NEEDS.join('|')}=TEXT`)
  return said.data
}

async function pagePlace({ client }: CliCore, id: DescriptionId, values: Values): Promise<PlaceInput[]> {
  const wanted = number(values, 'page')
  const [box, polygon] = [text(values, 'box'), text(values, 'polygon')]
  if (wanted === null) {
    if (box !== undefined || polygon !== undefined) throw new UsageError('--page N')
    return []
  }
  const page = (await client.scan.pages({ descriptionId: id })).find((one) => one.number === wanted)
  if (!page) throw refusal('pageNotFound', { id: wanted })
  if (polygon !== undefined) {
    const at = numbers(polygon, 'polygon')
    if (at.length < 6 || at.length % 2 === 1) throw new UsageError('--polygon X,Y,X,Y,X,Y,…')
    const points = at.flatMap((x, index) => (index % 2 === 0 ? [{ x, y: at[index + 1] ?? 0 }] : []))
    return [{ kind: 'region', pageId: page.id, shape: { points } }]
  }
  if (box === undefined) return [{ kind: 'page', pageId: page.id }]
  const [x = 0, y = 0, width = 0, height = 0, ...more] = numbers(box, 'box')
  if (width === 0 || height === 0 || more.length > 0) throw new UsageError('--box X,Y,W,H')
  return [{ kind: 'region', pageId: page.id, shape: { x, y, width, height } }]
}

/** The only place of a quotation in the texts of a language; `…` stands for what is between its beginning and its end. */
async function quotedPlace(
  { client }: CliCore,
  id: DescriptionId,
  language: string,
  quote: string,
): Promise<PlaceInput> {
  const found = (await client.text.list({ descriptionId: id }))
    .filter((one) => one.language === language)
    .flatMap(({ id: textId, paragraphs }): PlaceInput[] => {
      const [head = '', tail] = quote.split(/…|\.\.\./u)
      const places = occurrencesOf(paragraphs, head)
      if (tail === undefined) return places.map((place) => ({ kind: 'span', textId, ...place }) as PlaceInput)
      return places.flatMap(({ from }) => {
        const value = paragraphs.find((one) => one.id === from.paragraphId)?.value ?? ''
        const at = value.indexOf(tail, from.offset + head.length)
        const to = { paragraphId: from.paragraphId, offset: at + tail.length }
        return at === -1 ? [] : [{ kind: 'span', textId, from, to } as PlaceInput]
      })
    })
  const [only, another] = found
  if (!only || another) throw refusal('anchorUnplaced', { place: language })
  return only
}

/** Languages and quotations in pairs, in the order given. */
async function textPlaces(core: CliCore, id: DescriptionId, values: Values): Promise<PlaceInput[]> {
  const [languages, quotes] = [texts(values, 'text'), texts(values, 'quote')]
  if (languages.length !== quotes.length) throw new UsageError('--text LANG --quote "…"')
  const places: PlaceInput[] = []
  for (const [index, language] of languages.entries())
    places.push(await quotedPlace(core, id, language, quotes[index] ?? ''))
  return places
}

/** `--all-pages`: the same place on each; `--snap`: put right as on the desk. Numbers that are given are taken as they are. */
async function shaped(
  { client }: CliCore,
  id: DescriptionId,
  places: readonly PlaceInput[],
  values: Values,
): Promise<AnchorInput[]> {
  const drawn = places.flatMap((place) => (place.kind === 'region' ? [place] : []))
  const others = places
    .filter(({ kind }) => kind !== 'region')
    .map((place): AnchorInput => ({ place, lines: null }))
  const to = text(values, 'snap')
  const snap = SNAPS.find((one) => one === to)
  if (to !== undefined && !snap) throw new UsageError(`--snap ${SNAPS.join('|')}`)
  const everywhere = values['all-pages'] === true
  const regions = everywhere ? onAllPages(drawn, await client.scan.pages({ descriptionId: id })) : drawn
  const anchors = regions.map(({ pageId, shape }) => ({ pageId, shape, lines: null }))
  const found =
    snap && anchors.length > 0
      ? await client.redaction.snap({ descriptionId: id, regions: anchors, to: snap })
      : anchors
  return [
    ...found.map(({ pageId, shape, lines }): AnchorInput => ({
      place: { kind: 'region', pageId, shape },
      lines,
    })),
    ...others,
  ]
}

/** Numbers of pages on which a box that is taken as it was given cuts through ink, which then stays to be read beside it. */
export async function cutsInk(core: CliCore, id: DescriptionId, values: Values): Promise<number[]> {
  if (text(values, 'snap') !== undefined) return []
  const pages = await core.client.scan.pages({ descriptionId: id })
  const given = (await shaped(core, id, await pagePlace(core, id, values), values)).flatMap(({ place }) =>
    place.kind === 'region' && !('points' in place.shape) ? [{ ...place, lines: null }] : [],
  )
  if (given.length === 0) return []
  const regions = given.map(({ pageId, shape, lines }) => ({ pageId, shape, lines }))
  const whole = await core.client.redaction.snap({ descriptionId: id, regions, to: 'ink' })
  return whole.flatMap(({ pageId, shape }) => {
    const isWhole = given.some((one) => one.pageId === pageId && isDeepStrictEqual(one.shape, shape))
    return isWhole ? [] : pages.flatMap((page) => (page.id === pageId ? [page.number] : []))
  })
}

export async function mark(core: CliCore, id: DescriptionId, values: Values) {
  const places: PlaceInput[] = [
    ...(await pagePlace(core, id, values)),
    ...(await textPlaces(core, id, values)),
    ...texts(values, 'field').map((field): PlaceInput => {
      const alternate = text(values, 'alternate') ?? null
      return { kind: 'field', of: 'description', id, field, index: null, alternate }
    }),
  ]
  if (places.length === 0) throw new UsageError('--page | --text | --field')
  const lines = number(values, 'lines')
  const anchors = (await shaped(core, id, places, values)).map((anchor): AnchorInput => ({
    ...anchor,
    lines: anchor.place.kind === 'field' ? null : (lines ?? anchor.lines),
  }))
  const said = saidBy(texts(values, 'say'))
  const exemptions = texts(values, 'code').map((code) => codeNamed(code, said))
  const as = text(values, 'as')
  const { redaction } = core.client
  const [reason, note] = [text(values, 'reason') ?? '', text(values, 'note') ?? '']
  const withUid = text(values, 'with')
  if (withUid === undefined) {
    if (exemptions.length === 0) throw new UsageError('--code CODE')
    return redaction.mark({ descriptionId: id, anchors, exemptions, reason, note, as })
  }
  const there = (await redaction.list({ descriptionId: id })).find(
    (one) => one.uid === withUid || String(one.id) === withUid,
  )
  if (!there) throw refusal('redactionNotFound', { id: Number(withUid) || 0 })
  const added = await redaction.addAnchor({ id: there.id, anchors, as })
  if (exemptions.length === 0) return added
  return redaction.edit({
    id: there.id,
    patch: { exemptions: [...there.exemptions, ...exemptions] },
    why: reason,
    as,
  })
}
