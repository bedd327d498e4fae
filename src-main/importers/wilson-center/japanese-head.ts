/** The head of a Japanese telegram, from its printed form to the first words of its body. */
import type { FormLine } from './form.ts'
import { compact } from './form.ts'
import {
  eventLine,
  isMessageCode,
  labelled,
  numberLine,
  relationLine,
  totalNumberLine,
} from './japanese-line.ts'
import type { EventLine, NumberLine, RelationLine } from './japanese-line.ts'
import { addresseeLine, firstOfficer, officer } from './japanese-name.ts'
import type { Officer } from './japanese-name.ts'
import type { Line } from './source.ts'

/** A value with the line that says it. */
export interface Said<Value> {
  readonly value: Value
  readonly line: Line
}

type HeadPart = 'head' | 'heading' | 'distribution'

export interface JapaneseHead {
  readonly parts: ReadonlyMap<number, HeadPart>
  readonly totalNumber: Said<string> | null
  readonly number: Said<NumberLine> | null
  readonly codes: readonly Said<string>[]
  readonly events: readonly Said<EventLine>[]
  readonly addressee: Said<Officer> | null
  readonly sender: Said<Officer> | null
  readonly title: readonly Line[]
  readonly relations: readonly Said<RelationLine>[]
  /** `beside`: its label stands on the same line. */
  readonly office: (Said<string> & { readonly beside: boolean }) | null
  readonly distribution: readonly Line[]
  /** The distribution has a label, so that it can be read in order. */
  readonly distributionLabelled: boolean
}

const DISTRIBUTION = ['配布先', '配付先', '配布', '配付', '配信先', '写送付先', '転電先', '転報先']
const TITLE = ['件名', '標題', '題名', '主題']
const SENDER = ['発信者', '発信人', '発信', '発電者', '差出人']
const ADDRESSEE = ['宛先', 'あて先', '受信者', '着信者', '名宛人', '名宛', '宛']

/** What only a telegram has; a letter's first lines are read as its text. */
export function isTelegram(lines: readonly FormLine[]): boolean {
  return lines.some(({ line, part }) => {
    if (line.text.length > 120) return false
    const plain = compact(line.text)
    if (part === 'boilerplate') return /^(?:電信|電報|公電|来電|往電)/.test(plain)
    return (
      /^総番号/.test(plain) ||
      eventLine(line.text) !== null ||
      (numberLine(line.text)?.precedence ?? null) !== null
    )
  })
}

/** No head has more lines, the grid of its distribution list included. */
const LONGEST_HEAD = 150

export function readJapaneseHead(form: readonly FormLine[]): JapaneseHead {
  const reader = new HeadReader(
    form
      .filter(({ part, page }) => part === null && (page ?? 1) === 1)
      .slice(0, LONGEST_HEAD)
      .map(({ line }) => line),
  )
  return reader.read()
}

class HeadReader {
  readonly lines: readonly Line[]
  readonly parts = new Map<number, HeadPart>()
  readonly codes: Said<string>[] = []
  readonly events: Said<EventLine>[] = []
  readonly relations: Said<RelationLine>[] = []
  readonly title: Line[] = []
  readonly distribution: Line[] = []
  totalNumber: Said<string> | null = null
  number: Said<NumberLine> | null = null
  addressee: Said<Officer> | null = null
  sender: Said<Officer> | null = null
  office: JapaneseHead['office'] = null
  distributionLabelled = false
  officeLabel = false

  constructor(lines: readonly Line[]) {
    this.lines = lines
  }

  read(): JapaneseHead {
    const grid = this.endOfGrid()
    for (let at = 0; at < this.lines.length; at++) {
      const line = this.lines[at]
      if (!line) break
      const part = this.known(line, at) ?? this.unknown(line, at < grid)
      if (part === null) break
      this.parts.set(line.number, part)
    }
    return this
  }

  /** The grid of the distribution list stands before the total number or the first time. */
  private endOfGrid(): number {
    return this.lines.findIndex(
      ({ text }) => text.length < 120 && (totalNumberLine(text) !== null || eventLine(text) !== null),
    )
  }

  private known(line: Line, at: number): HeadPart | null {
    const { text } = line
    if (text.length > 120) return null
    const below = this.lines[at + 1]
    return (
      this.numbers(line, below) ??
      this.people(line) ??
      this.labels(line) ??
      (this.addRelation(line) ? 'head' : null)
    )
  }

