/**
 * The published Schematron rules of EAD3, run as they are: its few constructs (let, rule, assert, report) are written
 * out as XSLT 2 and given to Saxon, where a Java and Debian's libsaxonhe-java are there.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseXml } from '../../src-main/xml/parse.ts'
import { element } from '../../src-main/xml/element.ts'
import type { Element } from '../../src-main/xml/element.ts'
import { serialize } from '../../src-main/xml/serialize.ts'
import { sharedFile } from '../shared-files.ts'

const SAXON = '/usr/share/java/Saxon-HE.jar'
const rules = sharedFile('schemas/ead3/schematron/ead3.sch')

export const hasSchematron =
  existsSync(rules) && existsSync(SAXON) && spawnSync('java', ['-version']).status === 0
if (!hasSchematron) console.warn('skipped: the published Schematron rules need java and libsaxonhe-java')

/** For each document the patterns (by number) whose asserts it breaks, or whose reports it earns. */
export function schematron(documents: readonly string[]): string[][] {
  const folder = mkdtempSync(join(tmpdir(), 'shoko-schematron-'))
  try {
    for (const name of ['in', 'out']) mkdirSync(join(folder, name))
    const names = documents.map((_, index) => `${String(index).padStart(6, '0')}.xml`)
    names.forEach((name, index) => writeFileSync(join(folder, 'in', name), documents[index] ?? ''))
    writeFileSync(
      join(folder, 'rules.xsl'),
      asXslt(readFileSync(rules, 'utf8'), pathToFileURL(`${dirname(rules)}/`).href),
    )
    execFileSync(
      'java',
      [
        '-cp',
        SAXON,
        'net.sf.saxon.Transform',
        `-s:${join(folder, 'in')}`,
        `-o:${join(folder, 'out')}`,
        `-xsl:${join(folder, 'rules.xsl')}`,
      ],
      { stdio: 'pipe' },
    )
    return names.map((name) => [
      ...new Set(
        [...readFileSync(join(folder, 'out', name), 'utf8').matchAll(/<broken pattern="([^"]+)"/g)].map(
          ([, pattern = '']) => pattern,
        ),
      ),
    ])
  } finally {
    rmSync(folder, { recursive: true })
  }
}

interface Node {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: (Node | string)[]
}

function asXslt(source: string, base: string): string {
  const top: Node = { name: '', attributes: {}, children: [] }
  const open = [top]
  parseXml([source], {
    open(name, attributes) {
      const node = { name, attributes, children: [] }
      open.at(-1)?.children.push(node)
      open.push(node)
    },
    text: (text) => void open.at(-1)?.children.push(text),
    close: () => void open.pop(),
  })
  const inside = (node: Node, name: string) =>
    node.children.filter((child): child is Node => typeof child !== 'string' && child.name === name)
  const [schema = top] = inside(top, 'schema')
  const copy = ({ name, attributes, children }: Node): Element =>
    element(
      name,
      attributes,
      children.map((child) => (typeof child === 'string' ? child.trim() : copy(child))),
    )
  const variable = ({ attributes }: Node) =>
    element('xsl:variable', { name: attributes['name'], select: attributes['value'] })
  const patterns = inside(schema, 'pattern').map((pattern, index) => ({
    pattern,
    mode: pattern.attributes['id'] ?? `pattern${index}`,
  }))
  const broken = (mode: string) => element('broken', { pattern: mode })
  const templates = patterns.flatMap(({ pattern, mode }) => [
    ...inside(pattern, 'let').map(variable),
    element('xsl:template', { match: '*', mode, priority: '-1' }),
    ...inside(pattern, 'rule').map((rule, index) =>
      element(
        'xsl:template',
        { match: rule.attributes['context'], mode, priority: String(1000 - index) },
        inside(rule, 'let').map(variable),
        inside(rule, 'assert').map(({ attributes }) =>
          element('xsl:if', { test: `not(${attributes['test']})` }, broken(mode)),
        ),
        inside(rule, 'report').map(({ attributes }) =>
          element('xsl:if', { test: attributes['test'] }, broken(mode)),
        ),
      ),
    ),
  ])
  return serialize(
    element(
      'xsl:stylesheet',
      {
        version: '2.0',
        'xml:base': base,
        'xmlns:xsl': 'http://www.w3.org/1999/XSL/Transform',
        ...Object.fromEntries(
          inside(schema, 'ns').map(({ attributes }) => [
            `xmlns:${attributes['prefix']}`,
            attributes['uri'] ?? '',
          ]),
        ),
      },
      inside(schema, 'xsl:variable').map(copy),
      inside(schema, 'let').map(variable),
      element(
        'xsl:template',
        { match: '/' },
        element(
          'result',
          {},
          patterns.map(({ mode }) => element('xsl:apply-templates', { select: '//*', mode })),
        ),
      ),
      templates,
    ),
  )
}
