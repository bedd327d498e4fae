import { describe, expect, it, vi } from 'vitest'
import { isComposing } from '../../src-renderer/composition.ts'
import { Composition } from '../../src-renderer/state/composition.svelte.ts'

const key = (isPart: boolean, keyCode: number) => {
  const event = new Event('keydown')
  return Object.assign(event, { isComposing: isPart, keyCode }) as unknown as KeyboardEvent
}

describe('a key of an input method', () => {
  it('is told by the composition that it is part of, or by the code of keys that are taken', () => {
    expect(isComposing(key(true, 13))).toBe(true)
    expect(isComposing(key(false, 229))).toBe(true)
    expect(isComposing(key(false, 13))).toBe(false)
  })
})

describe('a composition', () => {
  it('keeps what waits for its end until the text is there', async () => {
    const target = new EventTarget()
    const composition = new Composition()
    const act = vi.fn()
    composition.follow(target)
    target.dispatchEvent(new Event('compositionstart'))
    composition.whenEnded(act)
    expect(composition.active).toBe(true)
    target.dispatchEvent(new Event('compositionend'))
    expect(act).not.toHaveBeenCalled()
    await Promise.resolve()
    expect(act).toHaveBeenCalledOnce()
  })

  it('ends with the field that it was in', () => {
    const target = new EventTarget()
    const composition = new Composition()
    composition.follow(target)
    target.dispatchEvent(new Event('compositionstart'))
    target.dispatchEvent(new Event('focusin'))
    expect(composition.active).toBe(false)
  })

  it('lets act at once what has nothing to wait for', () => {
    const act = vi.fn()
    new Composition().whenEnded(act)
    expect(act).toHaveBeenCalledOnce()
  })
})
