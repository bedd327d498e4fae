/**
 * An input method as Chromium reports one: keys that it takes are `Process` with the code 229, words that are being
 * converted stand in the field before they are text, and the Enter that ends a conversion is one of its keys.
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
    await this.#down('Enter')
    await this.#session.send('Input.insertText', { text: words })
    await this.#up('Enter')
  }

  /** The same in the order of Safari: the composition has ended before its Enter is heard. */
  async confirmFirst(words: string): Promise<void> {
    await this.#session.send('Input.insertText', { text: words })
    await this.#taken('Enter')
  }

  /** A key while the input method is on and nothing is composed: it hides which letter it is. */
  press = (code: string): Promise<void> => this.#taken(code)

  async #taken(code: string): Promise<void> {
    await this.#down(code)
    await this.#up(code)
  }

  async #down(code: string): Promise<void> {
    await this.#session.send('Input.dispatchKeyEvent', {
      type: 'rawKeyDown',
      key: 'Process',
      code,
      windowsVirtualKeyCode: TAKEN,
      nativeVirtualKeyCode: TAKEN,
    })
  }

  async #up(code: string): Promise<void> {
    await this.#session.send('Input.dispatchKeyEvent', {
      type: 'keyUp',
      key: 'Process',
      code,
      windowsVirtualKeyCode: TAKEN,
      nativeVirtualKeyCode: TAKEN,
    })
  }
}
