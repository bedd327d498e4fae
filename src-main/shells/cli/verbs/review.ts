/** `shoko review`: passages marked, and an item brought from mark to approval by the persons named. */
import { resolve } from 'node:path'
import { isPastChecking } from '../../../shared/domain/review/checklist.ts'
import { REVIEW_STATES } from '../../../shared/domain/review/states.ts'
import { withCore } from '../run.ts'
import { withKey } from '../unlocking.ts'
import { blindSteps } from './review-blind.ts'
import { changes } from './review-changes.ts'
import { find, lineOf } from './review-find.ts'
import { codeNamed, cutsInk, mark, saidBy } from './review-mark.ts'
import { pack, takeAnswer } from './review-packages.ts'
import { steps } from './review-steps.ts'
import { statisticsLines } from '../../../shared/i18n/review-statistics.ts'
import { idOf, text, texts, UsageError } from './verb.ts'
import type { Verb } from './verb.ts'

const STEPS = Object.keys(steps)

export const reviewVerb: Verb = {
  usage: [
    'review mark CATALOGUE REFERENCE_CODE --code CODE... [--page N --box X,Y,W,H | --polygon X,Y,...] [--snap ink|lines|line|butThis] [--all-pages] [--text LANG --quote "…"]...',
    '[--field NAME [--alternate TEXT]] [--lines N] [--say NEED=TEXT]... [--with REDACTION_ID] [--reason TEXT] [--note TEXT] [--as NAME]',
    `\n  shoko review ${STEPS.join('|')} CATALOGUE REFERENCE_CODE --as NAME [--looked] [--checked] [--tick CHECK]... [--untick CHECK]... [--decision DECISION] [--reason TEXT]`,
    '[--comment REDACTION_ID=TEXT]... [--authority NAME --position TEXT | --guide TEXT] [--on DATE]',
    '[--agency NAME --question TEXT [--to FILE.html --reason TEXT [--mark REDACTION_ID]... [--package-passphrase-file FILE]] | --answer TEXT | --from FILE [--package-passphrase-file FILE]] [--cease]',
    `\n  shoko review ${Object.keys(changes).join('|')} CATALOGUE REFERENCE_CODE --as NAME --with REDACTION_ID [--code CODE]... [--side image|LANG]... [--anchor ANCHOR_ID]... [--why TEXT]`,
    `\n  shoko review blind CATALOGUE (REFERENCE_CODE | --batch NAME | --office) [--cease --reason TEXT] --as NAME`,
    `\n  shoko review compare|compared CATALOGUE REFERENCE_CODE --as NAME`,
    `\n  shoko review settle CATALOGUE REFERENCE_CODE --with MARK_ID --how stricter|looser [--reason TEXT] --as NAME`,
    '\n  shoko review list CATALOGUE [--state S] [--due DATE] [--reviewer NAME] [--code CODE] [--batch NAME]',
    '\n  shoko review due CATALOGUE [--due DATE] [--batch NAME] [--reviewer NAME] [--code CODE]',
    '\n  shoko review find CATALOGUE [REFERENCE_CODE] --words TEXT | --expression RE | --name NAME [--whole-word] [--batch NAME]',
    '\n  shoko review statistics CATALOGUE',
  ].join(' '),
  options: {
    ...Object.fromEntries(
      ['code', 'text', 'quote', 'field', 'say', 'comment', 'side', 'anchor', 'tick', 'untick', 'mark'].map(
        (name) => [name, { type: 'string', multiple: true } as const],
      ),
    ),
    ...Object.fromEntries(
      [
        ...[
          'page',
          'snap',
          'words',
          'expression',
          'name',
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
          'to',
          'from',
          'package-passphrase-file',
        ],
      ].map((name) => [name, { type: 'string' } as const]),
    ),
    how: { type: 'string' },
    office: { type: 'boolean' },
    looked: { type: 'boolean' },
    checked: { type: 'boolean' },
    cease: { type: 'boolean' },
    'all-pages': { type: 'boolean' },
    'whole-word': { type: 'boolean' },
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
        const found = await core.client.review.due({
          by,
          ...{ batch: text(values, 'batch') ?? null, reviewer: text(values, 'reviewer') ?? null },
          ...{ code: texts(values, 'code')[0] ?? null, limit: 200 },
        })
        for (const { on, what, referenceCode, descriptionId, who } of found.items)
          io.say([on, what, referenceCode ?? `#${String(descriptionId)}`, who ?? ''].join('\t'))
        io.answer(found)
        return 0
      }
      if (step === 'find') {
        await core.openCatalogue(resolve(io.base, path), 'read')
        const found = await find(core.client, code === undefined ? null : await idOf(core, code), values)
        for (const one of found) io.say(lineOf(one))
        io.answer(found)
        return 0
      }
      if (step === 'statistics') {
        await core.openCatalogue(resolve(io.base, path), 'read')
        const counted = await core.client.review.statistics()
        for (const row of statisticsLines(counted, io.m)) io.say(row.join('\t'))
        io.answer(counted)
        return 0
      }
      if (code === undefined) throw new UsageError('REFERENCE_CODE')
      const act = steps[step]
      const change = changes[step]
      if (step !== 'mark' && !act && !change)
        throw new UsageError(
          `review mark|${[...Object.keys(changes), ...STEPS].join('|')}|list|due|find|statistics`,
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
        for (const page of await cutsInk(core, id, values)) io.note(io.m.review.cutsInk(page))
        for (const { code } of marked.unresolved) io.note(io.m.review.unresolved[code] ?? code)
        io.answer(marked)
        return 0
      }
      if (step === 'refer' && text(values, 'to') !== undefined) {
        if (text(values, 'reason') === undefined) throw new UsageError('--reason TEXT')
        const review = await withKey(io, core, () => act(core.client, id, values))
        io.answer(await pack({ io, core, id, values, review }))
        return 0
      }
      const after =
        step === 'answer' && text(values, 'from') !== undefined
          ? await takeAnswer({ io, core, id, values })
          : await withKey(io, core, () => act(core.client, id, values)).catch(async (error: unknown) => {
              const { standing, checklist } = await core.client.review.state({ descriptionId: id })
              if (isPastChecking(standing, checklist)) io.note(io.m.reviewing.checklist.past)
              throw error
            })
      io.say(io.m.review.nowIs(after.standing))
      if (step === 'checklist')
        for (const { what, who, at } of after.checklist)
          io.say([what, io.m.review.checks[what] ?? what, who ?? '', at ?? ''].join('\t'))
      io.answer(after)
      return 0
    }),
}
