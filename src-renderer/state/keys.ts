/** Keys as written in the registry of commands (`Mod+Shift+Z`, `R`, `[`, `F2`) against keys as pressed. */

export interface Press {
  readonly key: string
  readonly code: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
}

const BY_CODE: Record<string, string> = {
  BracketLeft: '[',
  BracketRight: ']',
  Slash: '/',
  Minus: '-',
  Equal: '=',
  Comma: ',',
  Space: ' ',
}

/** Brackets of a Japanese keyboard while kana are typed directly. */
const SAME: Record<string, string> = {
  '「': '[',
  '」': ']',
  '『': '{',
  '』': '}',
  '・': '/',
  '、': ',',
}
const SHIFTED: Record<string, string> = { '[': '{', ']': '}', '=': '+' }

/** The key by its place, for when the input method hides which character it is. */
function byCode({ code, shiftKey }: Press): string {
  if (/^Key[A-Z]$/.test(code)) return code.slice(3)
  if (/^(Digit|Numpad)\d$/.test(code)) return code.slice(-1)
  const plain = BY_CODE[code] ?? code
  return (shiftKey ? SHIFTED[plain] : undefined) ?? plain
}

/** The name of a pressed key, whatever the input method made of it: full-width letters are letters. */
export function keyName(press: Press): string {
  const { key, code, altKey } = press
  if (key === 'Process' || key === 'Unidentified' || key === 'Dead') return byCode(press)
  // Option makes other characters of letters and digits on a Mac.
  if (altKey && /^(Key|Digit)/.test(code)) return byCode(press)
  const folded = key.normalize('NFKC')
  const plain = SAME[folded] ?? folded
  return plain.length === 1 ? plain.toUpperCase() : plain
}

/** Characters that are typed with Shift on some keyboards, so that Shift says nothing about them. */
const isSign = (name: string) => name.length === 1 && !/[\p{L}\p{N} ]/u.test(name)

export function matches(binding: string, press: Press, mac: boolean): boolean {
  const parts = binding.split(/\+(?!$)/)
  const name = parts.pop() ?? ''
  const wants = new Set(parts)
  const mod = mac ? press.metaKey : press.ctrlKey
  const other = mac ? press.ctrlKey : press.metaKey
  return (
    keyName(press) === (name.length === 1 ? name.toUpperCase() : name) &&
    mod === wants.has('Mod') &&
    !other &&
    press.altKey === wants.has('Alt') &&
    (isSign(name) && !wants.has('Shift') ? true : press.shiftKey === wants.has('Shift'))
  )
}

const MAC: Record<string, string> = { Mod: '⌘', Alt: '⌥', Shift: '⇧' }
const NAMES: Record<string, string> = {
  Mod: 'Ctrl',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Delete: 'Del',
  PageUp: 'PgUp',
  PageDown: 'PgDn',
}

/** A binding as the keys of it, to be shown: `['Ctrl', 'Shift', 'Z']`. */
export const shown = (binding: string, mac: boolean): string[] =>
  binding.split(/\+(?!$)/).map((part) => (mac ? MAC[part] : undefined) ?? NAMES[part] ?? part)

/** Fields that take text, where single letters are text. */
export function takesText(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true
  if (target instanceof HTMLInputElement)
    return !['checkbox', 'radio', 'button', 'submit'].includes(target.type)
  return target.isContentEditable
}
