import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { SaveQueue } from '../../src-renderer/state/save-queue.ts'

interface Change {
  field: string
  value: string
}

/** A core that answers when it is told to, and remembers what it was sent. */
function aQueue({ held = () => false }: { held?: () => boolean } = {}) {
  const sent: Change[] = []
  const parted: Change[] = []
  let answers: { resolve: () => void; reject: (error: Error) => void }[] = []
  const queue = new SaveQueue<Change>({
    key: ({ field }) => field,
    send: (change) => {
      sent.push(change)
      return new Promise((resolve, reject) => answers.push({ resolve, reject }))
    },
    part: (change) => parted.push(change),
    held,
    worthRetrying: (error) => error instanceof Error && error.message === 'away',
    settle: 300,
    longest: 800,
    retryAfter: 2000,
  })
  const answer = async (error?: Error) => {
    const [first, ...rest] = answers
    answers = rest
    if (error) first?.reject(error)
    else first?.resolve()
    await vi.advanceTimersByTimeAsync(0)
  }
  return { queue, sent, parted, answer }
}

describe('the queue of what is typed', () => {
  beforeEach(() => vi.useFakeTimers())
  afterEach(() => vi.useRealTimers())

  it('sends the last of several keystrokes, once they stop', async () => {
    const { queue, sent } = aQueue()
    queue.put({ field: 'title', value: 'K' })
    await vi.advanceTimersByTimeAsync(200)
    queue.put({ field: 'title', value: 'Ka' })
    await vi.advanceTimersByTimeAsync(299)
    expect(sent).toEqual([])
    await vi.advanceTimersByTimeAsync(1)
    expect(sent).toEqual([{ field: 'title', value: 'Ka' }])
  })

  it('sends what is typed right after there was nothing to send', async () => {
    const { queue, sent } = aQueue()
    void queue.flush()
    queue.put({ field: 'title', value: 'K' })
    void queue.flush()
    await vi.advanceTimersByTimeAsync(1000)
    expect(sent).toEqual([{ field: 'title', value: 'K' }])
  })

  it('saves within the longest wait though the keys never stop', async () => {
    const { queue, sent } = aQueue()
    for (let pressed = 0; pressed < 9; pressed++) {
      queue.put({ field: 'title', value: 'x'.repeat(pressed + 1) })
      await vi.advanceTimersByTimeAsync(100)
    }
    expect(sent).toEqual([{ field: 'title', value: 'x'.repeat(8) }])
  })

  it('holds what is being composed, and sends it when the composition ends', async () => {
    let composing = true
    const { queue, sent } = aQueue({ held: () => composing })
    queue.put({ field: 'title', value: 'でんぽう' })
    await vi.advanceTimersByTimeAsync(5000)
    expect(sent).toEqual([])
    queue.put({ field: 'title', value: '電報' })
    composing = false
    queue.release()
    expect(sent).toEqual([{ field: 'title', value: '電報' }])
  })

  it('holds what is composed while an earlier change is on its way', async () => {
    let composing = false
    const { queue, sent, answer } = aQueue({ held: () => composing })
    queue.put({ field: 'title', value: 'A' })
    await vi.advanceTimersByTimeAsync(300)
    composing = true
    queue.put({ field: 'title', value: 'Aでん' })
    await answer()
    await vi.advanceTimersByTimeAsync(5000)
    expect(sent.map(({ value }) => value)).toEqual(['A'])
    composing = false
    queue.release()
    expect(sent.map(({ value }) => value)).toEqual(['A', 'Aでん'])
  })

  it('sends one change at a time, in the order of the fields', async () => {
    const { queue, sent, answer } = aQueue()
    queue.put({ field: 'title', value: 'A' })
    queue.put({ field: 'note', value: 'B' })
    const flushed = queue.flush()
    expect(sent).toEqual([{ field: 'title', value: 'A' }])
    await answer()
    expect(sent).toEqual([
      { field: 'title', value: 'A' },
      { field: 'note', value: 'B' },
    ])
    await answer()
    await flushed
    expect(queue.size).toBe(0)
  })

  it('tries again when the core is away, with what was typed since', async () => {
    const { queue, sent, answer } = aQueue()
    queue.put({ field: 'title', value: 'A' })
    void queue.flush()
    queue.put({ field: 'title', value: 'AB' })
    await answer(new Error('away'))
    await vi.advanceTimersByTimeAsync(2000)
    expect(sent.map(({ value }) => value)).toEqual(['A', 'AB'])
  })

  it('drops a change that was refused', async () => {
    const { queue, sent, answer } = aQueue()
    queue.put({ field: 'referenceCode', value: 'taken' })
    const flushed = queue.flush()
    await answer(new Error('refused'))
    await flushed
    await vi.advanceTimersByTimeAsync(10_000)
    expect(sent).toHaveLength(1)
    expect(queue.size).toBe(0)
  })

  it('goes on saving when the page was not closed after all', async () => {
    const { queue, sent } = aQueue()
    queue.put({ field: 'title', value: 'A' })
    queue.part()
    await vi.advanceTimersByTimeAsync(300)
    expect(sent).toEqual([{ field: 'title', value: 'A' }])
  })

  it('gives everything away when the page is closed, also what is unanswered and in mid-composition', () => {
    const { queue, parted } = aQueue({ held: () => true })
    queue.put({ field: 'title', value: 'A' })
    void queue.flush()
    queue.put({ field: 'note', value: 'B' })
    queue.part()
    expect(parted).toEqual([
      { field: 'title', value: 'A' },
      { field: 'note', value: 'B' },
    ])
  })
})
