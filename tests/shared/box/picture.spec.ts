/** What a box shows, from its size and its codes alone. */
import { describe, expect, it } from 'vitest'
import { boxPicture } from '../../../src-main/shared/domain/box/picture.ts'

const shows = (width: number, height: number, ...codes: string[]) =>
  boxPicture(width, height, { codes, number: 7 }).shows

describe('the picture of a box', () => {
  it('is black with its code in white', () => {
    const { pixels, shows } = boxPicture(400, 100, { codes: ['5条3号', '25X6'], number: 1 })
    expect(shows).toBe('codes')
    expect(new Set(pixels)).toEqual(new Set([0, 255]))
    // The edge stays black: what stands beside the box cannot run into it.
    for (let x = 0; x < 400; x++) expect([pixels[x], pixels[99 * 400 + x]]).toEqual([0, 0])
  })

  it('is the same for the same size and codes, and another for another code', () => {
    const of = (code: string) => boxPicture(300, 80, { codes: [code], number: 1 }).pixels
    expect(of('25X6')).toEqual(of('25X6'))
    expect(of('25X6')).not.toEqual(of('25X1'))
  })

  it('has a number where the code has no room, and nothing where no number has', () => {
    expect(shows(120, 40, '50X1-HUM', '(b)(7)(A)')).toBe('number')
    expect(shows(30, 34, '(b)(1)')).toBe('number')
    expect(shows(20, 20, '25X6')).toBe('nothing')
  })

  it('sets a letter below the other in a column', () => {
    expect(shows(40, 300, '5条3号')).toBe('codes')
  })

  it('has its number where a code has a letter that is not cut', () => {
    expect(shows(400, 100, '乙種秘匿')).toBe('number')
  })

  it('knows the letters of the codes that are shipped', () => {
    for (const code of ['3.3(b)(6)', '50X1-HUM', '1.4(a)', '(b)(7)(C)', '27(1)', 'EIR 12(5)(a)', '5条1号の2'])
      expect([code, shows(900, 100, code)]).toEqual([code, 'codes'])
    for (const code of ['5条3号', '5条6号イ', '16条1項1号ハ'])
      expect([code, shows(900, 100, code)]).toEqual([code, 'codes'])
  })
})
