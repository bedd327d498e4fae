/**
 * What an input method is composing is not yet text: no key of it is a command. Every place that listens to keys in a
 * field asks here.
 */

/** Chromium gives 229 to every key that the input method takes; Safari ends the composition before its last key. */
const TAKEN_BY_INPUT_METHOD = 229

/** Whether a key belongs to a composition in the field that has the focus; its Enter never submits or moves. */
export const isComposing = (event: KeyboardEvent): boolean =>
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- nothing newer says it of the last key of a conversion
  event.isComposing || event.keyCode === TAKEN_BY_INPUT_METHOD