  private numbers(line: Line, below: Line | undefined): HeadPart | null {
    const total = totalNumberLine(line.text)
    if (total) {
      const next = below && /^[A-Z]{0,3}\d{3,}$/.test(compact(below.text)) ? compact(below.text) : null
      const value = total.value ?? next
      if (value !== null) this.totalNumber ??= { value, line: total.value === null && below ? below : line }
      this.readOffice(total.rest, line)
      return 'head'
    }
    if (this.totalNumber?.line === line) return 'head'
    if (isMessageCode(line.text)) {
      this.codes.push({ value: compact(line.text), line })
      return 'head'
    }
    const event = eventLine(line.text)
    if (event) {
      this.events.push({ value: event, line })
      if (event.rest !== '' && this.office === null) this.office = { value: event.rest, line, beside: false }
      return 'head'
    }
    const number = numberLine(line.text)
    if (!number || this.number) return null
    this.number = { value: number, line }
    if (number.code !== null) this.codes.push({ value: number.code, line })
    return 'head'
  }

  private people(line: Line): HeadPart | null {
    const [to, from] = [labelled(line.text, ADDRESSEE), labelled(line.text, SENDER)]
    if (to !== null && to !== '') {
      this.addressee ??= { value: firstOfficer(to.replace(/(?:殿|閣下|様)$/, '')), line }
      return 'head'
    }
    if (from !== null && from !== '') {
      this.sender ??= { value: firstOfficer(from), line }
      return 'head'
    }
    if (this.number && this.title.length > 0) return null
    const addressee = addresseeLine(line.text)
    if (addressee && !this.addressee) {
      this.addressee = { value: addressee.addressee, line }
      const sender = addressee.rest === '' ? null : officer(addressee.rest)
      if (sender) this.sender ??= { value: sender, line }
      return 'head'
    }
    const sender = this.sender ? null : officer(line.text)
    if (!sender || (!this.addressee && this.events.length === 0)) return null
    this.sender = { value: sender, line }
    return 'head'
  }

  private labels(line: Line): HeadPart | null {
    const title = labelled(line.text, TITLE)
    if (title !== null && title !== '' && this.title.length === 0) {
      this.title.push({ ...line, text: line.text.replace(/^.*?[:：]\s*|^\S+\s+/, '') })
      return 'heading'
    }
    const list = labelled(line.text, DISTRIBUTION)
    if (list !== null) {
      this.distribution.push(line)
      this.distributionLabelled = true
      return 'distribution'
    }
    return this.readOffice(compact(line.text), line) ? 'head' : null
  }

  private readOffice(text: string, line: Line): boolean {
    const found = /^主管:?(.*)$/.exec(text)
    if (!found) return false
    if (found[1] !== undefined && found[1] !== '') this.office ??= { value: found[1], line, beside: true }
    this.officeLabel = true
    return true
  }

  private addRelation(line: Line): boolean {
    if (line.text.length > 60) return false
    const relation = relationLine(line.text)
    if (relation) this.relations.push({ value: relation, line })
    return relation !== null
  }

  /** Null where the body begins. */
  private unknown(line: Line, beforeNumbers: boolean): HeadPart | null {
    const running = line.item || line.text.includes('。') || line.text.length > (this.number ? 60 : 120)
    if (this.officeLabel && this.office === null && /^\p{Script=Han}{1,8}$/u.test(compact(line.text))) {
      this.office = { value: compact(line.text), line, beside: false }
      return 'head'
    }
    const lastListed = this.distribution.at(-1)
    if (
      this.distributionLabelled &&
      lastListed?.number === line.number - 1 &&
      !running &&
      this.title.length === 0
    ) {
      this.distribution.push(line)
      return 'distribution'
    }
    if (beforeNumbers && !line.text.includes('。')) {
      this.distribution.push(line)
      return 'distribution'
    }
    if (running) return null
    const lastOfTitle = this.title.at(-1)
    const runsOn = lastOfTitle?.number === line.number - 1
    if (this.title.length === 0 || runsOn) {
      if (!this.addressee && !this.sender && !this.number && this.events.length === 0) return 'head'
      this.title.push(line)
      return 'heading'
    }
    return this.number ? null : 'head'
  }
}
