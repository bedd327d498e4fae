import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { messages } from '../../src-main/shared/i18n/index.ts'
import { parseQuery } from '../../src-main/shared/domain/query/index.ts'
import type { QueryNode } from '../../src-main/shared/domain/query/index.ts'
import {
  fieldNamed,
  languageCodeOf,
  levelNamed,
  recordTypeNamed,
  statusNamed,
} from '../../src-main/shared/domain/query/names.ts'

/** A query in short: `title:外相 & !note:x*`. */
function read(node: QueryNode | null): string {
  if (node === null) return ''
  switch (node.kind) {
    case 'all':
      return `(${node.of.map(read).join(' & ')})`
    case 'any':
      return `(${node.of.map(read).join(' | ')})`
    case 'not':
      return `!${read(node.of)}`
    case 'text': {
      const [first] = node.term.spellings
      const where = node.where === 'anywhere' ? '' : `${node.where}:`
      return `${where}${first?.words.join('+') ?? ''}${first?.prefix ? '*' : ''}`
    }
    case 'date':
      return `${node.date ?? 'date'}[${node.from ?? ''}..${node.to ?? ''}]`
    default: {
      const { kind, ...what } = node
      return `${kind}=${Object.values(what).join()}`
    }
  }
}

const query = (input: string) => read(parseQuery(input).root)

describe('a query', () => {
  it('takes any input, and never throws', () => {
    const sign = fc.constantFrom(
      '"',
      '(',
      ')',
      '-',
      ' ',
      ':',
      'OR ',
      'NOT ',
      'title:',
      'date:',
      '..',
      '外相',
      'a',
      '*',
      '（',
      '“',
    )
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.string({ unit: sign, maxLength: 40 })),
        (input) => {
          const { root, clauses } = parseQuery(input)
          expect(root === null).toBe(clauses.length === 0)
          // Clauses are the input, in order: an advanced form can take one out and put another in its place.
          let end = 0
          for (const { from, to } of clauses) {
            expect(from).toBeGreaterThanOrEqual(end)
            expect(to).toBeGreaterThan(from)
            end = to
          }
          expect(end).toBeLessThanOrEqual(input.length)
        },
      ),
      { numRuns: 3000 },
    )
  })

  it('is of words where no sign is meant', () => {
    expect(query('1984-05-03')).toBe('1984+05+03*')
    expect(query("O'Brien ")).toBe('o+brien')
    expect(query('No. 1234 ')).toBe('(no & 1234)')
    expect(query('C/1984 A&B ')).toBe('(c+1984 & a+b)')
    expect(query('foo:bar f(x) ')).toBe('(foo+bar & f+x)')
    for (const nothing of ['"', '(', ')', '-', '😀', '  ', 'title:', '()', '"" ""', 'OR', 'NOT']) {
      if (!/[A-Z]/.test(nothing)) expect(query(nothing), nothing).toBe('')
    }
  })

  it('knows phrases, alternatives, brackets and what must not be there', () => {
    expect(query('"foreign minister" 外相')).toBe('(foreign+minister & 外相)')
    expect(query('a b OR c ')).toBe('((a & b) | c)')
    expect(query('a (b OR c) -d ')).toBe('(a & (b | c) & !d)')
    expect(query('（外相 OR 首相）　会談')).toBe('((外相 | 首相) & 会談)')
    expect(query('NOT 外相')).toBe('!外相')
    expect(query('title:(a OR "b c") d ')).toBe('((title:a | title:b+c) & d)')
    expect(query('(外相')).toBe('外相')
    expect(query('cab* x ')).toBe('(cab* & x)')
  })

  it('reads dates as a date field does, ranges, before and after', () => {
    expect(query('date:1984')).toBe('date[1984-01-01..1984-12-31]')
    expect(query('date:1984-03..1984-05')).toBe('date[1984-03-01..1984-05-31]')
    expect(query('日付:昭和59年3月25日')).toBe('date[1984-03-25..1984-03-25]')
    expect(query('date:S59..S60')).toBe('date[1984-01-01..1985-12-31]')
    expect(query('date:1980s')).toBe('date[1980-01-01..1989-12-31]')
    expect(query('date:..1984')).toBe('date[..1984-12-31]')
    expect(query('before:1984 after:1980')).toBe('(date[..1983-12-31] & date[1981-01-01..])')
    expect(query('date:>=1984-03')).toBe('date[1984-03-01..]')
    expect(query('received:1984-03-25')).toBe('receipt[1984-03-25..1984-03-25]')
    expect(query('date:"March 25, 1984"')).toBe('date[1984-03-25..1984-03-25]')
    expect(query('date:春')).toBe('dates:春*')
  })

  it('reads values by code and by name, in both languages', () => {
    expect(query('level:item レベル:簿冊 status:draft 状態:公開')).toBe(
      '(level=item & level=file & status=draft & status=published)',
    )
    expect(query('lang:jpn lang:ja 言語:日本語 language:Japanese')).toBe(
      '(language=jpn & language=jpn & language=jpn & language=jpn)',
    )
    expect(query('has:page -has:date no:date has-no-date is:incomplete')).toBe(
      '(has=page & !has=dates & !has=dates & !has=dates & complete=false)',
    )
    expect(query('is:closed is:open is:利用可 opens:unknown opens:nonsense ')).toBe(
      '(closed= & !closed= & !closed= & opens= & opens+nonsense)',
    )
    expect(query('accession:２０２６－014 受入番号:A-7 accession:* no:accession ')).toBe(
      '(accession=0000002026-0000000014 & accession=a-0000000007 & has=accessions & !has=accessions)',
    )
    expect(query('level:nothing ')).toBe('level+nothing')
  })

  it('knows every field by the name that the desk gives it', () => {
    const unknown = Object.values(messages).flatMap(({ fields }) =>
      Object.entries(fields).flatMap(([field, label]) =>
        ['otherLevel', 'extents', 'relations', 'restrictions'].includes(field) || fieldNamed(label)
          ? []
          : [label],
      ),
    )
    expect(unknown).toEqual([])
    for (const m of Object.values(messages)) {
      for (const [level, label] of Object.entries(m.levels)) expect(levelNamed(label)).toBe(level)
      for (const [status, label] of Object.entries(m.statuses)) expect(statusNamed(label)).toBe(status)
      for (const [type, label] of Object.entries(m.recordTypes)) expect(recordTypeNamed(label)).toBe(type)
      for (const [role, label] of Object.entries(m.agentRoles))
        expect(fieldNamed(label), label).toEqual({ kind: 'text', where: `agents.${role}` })
    }
    expect(languageCodeOf('ロシア語')).toBe('rus')
  })
})
