/** `shoko release`: release copies of what is approved, into a folder; a line for each item that cannot go out, and why. */
import { basename, dirname, resolve } from 'node:path'
import { BURNT_FORMATS } from '../../../shared/contract/release.ts'
import type { DescriptionId } from '../../../shared/contract/ids.ts'
import type { PlannedItem, Proof } from '../../../shared/contract/release.ts'
import type { Io } from '../io.ts'
import type { Core } from '../../../core.ts'
import { withCore } from '../run.ts'
import { ownerOf, withKey } from '../unlocking.ts'
import { idOf, resultOf, text, texts, UsageError } from './verb.ts'
import type { Verb } from './verb.ts'

export const releaseVerb: Verb = {
  usage:
    'release CATALOGUE (--to FOLDER [--prove] | --prove-made FOLDER | --dry-run | --list) [--only REFERENCE_CODE]... [--batch NAME] [--as NAME] [--sign NAME|office] [--images png|tiff|jpeg] [--grey] [--text-layer] [--accept-traces] [--language en|ja]',
  options: {
    to: { type: 'string' },
    prove: { type: 'boolean' },
    'prove-made': { type: 'string' },
    'dry-run': { type: 'boolean' },
    list: { type: 'boolean' },
    only: { type: 'string', multiple: true },
    batch: { type: 'string' },
    as: { type: 'string' },
    sign: { type: 'string' },
    images: { type: 'string' },
    grey: { type: 'boolean' },
    'accept-traces': { type: 'boolean' },
    'text-layer': { type: 'boolean' },
    language: { type: 'string' },
  },
  words: [1, 1],
  run: (io, [catalogue = ''], values) =>
    withCore(io, async (core) => {
      const imageFormat = BURNT_FORMATS.find((one) => one === (text(values, 'images') ?? 'png'))
      if (!imageFormat) throw new UsageError(`--images ${BURNT_FORMATS.join('|')}`)
      const language = (['en', 'ja'] as const).find(
        (one) => one === (text(values, 'language') ?? io.language),
      )
      if (!language) throw new UsageError('--language en|ja')
      const to = text(values, 'to')
      const isTrial = values['dry-run'] === true
      const isList = values['list'] === true
      const made = text(values, 'prove-made')
      const asked = [to !== undefined, made !== undefined, isTrial, isList].filter(Boolean).length
      if (asked !== 1) throw new UsageError('--to FOLDER | --prove-made FOLDER | --dry-run | --list')
      await core.openCatalogue(resolve(io.base, catalogue), isTrial || isList ? 'read' : 'write')
      const as = text(values, 'as')
      const actor = as !== undefined && { as }
      if (made !== undefined) {
        const folder = core.handle(resolve(io.base, made), 'write')
        const proving = { folder, sign: await signing(core, text(values, 'sign')), ...actor }
        const { jobId } = await withKey(io, core, () => core.client.release.prove(proving))
        const result = resultOf(await core.follow(jobId))
        if (result.kind !== 'prove') throw new Error('not a report of a proof')
        const { kind: _, ...report } = result
        sayProof(io, report.proof)
        io.say(`${io.m.release.verify.digest} ${report.manifest}`)
        if (report.fingerprint !== null) io.say(`${io.m.release.verify.provedWith} ${report.fingerprint}`)
        io.answer(report)
        return report.proof.result === 'proved' ? 0 : 1
      }
      if (isList) {
        const { releases } = await core.client.release.list({ limit: 200 })
        for (const { name, at, who, manifest, items } of releases)
          io.say(
            [name, at, who, io.m.release.items(items.length), manifest ?? io.m.release.unfinished].join('\t'),
          )
        io.answer(releases)
        return 0
      }
      const ids: DescriptionId[] = []
      for (const code of texts(values, 'only')) ids.push(await idOf(core, code))
      const meant = {
        ids,
        batch: text(values, 'batch') ?? null,
        language,
        acceptTraces: values['accept-traces'] === true,
      }
      const m = io.m.release
      const say = ({ referenceCode, descriptionId, outcome, because, pages }: PlannedItem) =>
        io.say(
          [
            referenceCode ?? `#${String(descriptionId)}`,
            because === null ? m.outcomes[outcome] : m.because[because],
            m.pages(pages),
          ].join('\t'),
        )
      if (to === undefined) {
        const plan = await core.client.release.plan(meant)
        for (const item of plan.items) say(item)
        await sayElsewhere(io, core)
        io.answer(plan)
        return 0
      }
      const writing = {
        ...meant,
        sign: await signing(core, text(values, 'sign')),
        within: core.handle(dirname(resolve(io.base, to)), 'write'),
        name: basename(resolve(io.base, to)),
        imageFormat,
        grey: values['grey'] === true,
        textLayer: values['text-layer'] === true,
        prove: values['prove'] === true,
        ...actor,
      }
      const started = await withKey(io, core, () => core.client.release.write(writing))
      const result = resultOf(await core.follow(started.jobId))
      if (result.kind !== 'release') throw new Error('not a report of a release')
      const { kind: _, ...report } = result
      for (const item of report.leftOut) say(item)
      await sayElsewhere(io, core)
      io.say(m.made(report.name, report.items, report.pages))
      if (report.proof !== null) sayProof(io, report.proof)
      io.say(`${m.verify.digest} ${report.manifest}`)
      if (report.fingerprint !== null) io.say(`${m.verify.signedWith} ${report.fingerprint}`)
      io.answer(report)
      return 0
    }),
}

/** That something is open that is withheld elsewhere; `shoko consistency` says where. */
async function sayElsewhere({ note, m }: Io, { client }: Core): Promise<void> {
  const { echoes } = await client.leak.consistency()
  if (echoes.length > 0)
    note(`${m.release.work.elsewhere}: ${m.leak.consistent(echoes.length)} (shoko consistency)`)
}

const signing = async (core: Core, signer: string | undefined) =>
  signer === undefined ? null : { owner: signer === 'office' ? null : await ownerOf(core, signer) }

function sayProof({ say, m }: Io, { result, differing, notReplaced }: Proof): void {
  say(m.release.proof[result])
  for (const file of differing) say(file)
  if (notReplaced.length === 0) return
  say(m.release.proof.lossy)
  for (const file of notReplaced) say(file)
}
