/** Batches: what is given out again and again, in several formats at once. */

/** A file for each unit by itself, or one for everything (one for each branch where the format is a tree). */
export const BATCH_SPLITS = ['each', 'together'] as const
export type BatchSplit = (typeof BATCH_SPLITS)[number]

/** Why the public may not have a unit. */
export const LEFT_OUT_REASONS = ['notPublished', 'aboveNotOpen', 'notReleased'] as const
export type LeftOutReason = (typeof LEFT_OUT_REASONS)[number]

export const BATCH_TOKENS = ['referenceCode', 'title', 'uid', 'number'] as const
export type BatchToken = (typeof BATCH_TOKENS)[number]

const TOKEN = /\{([^{}]*)\}/g

/** The first token of a template of names that is none, or null. */
export const unknownToken = (template: string): string | null =>
  [...template.matchAll(TOKEN)]
    .map(([, name = '']) => name)
    .find((name) => !(BATCH_TOKENS as readonly string[]).includes(name)) ?? null

/** A name by its template; what a unit does not have leaves nothing. */
export const nameBy = (template: string, values: Readonly<Record<BatchToken, string>>): string =>
  template.replace(TOKEN, (whole: string, name: string) =>
    Object.hasOwn(values, name) ? values[name as BatchToken] : whole,
  )
