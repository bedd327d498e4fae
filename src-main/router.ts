/** The contract with the services behind it. */
import { implement, onError, ORPCError } from '@orpc/server'
import type { AnyRouter } from '@orpc/server'
import { sqliteRefusal } from './catalogue/database.ts'
import type { Context } from './services/context.ts'
import { services } from './services/index.ts'
import { contract } from './shared/contract/index.ts'

interface Call {
  input: unknown
  signal?: AbortSignal | undefined
}
type AnyService = (context: Context, input: unknown, call: { signal: AbortSignal | undefined }) => unknown
/** What `implement` gives for one call; the types of inputs and outputs are held by `Service`. */
interface Implementer {
  handler(run: (call: Call) => unknown): unknown
}

export function createRouter(context: Context): AnyRouter {
  const implementing = implement(contract).use(
    onError((error: unknown, { path }: { path: readonly string[] }) => {
      if (error instanceof ORPCError && (error.defined || error.code === 'BAD_REQUEST')) return
      context.log.defect('call', error, { call: path.join('.') })
    }),
  ) as unknown as Record<string, Record<string, Implementer>>
  const nouns = Object.entries(services as unknown as Record<string, Record<string, AnyService>>)
  return Object.fromEntries(
    nouns.map(([noun, verbs]) => [
      noun,
      Object.fromEntries(
        Object.entries(verbs).map(([verb, run]) => [
          verb,
          implementing[noun]?.[verb]?.handler(async ({ input, signal }) => {
            try {
              return await run(context, input, { signal })
            } catch (error) {
              throw sqliteRefusal(error, context.current()?.name ?? '') ?? error
            }
          }),
        ]),
      ),
    ]),
  ) as AnyRouter
}
