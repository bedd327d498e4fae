/** Instants, as RFC 3339 in UTC with milliseconds. `SOURCE_DATE_EPOCH` (seconds) fixes every reading, for reproducible output. */
export interface Clock {
  now(): string
}

export function createClock(environment: Readonly<Record<string, string | undefined>> = {}): Clock {
  const fixed = environment['SOURCE_DATE_EPOCH']
  if (fixed !== undefined && /^\d{1,11}$/.test(fixed)) {
    const instant = new Date(Number(fixed) * 1000).toISOString()
    return { now: () => instant }
  }
  return { now: () => new Date().toISOString() }
}
