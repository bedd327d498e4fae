/** Every action of the desk, once: menus, palette, key sheet and keys are made from this list. */
import type { Messages } from '../../src-main/shared/i18n/index.ts'
import { isComposing } from '../composition.ts'
import { matches, takesText } from './keys.ts'
import type { PaneName } from './stage.svelte.ts'

export type CommandId = keyof Messages['desk']['commands']
export type MenuName = keyof Messages['desk']['menus']

export interface Command {
  readonly id: CommandId
  readonly menu: MenuName
  /** Commands with the same number stand together in the menu. */
  readonly group: number
  readonly keys: readonly string[]
  /** The keys act only while the focus is in this pane. */
  readonly pane?: PaneName
  readonly when: () => boolean
  readonly run: () => unknown
}

/** Keys that no field needs for its text. */
const worksInFields = (binding: string): boolean =>
  /^(Mod|Alt)\+/.test(binding) || /^(Shift\+)?F\d+$/.test(binding)

/** Where keys belong to what is open there, not to the desk. */
const OWN_KEYS = '[role="menu"], [role="dialog"], dialog'
/** Where letters are taken: a menu bar finds its menus by them. */
const OWN_LETTERS = '[role="menubar"]'

export function commandFor(
  commands: readonly Command[],
  event: KeyboardEvent,
  mac: boolean,
): Command | undefined {
  const target = event.target instanceof Element ? event.target : null
  if (event.defaultPrevented || target?.closest(OWN_KEYS)) return undefined
  const takesLetters = takesText(target) || target?.closest(OWN_LETTERS) != null
  if (takesLetters && isComposing(event)) return undefined
  const pane = target?.closest('[data-pane]')?.getAttribute('data-pane')
  return commands.find(
    (command) =>
      (command.pane === undefined || command.pane === pane) &&
      command.keys.some((key) => (!takesLetters || worksInFields(key)) && matches(key, event, mac)) &&
      command.when(),
  )
}

/** The words that a command is found by in the palette: all of them, in any order. */
export const answersTo = (label: string, query: string): boolean =>
  query
    .normalize('NFKC')
    .toLowerCase()
    .split(/\s+/)
    .every((word) => label.normalize('NFKC').toLowerCase().includes(word))
