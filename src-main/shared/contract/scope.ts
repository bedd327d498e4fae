/** Which descriptions a piece of work is about: a selection, a branch, the units under one, or what a search finds. */
import { z } from 'zod'
import { DescriptionId, ListId } from './ids.ts'

export const Scope = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('units'), ids: z.array(DescriptionId).min(1).max(1_000_000) }),
  /** A unit with all below it; null is the whole catalogue. */
  z.object({ kind: z.literal('branch'), id: DescriptionId.nullable() }),
  /** The units directly below one; null: at the top. */
  z.object({ kind: z.literal('children'), parentId: DescriptionId.nullable() }),
  /** A working set, in its order. */
  z.object({ kind: z.literal('list'), id: ListId }),
  z.object({ kind: z.literal('search'), query: z.string().max(2000) }),
])
export type Scope = z.infer<typeof Scope>
