/** A line of the bench: one work, ours against a named other in the same run. */
export interface BenchRow {
  work: string
  /** The other program, or what the number is to be held against. */
  against: string
  ours: number
  theirs: number | null
  unit: string
  note?: string
}
