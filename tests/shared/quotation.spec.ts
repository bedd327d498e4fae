import { describe, expect, it } from 'vitest'
import { carried, placed, quotationOf } from '../../src-main/shared/domain/redaction/quotation.ts'
import { editsBetween } from '../../src-main/shared/domain/span.ts'

const paragraphs = (...values: string[]) => values.map((value, index) => ({ id: index + 1, value }))
const passage = (id: number, start: number, end: number, last = id) => ({
  from: { paragraphId: id, offset: start },
  to: { paragraphId: last, offset: end },
})
const NOWHERE = { from: null, to: null }

describe('a passage by its quotation', () => {
  const text = paragraphs('He said no.', 'She said no.', 'They said yes.')
  const quotation = quotationOf(text, passage(2, 4, 12))

  it('keeps what stands beside it, over the end of a paragraph', () => {
    expect(quotation).toEqual({ exact: 'said no.', prefix: 'He said no.\nShe ', suffix: '\nThey said yes.' })
    expect(quotationOf(text, passage(2, 9, 4, 3))?.exact).toBe('no.\nThey')
  })

  it('is where it was as long as its words are there', () => {
    expect(quotation && placed(text, passage(2, 4, 12), quotation)).toEqual(passage(2, 4, 12))
  })

  it('is where it stands once, or once with what was beside it, and otherwise nowhere', () => {
    if (!quotation) throw new Error('no quotation')
    expect(placed(paragraphs('Well: she said no.'), NOWHERE, quotation)).toEqual(passage(1, 10, 18))
    expect(placed(text, NOWHERE, quotation)).toEqual(passage(2, 4, 12))
    expect(placed(paragraphs('He said no.', 'I said no.'), NOWHERE, quotation)).toBeNull()
    expect(placed(paragraphs('Nobody spoke.'), NOWHERE, quotation)).toBeNull()
    expect(placed([], NOWHERE, quotation)).toBeNull()
  })
})

describe('a passage of a text that is written to', () => {
  const before = 'One two three four five six.'
  // two three four five
  const marked = passage(1, 4, 23)
  const after = (value: string) => {
    const found = carried(paragraphs(before), paragraphs(value), editsBetween(before, value), marked)
    return found && value.slice(found.from.offset, found.to.offset)
  }

  it.each([
    ['Zero. One two three four five six.', 'two three four five'],
    ['One two three four five six, seven.', 'two three four five'],
    ['One two threee four five six.', 'two threee four five'],
    ['One two and three four five six.', 'two and three four five'],
    ['One two four five six.', 'two four five'],
  ])('is certain: %s', (value, expected) => expect(after(value)).toBe(expected))

  it.each(['One ten eleven twelve thirteen six.', 'Ten three four five six.', '', 'One two three four.'])(
    'is not certain: %s',
    (value) => expect(after(value)).toBeNull(),
  )
})
