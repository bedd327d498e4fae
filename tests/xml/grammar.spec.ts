import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { openGrammar } from '../../src-main/xml/grammar.ts'
import { parseXml } from '../../src-main/xml/parse.ts'
import { grammarChecker } from '../../src-main/xml/validate.ts'
import { openSchema } from './libxml.ts'

const folder = mkdtempSync(join(tmpdir(), 'shoko-grammar-'))
afterAll(() => rmSync(folder, { recursive: true }))

let files = 0
/** A grammar whose root is `r`, with this inside. */
function aGrammar(pattern: string, defines = ''): string {
  const path = join(folder, `${files++}.rng`)
  writeFileSync(
    path,
    `<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="urn:x"><start><element name="r">${pattern}</element></start>${defines}</grammar>`,
  )
  return path
}

function problems(path: string, inside: string): string[] {
  const found: string[] = []
  const document = inside.startsWith('<r') ? inside : `<r xmlns="urn:x">${inside}</r>`
  parseXml(
    [document],
    grammarChecker(openGrammar(path), (line, rule) => found.push(`${line} ${rule}`)),
  )
  return found
}

const empty = (name: string) => `<element name="${name}"><empty/></element>`
const CONTENTS = [
  '',
  '<a/>',
  '<b/>',
  '<a/><b/>',
  '<b/><a/>',
  '<a/><a/>',
  '<a/><a/><b/><b/>',
  'text',
  ' \n ',
  '<a/>text<b/>',
  '\u3000',
  '<a>x</a>',
  '<c/>',
  '<a><a/></a>',
]

describe('openGrammar and grammarChecker', () => {
  it.each([
    ['empty', '<empty/>'],
    ['text', '<text/>'],
    ['group', `${empty('a')}${empty('b')}`],
    ['choice', `<choice>${empty('a')}${empty('b')}</choice>`],
    ['optional', `<optional>${empty('a')}</optional>${empty('b')}`],
    ['zeroOrMore', `<zeroOrMore>${empty('a')}</zeroOrMore><zeroOrMore>${empty('b')}</zeroOrMore>`],
    ['oneOrMore', `<oneOrMore><choice>${empty('a')}${empty('b')}</choice></oneOrMore>`],
    ['mixed content', `<zeroOrMore><choice><text/>${empty('a')}<ref name="b"/></choice></zeroOrMore>`],
    [
      'group of groups',
      `<oneOrMore><group>${empty('a')}<optional><ref name="b"/></optional></group></oneOrMore>`,
    ],
    ['an element inside itself', '<optional><ref name="a"/></optional>'],
  ])('agrees with libxml2 about %s', (_, pattern) => {
    const path = aGrammar(
      pattern,
      `<define name="b">${empty('b')}</define><define name="a"><element name="a"><optional><ref name="a"/></optional></element></define>`,
    )
    const libxml = openSchema(path)
    for (const content of CONTENTS) {
      const valid = libxml.check(`<r xmlns="urn:x">${content}</r>`).length === 0
      expect({ content, valid: problems(path, content).length === 0 }).toEqual({ content, valid })
    }
    libxml.close()
  })

  it.each([
    ['any value', '<attribute name="x"><text/></attribute>'],
    ['one value', '<attribute name="x"><value>1</value></attribute>'],
    ['a list', '<attribute name="x"><choice><value>1</value><value>2</value></choice></attribute>'],
    [
      'optional',
      '<optional><attribute name="x"><text/></attribute></optional><attribute name="y"><text/></attribute>',
    ],
    [
      'depending on another',
      '<choice><group><attribute name="x"><value>1</value></attribute><empty/></group><group><attribute name="x"><value>2</value></attribute><text/></group></choice>',
    ],
  ])('agrees with libxml2 about attributes: %s', (_, pattern) => {
    const path = aGrammar(pattern)
    const libxml = openSchema(path)
    for (const attributes of ['', 'x="1"', 'x="2"', 'x="3"', 'y="1"', 'x="1" y="1"', 'y="1" x="2"', 'z=""']) {
      for (const content of ['', 'text']) {
        const document = `<r xmlns="urn:x" ${attributes}>${content}</r>`
        const valid = libxml.check(document).length === 0
        expect({ document, valid: problems(path, document).length === 0 }).toEqual({ document, valid })
      }
    }
    libxml.close()
  })

  it('names what is wrong and the line, and nothing of what stands there', () => {
    const path = aGrammar(
      `<optional><attribute name="x"><value>1</value></attribute></optional>${empty('a')}${empty('b')}`,
    )
    expect(problems(path, '<a/>\n<c>secret</c>')).toEqual(['2 elementNotExpected r/c', '2 notComplete r'])
    expect(problems(path, 'secret<a/><b>secret</b>')).toEqual(['1 textNotExpected r', '1 textNotExpected b'])
    expect(problems(path, '<r xmlns="urn:x" x="secret"><a/><b/></r>')).toEqual(['1 attributeNotExpected r@x'])
    expect(problems(path, '<r xmlns="urn:y"><a/><b/></r>')).toEqual(['1 namespaceNotExpected r'])
    expect(problems(path, '<r><a/><b/></r>')).toEqual(['1 namespaceNotExpected r'])
    expect(problems(path, '<a xmlns="urn:y"/><b/>')).toEqual(['1 namespaceNotExpected a'])
    expect(problems(path, '<a xmlns="urn:x"/><b/>')).toEqual([])
    expect(problems(path, '<x:a/><b/>')).toEqual([
      '1 elementNotExpected r/x:a',
      '1 elementNotExpected r/b',
      '1 notComplete r',
    ])
    expect(problems(aGrammar('<attribute name="x"><text/></attribute>'), '')).toEqual([
      '1 attributeMissing r',
    ])
  })

  it.each([
    ['RELAX NG interleave is not read', '<interleave><empty/></interleave>'],
    ['RELAX NG attribute x is not read', '<attribute name="x"><data type="ID"/></attribute>'],
    ['RELAX NG define nowhere is missing', '<ref name="nowhere"/>'],
    [
      'RELAX NG element a has two meanings in one place',
      `<choice>${empty('a')}<element name="a"><text/></element></choice>`,
    ],
    [
      'RELAX NG data is not read',
      `<element name="a"><element name="b"><data type="ID"/></element></element>`,
    ],
  ])('does not open a grammar it would misread: %s', (message, pattern) => {
    expect(() => openGrammar(aGrammar(pattern))).toThrow(message)
  })
})
