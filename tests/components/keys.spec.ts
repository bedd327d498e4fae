import { describe, expect, it } from 'vitest'
import { keyName, matches, shown } from '../../src-renderer/state/keys.ts'
import type { Press } from '../../src-renderer/state/keys.ts'

const press = (key: string, code: string, held: Partial<Press> = {}): Press => ({
  key,
  code,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
})

describe('keys', () => {
  it('are known by their place while the input method hides them', () => {
    expect(matches('R', press('Process', 'KeyR'), false)).toBe(true)
    expect(matches(']', press('Process', 'BracketRight'), false)).toBe(true)
    expect(matches('{', press('Process', 'BracketLeft', { shiftKey: true }), false)).toBe(true)
    expect(matches('R', press('Process', 'KeyT'), false)).toBe(false)
  })

  it('are the same in full width, and as kana brackets', () => {
    expect(keyName(press('ｒ', 'KeyR'))).toBe('R')
    expect(keyName(press('「', 'BracketRight'))).toBe('[')
    expect(keyName(press('』', 'BracketRight', { shiftKey: true }))).toBe('}')
  })

  it('tell a letter with Shift from one without, and ask nothing of Shift for signs', () => {
    expect(matches('N', press('n', 'KeyN'), false)).toBe(true)
    expect(matches('N', press('N', 'KeyN', { shiftKey: true }), false)).toBe(false)
    expect(matches('Shift+N', press('N', 'KeyN', { shiftKey: true }), false)).toBe(true)
    expect(matches('+', press('+', 'Semicolon', { shiftKey: true }), false)).toBe(true)
    expect(matches('+', press('+', 'NumpadAdd'), false)).toBe(true)
    expect(matches('/', press('/', 'Digit7', { shiftKey: true }), false)).toBe(true)
  })

  it('follow the platform', () => {
    expect(matches('Mod+Z', press('z', 'KeyZ', { ctrlKey: true }), false)).toBe(true)
    expect(matches('Mod+Z', press('z', 'KeyZ', { metaKey: true }), true)).toBe(true)
    expect(matches('Mod+Z', press('z', 'KeyZ', { ctrlKey: true }), true)).toBe(false)
    expect(matches('Mod+Z', press('Z', 'KeyZ', { ctrlKey: true, shiftKey: true }), false)).toBe(false)
    expect(matches('Mod+Shift+Z', press('Z', 'KeyZ', { ctrlKey: true, shiftKey: true }), false)).toBe(true)
    expect(matches('Alt+1', press('¡', 'Digit1', { altKey: true }), true)).toBe(true)
    expect(shown('Mod+Shift+Z', true)).toEqual(['⌘', '⇧', 'Z'])
    expect(shown('Mod++', false)).toEqual(['Ctrl', '+'])
  })
})
