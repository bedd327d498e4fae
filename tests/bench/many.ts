/**
 * A catalogue of a million descriptions, as an import would leave it: the rows, their history, and the index, in transactions of some
 * thousands. What `transact` finds out afterwards is known here, so that it takes minutes and not hours.
 */
import { all, execute, inTransaction, run, sql } from '../../src-main/catalogue/database.ts'
import type { WriteDatabase } from '../../src-main/catalogue/database.ts'
import { makeCatalogue, openCatalogue } from '../../src-main/catalogue/open.ts'
import { recordedTables } from '../../src-main/catalogue/recording.ts'
import { facetFor, writeIndex } from '../../src-main/catalogue/search/index.ts'
import { createClock } from '../../src-main/platform/clock.ts'
import { createIds } from '../../src-main/platform/ids.ts'
import type { Institution } from '../../src-main/shared/contract/catalogue.ts'
import { Lifelike } from './lifelike.ts'

const PER_FILE = 100
const PER_SERIES = 5000
const BATCH = 20_000

export interface ManyWritten {
  folder: string
  /** Characters of text as UTF-8, without index and history. */
  textBytes: number
}

export function makeManyDescriptions(path: string, institution: Institution, count: number): ManyWritten {
  const environment = { SOURCE_DATE_EPOCH: '1767225600', SHOKO_ID_SEED: 'bench' }
  const [clock, ids] = [createClock(environment), createIds(environment)]
  const at = clock.now()
  const folder = makeCatalogue(path, { uid: ids.uid(), createdAt: at, madeBy: 'bench', institution })
  const catalogue = openCatalogue(folder, 'bench', at)
  const db = catalogue.writer
  if (!db) throw new Error('the catalogue is open only to be read')
  // History is written in one go for each batch; the file is made anew when this stops in the middle.
  for (const table of recordedTables(db))
    execute(
      db,
      ['insert', 'update', 'delete'].map((kind) => `DROP TRIGGER temp.record_${table}_${kind};`).join(''),
    )
  execute(db, 'PRAGMA synchronous = OFF')
  setIndexMemory(db, 64 * 2 ** 20)
  const historyId = run(
    db,
    sql`INSERT INTO history (at, who, action, kind) VALUES (${at}, 'bench', 'import.start', 'do')`,
  ).id
  const writer = new Writer(db, () => ids.uid(), at)
  for (let from = 0; from < count; from += BATCH) {
    inTransaction(db, () => {
      const before = writer.newest()
      for (let number = from; number < Math.min(count, from + BATCH); number++) writer.write(number)
      writer.record(historyId, before)
    })
  }
  setIndexMemory(db, 2 ** 20)
  catalogue.close()
  return { folder, textBytes: writer.textBytes }
}

/** How many bytes of index are gathered before they are written; FTS5's own number is a megabyte. */
function setIndexMemory(db: WriteDatabase, bytes: number): void {
  for (const index of ['searchIndex', 'titleIndex'])
    execute(db, `INSERT INTO ${index} (${index}, rank) VALUES ('hashsize', ${bytes})`)
}

class Writer {
  readonly #db: WriteDatabase
  readonly #uid: () => string
  readonly #at: string
  readonly #text = new Lifelike(1984)
  readonly #authorities = new Map<string, number>()
  #fonds = 0
  #series = 0
  #file = 0
  textBytes = 0

  constructor(db: WriteDatabase, uid: () => string, at: string) {
    this.#db = db
    this.#uid = uid
    this.#at = at
  }

