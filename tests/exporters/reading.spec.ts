/** How a document is told in HTML: marks by what they mean, vertical texts in bands, addresses that lead nowhere harmful. */
import { describe, expect, it } from 'vitest'
import type { Client } from '../../src-main/shared/contract/index.ts'
import type { TextMarkKind } from '../../src-main/shared/domain/text-mark.ts'
import { TEXT_MARKS } from '../../src-main/shared/domain/text-mark.ts'
import { anEmptyCatalogue, words } from '../builders.ts'
import type { CatalogueInASpec } from '../builders.ts'
import { aText, ENGLISH, JAPANESE } from '../reading-copy.ts'

/** The document as the desk gets it. */
async function shown({ core }: CatalogueInASpec, id: number, query = 'language=en&theme=dark') {
  const answer = await core.fetch(new Request(`http://localhost/reading/${String(id)}?${query}`))
  return { status: answer.status, html: await answer.text() }
}

async function anItem(patch: Parameters<Client['description']['edit']>[0]['patch'] = {}) {
  const made = await anEmptyCatalogue()
  const { id } = await made.client.description.create({
    parentId: null,
    fields: { level: 'item', title: [words('Signs')], ...patch },
  })
  return { ...made, id }
}

describe('the reading view', () => {
  it('tells each mark by its sign, and explains those that occur', async () => {
    const made = await anItem()
    const value = TEXT_MARKS.map((kind) => `<${kind}>`).join(' ')
    const markOf = (kind: TextMarkKind) => {
      const start = value.indexOf(`<${kind}>`)
      return { kind, start, end: start + kind.length + 2 }
    }
    await aText(made, made.id, ENGLISH, [{ value, marks: TEXT_MARKS.map(markOf) }])
    const { html } = await shown(made, made.id)
    expect(html).toContain('&lt;uncertain&gt;<span class="doubt">[?]</span>')
    expect(html).toContain('<span class="illegible">&lt;illegible&gt;</span>')
    expect(html).toContain('[&lt;supplied&gt;]')
    expect(html).toContain('<del>&lt;deleted&gt;</del>')
    expect(html).toContain('<ins>&lt;added&gt;</ins>')
    expect(html).toContain('<span class="stamp">&lt;stamp&gt;</span>')
    expect(html).toContain('<span class="handwriting">&lt;handwriting&gt;</span>')
    const signs = html.slice(html.indexOf('class="signs"'))
    for (const sign of ['read with doubt', 'supplied by the editor', 'words of the form'])
      expect(signs).toContain(sign)
    const plain = await anItem()
    await aText(plain, plain.id, ENGLISH, [{ value: 'Plain.' }])
    expect((await shown(plain, plain.id)).html).not.toContain('class="signs"')
  })

  it('writes vertical texts vertically, in bands, without losing a character', async () => {
    const made = await anItem()
    const long = Array.from({ length: 120 }, (_, n) => `第${String(n)}号を𠮷とする。`).join('')
    await aText(made, made.id, { ...JAPANESE, direction: 'vertical' }, [{ value: '短い。' }, { value: long }])
    const { html } = await shown(made, made.id)
    const cells = [...html.matchAll(/<div class="cell vertical" lang="ja">(.*?)<\/div>/gs)].map(
      ([, cell = '']) => cell,
    )
    expect(cells[0]).toBe('<p class="body short">短い。</p>')
    // Each band is a row of its own.
    expect(cells.every((cell) => cell.split('<p').length === 2)).toBe(true)
    const bands = [
      ...cells
        .slice(1)
        .join('')
        .matchAll(/<p class="body (\w+)">(.*?)<\/p>/g),
    ]
    expect(bands.length).toBeGreaterThan(2)
    expect(bands.map(([, , band = '']) => band).join('')).toBe(long)
    for (const [, , band = ''] of bands) expect(band.length).toBeLessThanOrEqual(201)
  })

  it('asks for nothing but images of its own place, and links to nothing in the desk', async () => {
    const made = await anItem({ identifiers: [{ type: 'url', value: 'https://example.org/1' }] })
    const { html } = await shown(made, made.id)
    expect(html).toContain("default-src 'none'")
    expect(html).toContain("img-src 'self'")
    expect(html).not.toMatch(/<a |<script|style="/)
    expect(html).toContain('https://example.org/1')
  })

  it('says a date in both calendars, names in all their forms, and the citation that is supplied', async () => {
    const made = await anItem({
      dates: [{ kind: 'despatch', expression: 'March 25, 1984', edtf: '1984-03-25' }],
      preferredCitation: [words('Cited so.')],
      stamp: [{ ...words('極秘', 'jpn', 'Jpan'), name: 'Archives' }],
      restrictions: [{ type: 'closed', ends: '2030', note: 'Secret note' }],
    })
    const { html } = await shown(made, made.id)
    expect(html).toContain('1984-03-25 (昭和59年3月25日)')
    expect(html).toContain('Cited so.')
    expect(html).toMatch(/極秘<\/span><span class="note">Archives/)
    expect(html).toContain('Open from 2031-01-01')
    // What is not public of a restriction stays in the catalogue.
    expect(html).not.toContain('Secret note')
    const japanese = await shown(made, made.id, 'language=ja&theme=light')
    expect(japanese.html).toContain('<html lang="ja" data-theme="light">')
    expect(japanese.html).toContain('引用表記')
  })

  it('is refused for a record that is not there', async () => {
    const made = await anItem()
    expect((await shown(made, 99_999)).html).toContain('descriptionNotFound')
    const answer = await made.core.fetch(new Request('http://localhost/shown/99999'))
    expect(answer.status).toBe(404)
  })
})
