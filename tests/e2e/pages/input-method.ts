/**
 * An input method as browsers report one: words that are being converted stand in the field before they are text, and
 * every key that it takes has the code 229. The Enter that ends a conversion keeps its name on some systems, which is
 * where it is taken for a person's; other keys are `Process`, so that only their places are known.
 */
import type { CDPSession } from '@playwright/test'

/** Virtual key of everything that an input method takes. */
const TAKEN = 229

export class InputMethod {
  #session: CDPSession

  constructor(session: CDPSession) {
    this.#session = session
  }

  /** Words in conversion, underlined in the field. */
  async compose(words: string): Promise<void> {
    await this.#taken('KeyA')
    await this.#session.send('Input.imeSetComposition', {
      text: words,
      selectionStart: words.length,
      selectionEnd: words.length,
    })
  }

  /** The Enter that ends the conversion: words become text, and nothing else happens. */
  async confirm(words: string): Promise<void> {
    await this.#key('rawKeyDown', 'Enter', 'Enter')
    await this.#session.send('Input.insertText', { text: words })
    await this.#key('keyUp', 'Enter', 'Enter')
  }

  /** The same in the order of Safari: the composition has ended before its Enter is heard. */
  async confirmFirst(words: string): Promise<void> {
    await this.#session.send('Input.insertText', { text: words })
    await this.#taken('Enter', 'Enter')
  }

  /** A key while the input method is on and nothing is composed: it hides which letter it is. */
  press = (code: string): Promise<void> => this.#taken(code)

  async #taken(code: string, key = 'Process'): Promise<void> {
    await this.#key('rawKeyDown', code, key)
    await this.#key('keyUp', code, key)
  }

  async #key(type: 'rawKeyDown' | 'keyUp', code: string, key: string): Promise<void> {
    await this.#session.send('Input.dispatchKeyEvent', {
      type,
      key,
      code,
      windowsVirtualKeyCode: TAKEN,
      nativeVirtualKeyCode: TAKEN,
    })
  }
}
