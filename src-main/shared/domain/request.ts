/** Requests for access: where one stands, who asks, and when its answer is due. */

/** As far as a request has come; of what is decided, closed or withdrawn nothing is due any more. */
export const REQUEST_STATES = ['received', 'inHand', 'decided', 'appealed', 'closed', 'withdrawn'] as const
export type RequestState = (typeof REQUEST_STATES)[number]
export const REQUESTER_KINDS = ['person', 'researcher', 'press', 'organisation', 'agency', 'other'] as const
export const DELIVERY_MEDIA = ['paper', 'disc', 'download', 'reading', 'other'] as const

const WAITING: ReadonlySet<RequestState> = new Set(['received', 'inHand'])

interface Due {
  readonly state: RequestState
  readonly due: string | null
  readonly extendedTo: string | null
}

/** The day by which it is to be answered: that of the extension, where there is one. */
export const dueOf = ({ due, extendedTo }: Omit<Due, 'state'>): string | null => extendedTo ?? due

export function isOverdue(request: Due, today: string): boolean {
  const due = dueOf(request)
  return due !== null && due < today && WAITING.has(request.state)
}
