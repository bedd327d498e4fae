import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import countries from '../../resources/vocabularies/countries.json' with { type: 'json' }
import languages from '../../resources/vocabularies/languages.json' with { type: 'json' }
import scripts from '../../resources/vocabularies/scripts.json' with { type: 'json' }
import { hasSharedFiles, sharedFile } from '../shared-files.ts'

const codes = (terms: { code: string }[]) => terms.map(({ code }) => code)

describe.each([
  ['languages', languages, /^[a-z]{3}$/],
  ['scripts', scripts, /^[A-Z][a-z]{3}$/],
  ['countries', countries, /^[A-Z]{2}$/],
] as const)('the list of %s', (_, terms, form) => {
  it('is in order, each code once and named in both languages', () => {
    expect(codes([...terms])).toEqual([...new Set(codes([...terms]))].sort())
    for (const { code, en, ja } of terms) {
      expect(code).toMatch(form)
      expect(en.trim() && ja.trim()).not.toBe('')
    }
  })
})

describe.skipIf(!hasSharedFiles)('the lists that come with the published rules', () => {
  const published = (file: string, pattern: RegExp) =>
    [...readFileSync(sharedFile(`schemas/ead3/schematron/${file}`), 'utf8').matchAll(pattern)].map(
      ([, code = '']) => code,
    )

  it('hold ours: no code of ours is refused by them', () => {
    expect(published('iso639-2.rdf', /<madsrdf:code[^>]*>\s*([^<\s]+)/g)).toEqual(
      expect.arrayContaining(codes(languages)),
    )
    expect(published('iso_15924.xml', /alpha_4_code="([^"]+)"/g)).toEqual(
      expect.arrayContaining(codes(scripts)),
    )
    expect(published('iso_3166.xml', /alpha_2_code="([^"]+)"/g).sort()).toEqual(codes(countries))
  })

  it('hold beside ours only the terminological twins of languages, and codes for private use', () => {
    const twins = 'bod ces cym deu ell eus fas fra hye isl kat mkd mri msa mya nld ron slk sqi zho'.split(' ')
    const others = published('iso639-2.rdf', /<madsrdf:code[^>]*>\s*([^<\s]+)/g).filter(
      (code) => !codes(languages).includes(code),
    )
    expect([...new Set(others)].sort()).toEqual([...twins, 'qaa-qtz'].sort())
  })
})