  newest = (): number =>
    all<{ id: number | null }>(this.#db, sql`SELECT max(id) AS id FROM description`)[0]?.id ?? 0

  record = (historyId: number, before: number): void =>
    void run(
      this.#db,
      sql`INSERT INTO historyChange (historyId, tableName, rowId, descriptionId, operation)
          SELECT ${historyId}, 'description', id, id, 'insert' FROM description WHERE id > ${before}`,
    )

  write(number: number): void {
    if (number === 0) this.#fonds = this.#unit(null, 'fonds', number, '外務省記録', 'Records of the Ministry')
    else if (number % PER_SERIES === 1)
      this.#series = this.#unit(
        this.#fonds,
        'series',
        number,
        `${this.#text.topic()}関係`,
        this.#text.english(3),
      )
    else if (number % PER_FILE === 2)
      this.#file = this.#unit(
        this.#series,
        'file',
        number,
        `${this.#text.post()}往来電 ${this.#text.topic()}`,
        this.#text.english(4),
      )
    else this.#item(number)
  }

  #item(number: number): void {
    const text = this.#text
    const [post, topic] = [text.post(), text.topic()]
    const title = `${topic}（${text.topic()}）に関する在${post}${text.person()}大使発電報 第${1 + text.below(4000)}号`
    this.#unit(this.#file, 'item', number, title, text.english(6), post)
  }

  #unit(
    parentId: number | null,
    level: string,
    number: number,
    title: string,
    english: string,
    post?: string,
  ): number {
    const [db, text] = [this.#db, this.#text]
    const code = `A'-${String(number).padStart(7, '0')}`
    const { id } = run(
      db,
      sql`INSERT INTO description (uid, parentId, position, level, recordType, status, referenceCode, createdAt)
          VALUES (${this.#uid()}, ${parentId}, ${1024 * (number + 1)}, ${level}, 'telegram', ${number % 3 === 0 ? 'published' : 'draft'}, ${code}, ${this.#at})`,
    )
    run(db, sql`INSERT INTO descriptionTouched (descriptionId, at) VALUES (${id}, ${this.#at})`)
    const scope = level === 'item' ? text.japanese(3 + text.below(3)) : text.japanese(1)
    const scopeEnglish = level === 'item' ? text.english(18 + text.below(12)) : ''
    const texts = [
      ['title', title, 'jpn', 'Jpan'],
      ['title', english, 'eng', 'Latn'],
      ['scopeAndContent', scope, 'jpn', 'Jpan'],
      ...(scopeEnglish === '' ? [] : [['scopeAndContent', scopeEnglish, 'eng', 'Latn']]),
    ] as const
    texts.forEach(([field, value, language, script], seq) => {
      run(
        db,
        sql`INSERT INTO descriptionText (descriptionId, field, seq, value, language, script)
            VALUES (${id}, ${field}, ${seq % 2}, ${value}, ${language}, ${script})`,
      )
      this.textBytes += Buffer.byteLength(value)
    })
    const year = 1947 + text.below(50)
    const [month, day] = [1 + text.below(12), 1 + text.below(28)]
    const edtf = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
    const expression =
      year < 1989 ? `昭和${year - 1925}年${month}月${day}日` : `平成${year - 1988}年${month}月${day}日`
    run(
      db,
      sql`INSERT INTO dateOfUnit (descriptionId, seq, kind, expression, language, edtf, certainty, calendar, era)
          VALUES (${id}, 0, 'creation', ${expression}, 'jpn', ${edtf}, 'certain', 'japanese', 'showa')`,
    )
    run(
      db,
      sql`INSERT INTO languageOfUnit (descriptionId, seq, language, script) VALUES (${id}, 0, 'jpn', 'Jpan')`,
    )
    const complete = number % 2 === 0
    if (complete)
      run(
        db,
        sql`INSERT INTO extent (descriptionId, seq, quantity, unit, approximate, type) VALUES (${id}, 0, '3', '枚', 0, 'materialtype')`,
      )
    const creators: number[] = []
    let sender = ''
    if (post !== undefined) {
      sender = `在${post}大使`
      const authorityId = this.#authority(sender)
      creators.push(authorityId)
      run(
        db,
        sql`INSERT INTO agent (descriptionId, seq, authorityId, role) VALUES (${id}, 0, ${authorityId}, 'sender')`,
      )
    }
    const telegram = String(1 + text.below(4000))
    run(
      db,
      sql`INSERT INTO identifier (descriptionId, seq, type, label, value) VALUES (${id}, 0, 'telegramNumber', '第 号', ${telegram})`,
    )
    this.textBytes += Buffer.byteLength(code + expression + sender + telegram)
    writeIndex(db, id, {
      texts: [
        ...texts.map(([where = '', value = '']) => ({ where, value })),
        { where: 'referenceCode', value: code },
        { where: 'identifiers', value: telegram },
        { where: 'dates', value: expression },
        ...(sender === '' ? [] : [{ where: 'agents', value: sender }]),
      ],
      boilerplate: [],
      dates: [{ seq: 0, kind: 'creation', edtf }],
      facet: (decades) =>
        facetFor(db, {
          assignee: '',
          changed: false,
          level,
          status: number % 3 === 0 ? 'published' : 'draft',
          complete: complete && post !== undefined,
          decades,
          languages: ['jpn'],
          creators,
        }),
    })
    return id
  }

  #authority(name: string): number {
    const known = this.#authorities.get(name)
    if (known !== undefined) return known
    const { id } = run(this.#db, sql`INSERT INTO authority (type) VALUES ('position')`)
    run(
      this.#db,
      sql`INSERT INTO authorityName (authorityId, seq, kind, value, language) VALUES (${id}, 0, 'authorized', ${name}, 'jpn')`,
    )
    this.#authorities.set(name, id)
    return id
  }
}
