/** `shoko import` of an EAD file: read whole first, and taken whole or not at all. */
import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { EadNote } from '../../../shared/contract/ead.ts'
import type { LedgerRow } from '../../../shared/contract/kept.ts'
import type { Io } from '../io.ts'
import type { CliCore } from '../run.ts'
import { idOf, resultOf, text } from './verb.ts'
import type { Values } from './verb.ts'

export const isEad = (path: string): boolean => /\.(xml|ead)(\.gz)?$/i.test(path)

export async function importEad(io: Io, core: CliCore, path: string, values: Values): Promise<number> {
  const { client } = core
  const { eadId } = await client.ead.open({ handle: core.handle(resolve(io.base, path), 'read') })
  const into = text(values, 'into')
  const { jobId } = await client.ead.plan({
    eadId,
    parentId: into === undefined ? null : await idOf(core, into),
    existing: values['again'] === true ? 'create' : 'skip',
  })
  const planned = resultOf(await core.follow(jobId))
  if (planned.kind !== 'ead') return 1
  const { m } = io
  if (planned.takenBefore !== null) io.note(m.ead.takenBefore(planned.takenBefore))
  const notes = await allOf<EadNote>((offset) =>
    client.ead.notes({ eadId, offset, limit: 200 }).then((one) => one.notes),
  )
  const ledger = await allOf<LedgerRow>((offset) =>
    client.ead.ledger({ eadId, offset, limit: 200 }).then((one) => one.rows),
  )
  for (const { code, line, column, data } of notes)
    io.note(
      [m.ead.notePlace(line, column), m.ead.noteWords[code]?.(data) ?? code]
        .filter((one) => one !== '')
        .join(': '),
    )
  const isDry = values['dry-run'] === true
  if (isDry) {
    const { units } = await client.ead.units({ eadId, limit: 200 })
    for (const { depth, isThere, referenceCode, title } of units)
      io.say(`${isThere ? '=' : '+'}\t${'  '.repeat(depth)}${referenceCode ?? ''}\t${title ?? ''}`)
  }
  let result = planned
  if (!isDry && planned.create > 0) {
    const done = await core.follow((await client.ead.take({ eadId })).jobId)
    const taken = resultOf(done)
    if (taken.kind !== 'ead') return 1
    result = taken
  }
  await client.ead.close({ eadId })
  io.say(m.ead.counts(result))
  io.say(m.ead.totals(result.totals))
  const report = text(values, 'report')
  if (report !== undefined) {
    await writeFile(resolve(io.base, report), `${JSON.stringify({ ...result, notes, ledger }, null, 2)}\n`)
    io.note(m.ead.cliReport(report))
  }
  io.answer({ ...result, notes, ledger })
  return 0
}

async function allOf<T>(read: (offset: number) => Promise<T[]>): Promise<T[]> {
  const all: T[] = []
  for (;;) {
    const some = await read(all.length)
    all.push(...some)
    if (some.length === 0) return all
  }
}
