/**
 * A spreadsheet of a million rows taken in, against the sqlite3 shell that inserts the same rows with a trigram trigger; and how long an edit
 * takes to be on disk while a hundred thousand rows come in.
 */
import { execFileSync } from 'node:child_process'
import { closeSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { stringify } from 'csv-stringify/sync'
import { aCore, INSTITUTION, words } from '../builders.ts'
import { debianTool } from '../debian-tool.ts'
import { Lifelike } from './lifelike.ts'
import type { BenchRow } from './row.ts'

const COLUMNS = [
  'referenceCode',
  'parent',
  'level',
  'title@jpn',
  'title@eng',
  'scopeAndContent@jpn',
  'scopeAndContent@eng',
  'dates.creation',
  'languages',
  'extents',
  'agents.sender',
  'identifiers.telegramNumber',
] as const
const PER_FILE = 100
const BATCH = 10_000
const BETWEEN_KEYS = 50

/** Rows of a finding aid: files of a hundred items under one fonds. */
export function writeRows(path: string, count: number): void {
  const text = new Lifelike(1984)
  const file = openSync(path, 'w')
  const code = (number: number) => `A'-${String(number).padStart(7, '0')}`
  writeSync(file, stringify([[...COLUMNS]]))
  for (let from = 0; from < count; from += BATCH) {
    const rows: string[][] = []
    for (let number = from; number < Math.min(count, from + BATCH); number++) {
      const [post, topic] = [text.post(), text.topic()]
      const item = number % PER_FILE !== 1 && number > 0
      const parent = number === 0 ? '' : item ? code(number - ((number - 1) % PER_FILE)) : code(0)
      rows.push([
        code(number),
        item && number < 2 ? code(0) : parent,
        number === 0 ? 'fonds' : item ? 'item' : 'file',
        `${topic}（${text.topic()}）に関する在${post}${text.person()}大使発電報 第${1 + text.below(4000)}号`,
        text.english(6),
        text.japanese(3 + text.below(3)),
        text.english(18 + text.below(12)),
        `昭和${22 + text.below(42)}年${1 + text.below(12)}月${1 + text.below(28)}日`,
        'jpn-Jpan',
        '3 枚',
        `在${post}大使`,
        String(1 + text.below(4000)),
      ])
    }
    writeSync(file, stringify(rows))
  }
  closeSync(file)
}

/** Seconds in which the shell puts the rows of a file into a table with an index of trigrams. */
function shell(folder: string, path: string): number | null {
  if (!debianTool('sqlite3', 'sqlite3')) return null
  const columns = COLUMNS.map((_, at) => `c${String(at)}`)
  const started = performance.now()
  execFileSync('sqlite3', [join(folder, 'shell.sqlite')], {
    input: `PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
      CREATE TABLE list (id INTEGER PRIMARY KEY, ${columns.join(', ')});
      CREATE VIRTUAL TABLE words USING fts5 (${columns.join(', ')}, content = 'list', content_rowid = 'id', tokenize = 'trigram');
      CREATE TRIGGER indexed AFTER INSERT ON list BEGIN
        INSERT INTO words (rowid, ${columns.join(', ')}) VALUES (new.id, ${columns.map((name) => `new.${name}`).join(', ')});
      END;
      CREATE VIEW given AS SELECT ${columns.join(', ')} FROM list;
      CREATE TRIGGER given INSTEAD OF INSERT ON given BEGIN
        INSERT INTO list (${columns.join(', ')}) VALUES (${columns.map((name) => `new.${name}`).join(', ')});
      END;
`.concat(`\n.import --csv --skip 1 "${path}" given\n`),
    stdio: ['pipe', 'ignore', 'inherit'],
  })
  return (performance.now() - started) / 1000
}

interface Imported {
  seconds: number
  processor: number
  planned: number
  /** How long each edit took while rows came in, in milliseconds. */
  edits: number[]
}

async function take(home: string, path: string, editing: boolean): Promise<Imported> {
  const made = aCore({ home })
  const { client } = made
  await client.catalogue.create({ handle: null, name: 'Taken', institution: INSTITUTION })
  const { id } = await client.description.create({ parentId: null, fields: { title: [words('typed')] } })
  const started = performance.now()
  const before = process.cpuUsage()
  const { sheetId } = await client.sheet.open({ handle: made.handle(path, 'read') })
  const { guesses } = await client.sheet.look({ sheetId })
  const plan = await client.sheet.plan({ sheetId, mapping: guesses, match: 'referenceCode' })
  const compared = await client.job.wait({ id: plan.jobId })
  if (compared.state !== 'done') throw new Error(JSON.stringify(compared.error))
  const planned = (performance.now() - started) / 1000
  const { jobId } = await client.sheet.take({ sheetId })
  const edits: number[] = []
  const done = new AbortController()
  const taken = client.job.wait({ id: jobId }).finally(() => {
    done.abort()
  })
  while (editing && !done.signal.aborted) {
    // Counted from when the key is due: until what is being written lets it in, it waits.
    const due = performance.now() + BETWEEN_KEYS
    await setTimeout(BETWEEN_KEYS)
    await client.description.edit({
      id,
      patch: { title: [words(`typed ${String(edits.length)}`)] },
      visit: 'one',
    })
    edits.push(performance.now() - due)
  }
  const job = await taken
  if (job.state !== 'done') throw new Error(JSON.stringify(job.error))
  const seconds = (performance.now() - started) / 1000
  const { user, system } = process.cpuUsage(before)
  await made.core.close()
  return { seconds, processor: (user + system) / 1e6, planned, edits }
}

export async function benchImport(work: string, rows: number, rowsWhileTyping: number): Promise<BenchRow[]> {
  const path = join(work, 'rows.csv')
  writeRows(path, rows)
  const { seconds, planned, processor } = await take(join(work, 'taken'), path, false)
  const theirs = shell(work, path)
  const few = join(work, 'few.csv')
  writeRows(few, rowsWhileTyping)
  const { edits } = await take(join(work, 'typed'), few, true)
  const sorted = edits.toSorted((one, other) => one - other)
  return [
    {
      work: `import of ${rows.toLocaleString('en')} rows with index, durable`,
      against: 'sqlite3 shell, trigram trigger',
      ours: seconds,
      theirs,
      unit: 's',
      note: `${planned.toFixed(1)} s of it comparing; ${processor.toFixed(1)} s of processor`,
    },
    {
      work: `keystroke to durable save, p95, while ${rowsWhileTyping.toLocaleString('en')} rows come in`,
      against: 'target',
      ours: sorted[Math.floor(sorted.length * 0.95)] ?? 0,
      theirs: 100,
      unit: 'ms',
      note: `${String(edits.length)} edits; longest ${(sorted.at(-1) ?? 0).toFixed(0)} ms`,
    },
  ]
}
