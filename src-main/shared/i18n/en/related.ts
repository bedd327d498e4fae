/** The other ends of relations. */
export const related = {
  scope: 'post and year',
  scopeHint: 'post and year, if another',
  notThere: 'Not in the catalogue yet.',
  possibly: (name: string) => `possibly ${name}`,
  naming: 'Named by other records',
  /** What a relation of another record says of this one; the part is as that record says it. */
  inverse: {
    isSeparateTelegramOf: (part: string | null) => part ?? 'separate telegram',
    hasSeparateTelegram: (part: string | null) => (part === null ? 'separate from' : `as ${part} of`),
    isReplyTo: () => 'reply',
    isAssociatedWith: () => 'associated',
    isPartOf: (part: string | null) => part ?? 'part',
    isVersionOf: () => 'version',
  },
}
