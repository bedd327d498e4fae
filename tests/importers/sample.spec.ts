import { statSync } from 'node:fs'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { readSample } from '../../src-main/importers/sample.ts'
import type { SampleUnit } from '../../src-main/importers/sample.ts'
import { DescriptionPatch } from '../../src-main/shared/contract/description.ts'
import { Institution } from '../../src-main/shared/contract/catalogue.ts'
import { mayContain } from '../../src-main/shared/domain/level.ts'

const sample = readSample()
const all = (units: readonly SampleUnit[]): SampleUnit[] =>
  units.flatMap((unit) => [unit, ...all(unit.children)])
const units = all(sample.units)

describe('the sample catalogue', () => {
  it('names an institution as EAD needs it', () => {
    expect(Institution.parse(sample.institution)).toEqual(sample.institution)
    expect(sample.institution.isil).not.toBeNull()
  })

  it('is about a dozen descriptions from fonds to item, each where its level may stand', () => {
    expect(units.length).toBeGreaterThanOrEqual(12)
    expect(new Set(units.map(({ fields }) => fields.level))).toEqual(
      new Set(['fonds', 'series', 'file', 'item']),
    )
    const misplaced = units.flatMap(({ fields, children }) =>
      children.filter((child) => !mayContain(fields.level ?? null, child.fields.level ?? 'item')),
    )
    expect(misplaced).toEqual([])
  })

  it('has values that the contract takes, and reference codes of one unit each', () => {
    for (const { fields } of units) expect(DescriptionPatch.parse(fields)).toEqual(fields)
    const codes = units.map(({ fields }) => fields.referenceCode).filter((code) => typeof code === 'string')
    expect(new Set(codes).size).toBe(codes.length)
  })

  it('has published, checked and draft ones, and some with mandatory fields empty', () => {
    expect(new Set(units.map(({ fields }) => fields.status))).toEqual(
      new Set(['published', 'checked', 'draft']),
    )
    expect(units.some(({ fields }) => !fields.dates)).toBe(true)
    expect(units.some(({ fields }) => !fields.referenceCode)).toBe(true)
    expect(
      units.filter(({ fields }) => fields.title?.some(({ language }) => language === 'eng')).length,
    ).toBeGreaterThan(8)
  })

  it('has a telegram with its texts, its withheld passage as a candidate, and nothing unmapped', () => {
    const telegram = units.find(({ pages }) => pages.length === 3)
    expect(telegram?.fields).toMatchObject({ recordType: 'telegram', status: 'published' })
    expect(telegram?.fields.classification?.[0]).toMatchObject({ value: '極秘', code: 'topSecret' })
    expect(telegram?.fields.distribution).toHaveLength(5)
    expect(telegram?.texts.map(({ kind }) => kind)).toEqual(['transcription', 'translation'])
    expect(new Set(telegram?.texts[0]?.paragraphs.map(({ pageNumber }) => pageNumber))).toEqual(
      new Set([1, 2, 3]),
    )
    expect(telegram?.proposals.map(({ basis }) => basis)).toContain('passageNotForPublic')
    expect(telegram?.unmapped).toEqual([])
  })

  it('has page images of A4 at 300 dpi, each under a megabyte', async () => {
    const pages = units.flatMap((unit) => unit.pages)
    expect(pages).toHaveLength(5)
    for (const page of pages) {
      const { width, height, density, format } = await sharp(page).metadata()
      expect({ width, height, density, format }).toEqual({
        width: 2480,
        height: 3508,
        density: 300,
        format: 'jpeg',
      })
      expect(statSync(page).size).toBeLessThan(1_000_000)
    }
  })
})
