/** The half of `shoko check` that is about descriptions: every finding that nobody accepted, with its code and place. */
import type { ListedFinding } from '../../../shared/contract/finding.ts'
import { VOCABULARY_TERMS } from '../../../shared/domain/vocabulary.ts'
import type { Io } from '../io.ts'
import type { CliCore } from '../run.ts'
import { resultOf } from './verb.ts'

const AT_ONCE = 200

export async function checkDescriptions(io: Io, core: CliCore): Promise<ListedFinding[]> {
  const { client } = core
  const { jobId } = await client.finding.start()
  resultOf(await core.follow(jobId))
  const language = (code: string) =>
    VOCABULARY_TERMS.language.find((term) => term.code === code)?.[io.language] ?? code
  const found: ListedFinding[] = []
  for (;;) {
    const { rows, total } = await client.finding.list({ offset: found.length, limit: AT_ONCE })
    for (const row of rows) io.say(lineOf(io, row, language))
    found.push(...rows)
    if (rows.length === 0 || found.length >= total) return found
  }
}

function lineOf({ m }: Io, finding: ListedFinding, language: (code: string) => string): string {
  const { code, severity, field, index, about, descriptionId, referenceCode } = finding
  const place = referenceCode ?? `#${String(descriptionId)}`
  const where = index === null ? field : `${field} ${String(index + 1)}`
  const sentence = m.checks.sentences[code](about, language).replaceAll(/\s+/g, ' ')
  return [m.checks.severities[severity], place, code, where, sentence].join('\t')
}
