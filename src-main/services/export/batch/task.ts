/** A run of a batch, on a thread of its own with a connection of its own that only reads: file after file, each whole or not there. */
import { createHash } from 'node:crypto'
import { mkdir, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { readCitationTemplate } from '../../../catalogue/citation.ts'
import { close, openToRead, snapshot } from '../../../catalogue/database.ts'
import type { ReadDatabase } from '../../../catalogue/database.ts'
import { standing } from '../../../catalogue/description/read.ts'
import { readInstitution } from '../../../catalogue/institution.ts'
import { lastChangeId } from '../../../catalogue/recording.ts'
import type { WantedBeside } from '../../../catalogue/release-source.ts'
import { reportHtml, reportJson } from '../../../exporters/batch/report.ts'
import type { BatchReport } from '../../../exporters/batch/report.ts'
import type { Exporter, ReleasedNode, ValidationProblem } from '../../../exporters/exporter.ts'
import { exporterOf, exportOptions } from '../../../exporters/index.ts'
import type { Task, TaskControl } from '../../../jobs/worker-thread.ts'
import { sha256OfFile, sha256OfText } from '../../../platform/checksum.ts'
import { writeAtomic } from '../../../platform/files.ts'
import type { BatchDefinition, BatchResult } from '../../../shared/contract/batch.ts'
import { refusal } from '../../../shared/contract/errors.ts'
import type { ExportRemark } from '../../../shared/contract/export.ts'
import type { DescriptionId } from '../../../shared/contract/ids.ts'
import { nameBy } from '../../../shared/domain/batch.ts'
import type { ReleasePolicy } from '../../../shared/domain/released-view.ts'
import type { Language } from '../../../shared/i18n/index.ts'
import { safe } from '../names.ts'
import { releasedList, releasedNodes, wantedFor } from '../nodes.ts'
import { journalPath, openJournal } from './journal.ts'
import type { WrittenFile } from './journal.ts'
import { batchPlan, batchUnits, filesOf, unitsNamed } from './units.ts'

export interface ExportBatchInput {
  readonly databasePath: string
  readonly name: string
  readonly definition: BatchDefinition
  readonly generator: string
  /** Where the folder of the files and the report stand. */
  readonly parent: string
  readonly language: Language
}

export type BatchTasks = { exportBatch: Task<ExportBatchInput, BatchResult> }

export const batchTasks: BatchTasks = {
  async exportBatch(input, control) {
    const db = openToRead(input.databasePath)
    try {
      return await snapshot(db, () => run(db, input, control))
    } finally {
      close(db)
    }
  },
}

const PUBLIC: ReleasePolicy = { audience: 'public', withNotes: false }
/** Files and remarks that a report on screen lists; that beside the files has them all. */
const MOST_LISTED = 500

interface Failed {
  readonly file: string
  readonly format: string
  readonly unit: DescriptionId | null
  /** As it goes out itself. */
  readonly called: string
  readonly problems: readonly ValidationProblem[]
}

interface Chosen {
  readonly exporter: Exporter
  readonly options: unknown
}

/** A file that is whole, from now or from before, or one that was not valid. */
type Outcome = { readonly file: WrittenFile; readonly isNew: boolean } | { readonly failed: Failed }

/** What is written as one file. */
interface Part {
  readonly stem: string
  readonly unit: DescriptionId | null
  readonly called: string
  nodes(): Iterable<ReleasedNode>
}

/** Waits for all, also when one of them throws: nothing goes on behind the back of who has given up. */
async function allOf<T>(works: readonly Promise<T>[]): Promise<T[]> {
  const settled = await Promise.allSettled(works)
  return settled.map((one) => {
    if (one.status === 'rejected') throw one.reason
    return one.value
  })
}

async function run(
  db: ReadDatabase,
  { name, definition, generator, parent, language }: ExportBatchInput,
  { signal, progress }: TaskControl,
): Promise<BatchResult> {
  const institution = readInstitution(db)
  if (!institution) throw refusal('institutionIncomplete', { missing: ['institution'] })
  const units = batchUnits(db, definition)
  // Which units are open is looked at here alone: of many that takes a while.
  if (units.open.length === 0) throw refusal('exportNothing', { unpublished: units.leftOut.length })
  const total = filesOf(definition, units)
  const chosen = definition.formats.map(({ as, options }) => {
    const exporter = exporterOf(as)
    return { exporter, options: exportOptions(exporter, options) }
  })
  const journal = openJournal(
    journalPath(parent, name),
    sha256OfText(JSON.stringify([definition, generator, language, lastChangeId(db)])),
  )
  const schemas = new Map<string, string>()
  const context = {
    institution,
    audience: PUBLIC.audience,
    citationTemplate: readCitationTemplate(db),
    generator,
  }

  /** One file of one format. @throws cancelled, diskFull, folderNotWritable */
  async function write({ exporter, options }: Chosen, part: Part): Promise<Outcome> {
    if (signal.aborted) throw refusal('cancelled', {})
    const file = `${exporter.id}/${part.stem}.${exporter.extension}`
    const path = join(parent, name, ...file.split('/'))
    const before = journal.whole.get(file)
    if (before && (await isWhole(path, before))) {
      schemas.set(exporter.id, before.schema)
      return { file: before, isNew: false }
    }
    await mkdir(dirname(path), { recursive: true })
    const remarks: ExportRemark[] = []
    const remark = (one: ExportRemark) => void remarks.push(one)
    const counted = { units: 0, byteSize: 0, hash: createHash('sha256') }
    const nodes = function* () {
      for (const node of part.nodes()) {
        counted.units++
        yield node
      }
    }
    const bytes = function* () {
      for (const piece of exporter.write(nodes(), { ...context, remark, options })) {
        counted.hash.update(piece)
        counted.byteSize += Buffer.byteLength(piece)
        yield piece
      }
    }
    let problems: readonly ValidationProblem[] = []
    const check = async (partial: string) => {
      const listen = () => {
        if (signal.aborted) throw refusal('cancelled', {})
      }
      const validation = await exporter.validate(partial, listen, options)
      schemas.set(exporter.id, validation.schema)
      problems = validation.problems
      if (problems.length > 0) throw refusal('exportInvalid', { problems: [] })
    }
    try {
      await writeAtomic(path, bytes(), { signal, check })
    } catch (error) {
      if (problems.length === 0) throw error
      // What an earlier run has written under this name says what is no longer so.
      await rm(path, { force: true })
      return { failed: { file, format: exporter.id, unit: part.unit, called: part.called, problems } }
    }
    const { units: count, byteSize, hash } = counted
    const schema = schemas.get(exporter.id) ?? ''
    const whole = { file, byteSize, sha256: hash.digest('hex'), units: count, schema, remarks }
    journal.add(whole)
    return { file: whole, isNew: true }
  }

  try {
    const outcomes: Outcome[] = []
    let done = 0
    const step = async (one: Chosen, part: Part): Promise<Outcome> => {
      const outcome = await write(one, part)
      progress(++done, total)
      return outcome
    }
    if (definition.split === 'each') {
      // The formats of a unit are written at once: each waits for the disk, and not one for the other.
      const wanted = wantedFor({ carries: chosen.flatMap(({ exporter }) => exporter.carries) })
      for (const part of eachPart(db, definition, units.open, wanted))
        outcomes.push(...(await allOf(chosen.map((one) => step(one, part)))))
    } else {
      for (const one of chosen)
        for (const part of together(db, definition, one.exporter, name, units))
          outcomes.push(await step(one, part))
    }
    const files = outcomes.flatMap((outcome) => ('file' in outcome ? [outcome.file] : []))
    const failed = outcomes.flatMap((outcome) => ('failed' in outcome ? [outcome.failed] : []))
    const remarks = files.flatMap((file) => file.remarks)
    const report: BatchReport = {
      batch: name,
      program: generator,
      formats: chosen.map(({ exporter }) => ({
        id: exporter.id,
        name: `${exporter.name} ${exporter.version}`,
        schema: schemas.get(exporter.id) ?? '',
      })),
      files: files.map(({ file, byteSize, sha256, units: count }) => ({
        file,
        byteSize,
        sha256,
        units: count,
      })),
      leftOut: units.leftOut.map(({ id, why }) => ({ uid: standing(db, id)?.uid ?? '', why })),
      failed: failed.map(({ called, file, format, problems }) => ({ file, format, unit: called, problems })),
      remarks,
    }
    await writeAtomic(join(parent, `${name} report.json`), reportJson(report))
    await writeAtomic(join(parent, `${name} report.html`), reportHtml(report, name, language))
    journal.end()
    const named = unitsNamed(
      db,
      failed.flatMap(({ unit }) => (unit === null ? [] : [unit])),
    )
    return {
      ...batchPlan(db, definition, units),
      name,
      files: files.length,
      written: outcomes.filter((outcome) => 'file' in outcome && outcome.isNew).length,
      byteSize: files.reduce((sum, { byteSize }) => sum + byteSize, 0),
      failed: failed.slice(0, MOST_LISTED).map(({ file, format, unit, problems }) => ({
        file,
        format,
        unit: (unit === null ? null : named.get(unit)) ?? null,
        problems: problems.slice(0, 20).map((one) => ({ ...one })),
      })),
      failedTotal: failed.length,
      remarks: remarks.slice(0, MOST_LISTED),
      remarked: remarks.length,
      report: `${name} report.html`,
    }
  } finally {
    journal.close()
  }
}

/** A file of the run before that is still as it was. */
async function isWhole(path: string, { byteSize, sha256 }: WrittenFile): Promise<boolean> {
  const size = await stat(path).then(
    (found) => found.size,
    () => -1,
  )
  return size === byteSize && (await sha256OfFile(path)) === sha256
}

/** Units that are read at a time. */
const BATCH = 200

/** Each unit by itself, named by what of it goes out. */
function* eachPart(
  db: ReadDatabase,
  { naming }: BatchDefinition,
  ids: readonly DescriptionId[],
  wanted: WantedBeside,
): Generator<Part> {
  const names = namesInOrder(naming)
  for (let from = 0; from < ids.length; from += BATCH) {
    const slice = ids.slice(from, from + BATCH)
    for (const [at, node] of aligned(db, slice, wanted)) {
      const unit = slice[at]
      if (unit === undefined) continue
      yield { stem: names(node), unit, called: calledOf(node), nodes: () => [node] }
    }
  }
}

/** The nodes of units with their places among those asked for: a unit that is not released has none. */
function* aligned(
  db: ReadDatabase,
  ids: readonly DescriptionId[],
  wanted: WantedBeside,
): Generator<[number, ReleasedNode]> {
  const places = new Map(ids.map((id, at) => [standing(db, id)?.uid ?? '', at]))
  for (const node of releasedList(db, ids, PUBLIC, wanted)) {
    const at = places.get(node.description.uid)
    if (at !== undefined) yield [at, node]
  }
}

/** Everything in one file, or, where the format is a tree, each branch in one. */
function* together(
  db: ReadDatabase,
  { naming }: BatchDefinition,
  exporter: Exporter,
  batch: string,
  { open, roots }: Pick<ReturnType<typeof batchUnits>, 'open' | 'roots'>,
): Generator<Part> {
  if (exporter.shape === 'list') {
    if (open.length > 0)
      yield {
        stem: batch,
        unit: null,
        called: batch,
        nodes: () => releasedList(db, open, PUBLIC, wantedFor(exporter)),
      }
    return
  }
  const names = namesInOrder(naming)
  for (const id of roots) {
    const [first] = releasedList(db, [id], PUBLIC)
    if (first)
      yield {
        stem: names(first),
        unit: id,
        called: calledOf(first),
        nodes: () => releasedNodes(db, id, PUBLIC, wantedFor(exporter)),
      }
  }
}

const calledOf = ({ description: { referenceCode, uid } }: ReleasedNode): string => referenceCode ?? uid

/** Names in the order of the batch, no two the same on any system. */
function namesInOrder(template: string): (node: ReleasedNode) => string {
  const used = new Set<string>()
  let number = 0
  return ({ description: { referenceCode, texts, uid } }) => {
    number += 1
    const stem =
      safe(
        nameBy(template, {
          referenceCode: referenceCode ?? '',
          title: texts.title?.[0]?.value ?? '',
          uid,
          number: String(number),
        }),
      ) || uid
    let name = stem
    for (let again = 2; used.has(name.toLowerCase()); again++) name = `${stem}-${again}`
    used.add(name.toLowerCase())
    return name
  }
}
