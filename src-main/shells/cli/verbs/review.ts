/** `shoko review`: passages marked, and an item brought from mark to approval by the persons named. */
import { resolve } from 'node:path'
import type { DescriptionId } from '../../../shared/contract/ids.ts'
import type { AnchorInput, CitedExemption, PlaceInput } from '../../../shared/contract/redaction.ts'
import { CitedExemption as Cited } from '../../../shared/contract/redaction.ts'
import { NEEDS, SHIPPED_EXEMPTIONS } from '../../../shared/domain/exemption.ts'
import { occurrencesOf } from '../../../shared/domain/redaction/quotation.ts'
import { REVIEW_STATES } from '../../../shared/domain/review/states.ts'
import { withKey } from '../passphrase.ts'
import { withCore } from '../run.ts'
import type { CliCore } from '../run.ts'
import { blindSteps } from './review-blind.ts'
import { changes } from './review-changes.ts'
import { steps } from './review-steps.ts'
import { idOf, text, texts, UsageError } from './verb.ts'
import type { Values, Verb } from './verb.ts'
import { refusal } from '../../../shared/contract/errors.ts'

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
function saidBy(given: readonly string[]): CitedExemption['said'] {
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

async function mark(core: CliCore, id: DescriptionId, values: Values) {
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
  const anchors = places.map((place): AnchorInput => ({
    place,
    lines: place.kind === 'field' ? null : lines,
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

const STEPS = Object.keys(steps)

export const reviewVerb: Verb = {
  usage: [
    'review mark CATALOGUE REFERENCE_CODE --code CODE... [--page N --box X,Y,W,H | --polygon X,Y,...] [--text LANG --quote "…"]...',
    '[--field NAME [--alternate TEXT]] [--lines N] [--say NEED=TEXT]... [--with REDACTION_ID] [--reason TEXT] [--note TEXT] [--as NAME]',
    `\n  shoko review ${STEPS.join('|')} CATALOGUE REFERENCE_CODE --as NAME [--looked] [--decision DECISION] [--reason TEXT]`,
    '[--comment REDACTION_ID=TEXT]... [--authority NAME --position TEXT | --guide TEXT] [--on DATE]',
    '[--agency NAME --question TEXT | --answer TEXT] [--cease]',
    `\n  shoko review ${Object.keys(changes).join('|')} CATALOGUE REFERENCE_CODE --as NAME --with REDACTION_ID [--code CODE]... [--side image|LANG]... [--anchor ANCHOR_ID]... [--why TEXT]`,
    `\n  shoko review blind CATALOGUE (REFERENCE_CODE | --batch NAME | --office) [--cease --reason TEXT] --as NAME`,
    `\n  shoko review compare|compared CATALOGUE REFERENCE_CODE --as NAME`,
    `\n  shoko review settle CATALOGUE REFERENCE_CODE --with MARK_ID --how stricter|looser [--reason TEXT] --as NAME`,
    '\n  shoko review list CATALOGUE [--state S] [--due DATE] [--reviewer NAME] [--code CODE] [--batch NAME]',
    '\n  shoko review due CATALOGUE [--due DATE] [--batch NAME]',
    '\n  shoko review statistics CATALOGUE',
  ].join(' '),
  options: {
    ...Object.fromEntries(
      ['code', 'text', 'quote', 'field', 'say', 'comment', 'side', 'anchor'].map((name) => [
        name,
        { type: 'string', multiple: true } as const,
      ]),
    ),
    ...Object.fromEntries(
      [
        ...[
          'page',
          'box',
          'polygon',
          'alternate',
          'lines',
          'with',
          'reason',
          'note',
          'as',
          'decision',
          'authority',
        ],
        ...[
          'position',
          'guide',
          'on',
          'state',
          'due',
          'reviewer',
          'batch',
          'public',
          'duplicate',
          'agency',
          'question',
          'answer',
          'why',
        ],
      ].map((name) => [name, { type: 'string' } as const]),
    ),
    how: { type: 'string' },
    office: { type: 'boolean' },
    looked: { type: 'boolean' },
    cease: { type: 'boolean' },
  },
  words: [2, 3],
  run: (io, [step = '', path = '', code], values) =>
    withCore(io, async (core) => {
      if (step === 'list') {
        await core.openCatalogue(resolve(io.base, path), 'read')
        const state = text(values, 'state')
        if (state !== undefined && !REVIEW_STATES.some((one) => one === state))
          throw new UsageError(`--state ${REVIEW_STATES.join('|')}`)
        const found = await core.client.review.queue({
          state: REVIEW_STATES.find((one) => one === state) ?? null,
          ...{ reviewer: text(values, 'reviewer') ?? null, batch: text(values, 'batch') ?? null },
          ...{ code: texts(values, 'code')[0] ?? null, dueBy: text(values, 'due') ?? null },
          limit: 200,
        })
        for (const item of found.items)
          io.say(
            [
              item.referenceCode ?? `#${String(item.descriptionId)}`,
              io.m.review.states[item.state] ?? item.state,
              ...[item.due ?? '', item.reviewer ?? '', String(item.redactions), item.title ?? ''],
            ].join('\t'),
          )
        io.answer(found)
        return 0
      }
      const blind = blindSteps[step]
      if (blind) {
        await core.openCatalogue(resolve(io.base, path), step === 'compare' ? 'read' : 'write')
        return blind({ io, core, code, values })
      }
      if (step === 'due') {
        await core.openCatalogue(resolve(io.base, path), 'read')
        const by = text(values, 'due') ?? new Date().toISOString().slice(0, 10)
        const found = await core.client.review.due({ by, batch: text(values, 'batch') ?? null, limit: 200 })
        for (const { on, what, referenceCode, descriptionId, who } of found.items)
          io.say([on, what, referenceCode ?? `#${String(descriptionId)}`, who ?? ''].join('\t'))
        io.answer(found)
        return 0
      }
      if (step === 'statistics') {
        await core.openCatalogue(resolve(io.base, path), 'read')
        const counted = await core.client.review.statistics()
        for (const { vocabulary, code, redactions, items, lines } of counted)
          io.say([vocabulary, code, redactions, items, lines].join('\t'))
        io.answer(counted)
        return 0
      }
      if (code === undefined) throw new UsageError('REFERENCE_CODE')
      const act = steps[step]
      const change = changes[step]
      if (step !== 'mark' && !act && !change)
        throw new UsageError(
          `review mark|${[...Object.keys(changes), ...STEPS].join('|')}|list|due|statistics`,
        )
      if ((act ?? change) && text(values, 'as') === undefined) throw new UsageError('--as NAME')
      await core.openCatalogue(resolve(io.base, path))
      const id = await idOf(core, code)
      if (change) {
        const said = saidBy(texts(values, 'say'))
        const exemptions = texts(values, 'code').map((given) => codeNamed(given, said))
        const left = await withKey(io, core, () =>
          change({ client: core.client, descriptionId: id, values, exemptions }),
        )
        if (left) io.say(io.m.review.marked(left.uid, left.anchors.length))
        io.answer(left)
        return 0
      }
      if (!act) {
        const marked = await mark(core, id, values)
        io.say(io.m.review.marked(marked.uid, marked.anchors.length))
        for (const { code } of marked.unresolved) io.note(io.m.review.unresolved[code] ?? code)
        io.answer(marked)
        return 0
      }
      const after = await withKey(io, core, () => act(core.client, id, values))
      io.say(io.m.review.nowIs(after.standing))
      io.answer(after)
      return 0
    }),
}
