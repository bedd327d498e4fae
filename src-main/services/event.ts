/** The one stream back. */
import type { Service } from './context.ts'

export const event: Service<'event'> = {
  stream: (context, _input, { signal }) => context.notices.listen(signal),
}
