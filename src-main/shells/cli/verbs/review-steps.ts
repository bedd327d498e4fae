/** The steps of a review on the command line, each by the person named. */
import type { Client } from '../../../shared/contract/index.ts'
import type { DescriptionId } from '../../../shared/contract/ids.ts'
import { refusal } from '../../../shared/contract/errors.ts'
import type { Review } from '../../../shared/contract/review.ts'
import { PAPER_CHECKS } from '../../../shared/domain/review/checklist.ts'
import { DECISIONS } from '../../../shared/domain/review/states.ts'
import { text, texts, UsageError } from './verb.ts'
import type { Values } from './verb.ts'

type Step = (client: Client, id: DescriptionId, values: Values) => Promise<Review>

const common = (id: DescriptionId, values: Values) => ({
  descriptionId: id,
  as: text(values, 'as'),
  reason: text(values, 'reason') ?? '',
})

/** With `--looked`, the person says to have looked at every page, with `--checked` for all of the checklist; with `--decision`, what is decided. */
const propose: Step = async (client, id, values) => {
  const one = common(id, values)
  const { standing } = await client.review.state({ descriptionId: id })
  if (standing !== 'inReview') await client.review.open(one)
  if (values['looked'] === true)
    for (const { id: pageId, scan } of await client.scan.pages({ descriptionId: id }))
      if (scan !== null) await client.review.look({ descriptionId: id, pageId, as: one.as })
  const given = text(values, 'decision')
  if (given !== undefined) {
    const decision = DECISIONS.find((known) => known === given)
    if (decision === undefined) throw new UsageError(`--decision ${DECISIONS.join('|')}`)
    const duplicate = text(values, 'duplicate')
    await client.review.decide({
      ...{ ...one, decision, publicAt: text(values, 'public') ?? null },
      duplicateOfId:
        duplicate === undefined ? null : (await client.description.find({ referenceCode: duplicate })).id,
    })
  }
  if (values['checked'] === true) {
    const { checklist } = await client.review.state({ descriptionId: id })
    const checks = checklist.map(({ what }) => what)
    if (checks.length > 0) await client.review.check({ descriptionId: id, as: one.as, checks })
  }
  return client.review.propose(one)
}

/** `--tick CHECK` for what the person has looked for, `--untick CHECK` to take that back. */
const checklist: Step = async (client, id, values) => {
  const { descriptionId, as } = common(id, values)
  const named = (name: string) =>
    texts(values, name).map((given) => {
      const check = PAPER_CHECKS.find((one) => one === given)
      if (check === undefined) throw new UsageError(`--${name} ${PAPER_CHECKS.join('|')}`)
      return check
    })
  const [ticked, unticked] = [named('tick'), named('untick')]
  if (unticked.length > 0) await client.review.check({ descriptionId, as, checks: unticked, done: false })
  if (ticked.length > 0) await client.review.check({ descriptionId, as, checks: ticked })
  return client.review.state({ descriptionId })
}

/** `REDACTION_ID=TEXT`, by uid or number. */
const back: Step = async (client, id, values) => {
  const there = await client.redaction.list({ descriptionId: id })
  const comments = texts(values, 'comment').map((given) => {
    const at = given.indexOf('=')
    if (at === -1) throw new UsageError('--comment REDACTION_ID=TEXT')
    const named = given.slice(0, at)
    const found = there.find((one) => one.uid === named || String(one.id) === named)
    if (!found) throw refusal('redactionNotFound', { id: Number(named) || 0 })
    return { redactionId: found.id, comment: given.slice(at + 1) }
  })
  return client.review.return({ ...common(id, values), comments })
}

const approve: Step = (client, id, values) => {
  const one = common(id, values)
  const name = text(values, 'authority') ?? one.as ?? ''
  return client.review.approve({
    ...one,
    authority: {
      name,
      position: text(values, 'position') ?? '',
      guide: text(values, 'guide') ?? '',
      on: text(values, 'on') ?? new Date().toISOString().slice(0, 10),
    },
  })
}

/** A branch that has to be reviewed; with `--cease` it has not any more. */
const putUnderReview: Step = async (client, id, values) => {
  const wanted = { batch: text(values, 'batch') ?? null, due: text(values, 'due') ?? null }
  await client.review.require({ ...common(id, values), ...wanted, required: values['cease'] !== true })
  return client.review.state({ descriptionId: id })
}

const refer: Step = (client, id, values) => {
  const [agency, question] = [text(values, 'agency'), text(values, 'question')]
  if (agency === undefined || question === undefined) throw new UsageError('--agency NAME --question TEXT')
  const { descriptionId, as } = common(id, values)
  return client.review.refer({ descriptionId, as, agency, question, due: text(values, 'due') ?? null })
}

/** What the agency decided, in its own words; of several that were asked, the one that is named. */
const answer: Step = async (client, id, values) => {
  const [agency, said] = [text(values, 'agency'), text(values, 'answer')]
  const { referrals } = await client.review.state({ descriptionId: id })
  const open = referrals.filter((one) => one.answer === null && (agency ?? one.agency) === one.agency)
  const [asked, another] = open
  if (said === undefined || !asked || another) throw new UsageError('--answer TEXT --agency NAME')
  const { descriptionId, as } = common(id, values)
  const on = text(values, 'on') ?? new Date().toISOString().slice(0, 10)
  return client.review.answer({ descriptionId, as, referralId: asked.id, answer: said, on })
}

/** Of a duplicate: decided, and given the marks of its original as far as they can be placed. */
const inherit: Step = async (client, id, values) => {
  const one = common(id, values)
  const of = text(values, 'duplicate')
  if (of !== undefined) {
    const { id: duplicateOfId } = await client.description.find({ referenceCode: of })
    const { standing } = await client.review.state({ descriptionId: id })
    if (standing !== 'inReview') await client.review.open(one)
    await client.review.decide({ ...one, decision: 'duplicate', duplicateOfId })
  }
  return (await client.review.inherit({ descriptionId: id, as: one.as })).review
}

export const steps: Record<string, Step> = {
  inherit,
  require: putUnderReview,
  checklist,
  refer,
  answer,
  propose,
  agree: (client, id, values) => client.review.agree(common(id, values)),
  return: back,
  approve,
  recall: (client, id, values) => client.review.recall(common(id, values)),
}
