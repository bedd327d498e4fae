/** What is typed to open something: it goes in with a call, comes out of none, and is never kept or logged. */
import { z } from 'zod'

/** Letters of a new one, at least. */
export const SHORTEST_PASSPHRASE = 12
const LONGEST = 1000

export const Passphrase = z.string().min(1).max(LONGEST)
export const NewPassphrase = z.string().min(SHORTEST_PASSPHRASE).max(LONGEST)
