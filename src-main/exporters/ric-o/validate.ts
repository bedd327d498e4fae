/** Checks a written file in one reading: a graph with a node in each line, of known terms, each under one that came before. */
import { isWebAddress } from '../address.ts'
import type { Validation } from '../exporter.ts'
import { linesOf, problemsOf } from '../read-back.ts'
import { CLASSES, LINKS, RICO, WORDS } from './terms.ts'

export const BEGINNING = `{"@context":{"rico":"${RICO}"},"@graph":[`
export const END = ']}'

const of = (names: readonly string[]): ReadonlySet<string> => new Set(names.map((name) => `rico:${name}`))
const [TYPES, LITERALS, LINKED] = [of(CLASSES), of(WORDS), of(LINKS)]
const TAG = /^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*$/

export const validateRico = (path: string, onProgress?: (bytes: number) => void): Promise<Validation> =>
  problemsOf('RiC-O 1.1', async (report) => {
    const ids = new Set<string>()
    let state: 'start' | 'nodes' | 'last' | 'end' = 'start'
    let last = 0
    for await (const { line, number } of linesOf(path, onProgress)) {
      last = number
      if (state === 'start') {
        if (line !== BEGINNING) report(number, 'context')
        state = 'nodes'
      } else if (line === END) {
        if (state !== 'last') report(number, 'notGraph')
        state = 'end'
      } else {
        if (state !== 'nodes') report(number, 'notGraph')
        state = line.endsWith(',') ? 'nodes' : 'last'
        checkUnit(line.replace(/,$/, ''), ids, (rule) => report(number, rule))
      }
    }
    if (state !== 'end') report(last, 'notGraph')
  })

type Report = (rule: string) => void

function checkUnit(json: string, ids: Set<string>, report: Report): void {
  let unit: unknown
  try {
    unit = JSON.parse(json)
  } catch {
    return report('notJson')
  }
  checkNode(unit, report)
  const { '@id': id, ...rest } = (unit ?? {}) as Record<string, unknown>
  if (typeof id !== 'string' || ids.has(id)) report('idUnique')
  for (const name of ['rico:isOrWasIncludedIn', 'rico:isOrWasConstituentOf', 'rico:isOrWasPartOf']) {
    const above = rest[name] as { '@id'?: string } | undefined
    if (above !== undefined && !ids.has(above['@id'] ?? '')) report(`idKnown ${name}`)
  }
  ids.add(String(id))
}

function checkNode(value: unknown, report: Report): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return report('node')
  const { '@id': id, '@type': type, ...properties } = value as Record<string, unknown>
  if (id !== undefined && !(typeof id === 'string' && (/^#[\w\-.~%!*'()]*$/.test(id) || isWebAddress(id))))
    report('address @id')
  const isReference = id !== undefined && type === undefined && Object.keys(properties).length === 0
  if (!isReference && !TYPES.has(String(type))) report('class @type')
  for (const [name, given] of Object.entries(properties)) {
    const values: readonly unknown[] = Array.isArray(given) ? given : [given]
    if (values.length === 0) report(`empty ${name}`)
    if (LITERALS.has(name)) values.forEach((one) => checkWords(one, name, report))
    else if (LINKED.has(name)) values.forEach((one) => checkNode(one, report))
    else report(`property ${name.startsWith('rico:') ? name : ''}`)
  }
}

function checkWords(value: unknown, name: string, report: Report): void {
  if (typeof value === 'string') return value.trim() === '' ? report(`empty ${name}`) : undefined
  const { '@value': said, '@language': tag, ...rest } = (value ?? {}) as Record<string, unknown>
  if (typeof said !== 'string' || typeof tag !== 'string' || Object.keys(rest).length > 0)
    report(`words ${name}`)
  else if (said.trim() === '') report(`empty ${name}`)
  else if (!TAG.test(tag)) report(`language ${name}`)
}
