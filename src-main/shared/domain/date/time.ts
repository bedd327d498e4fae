/** The time of day that stands before or after a date: 02時28分, 午後3時半, 1:10 p.m., 13:45 JST. */

export interface TimeReading {
  readonly rest: string
  readonly timeOfDay: string | null
  readonly timeZone: string | null
  /** There is an hour or minute that no day has. */
  readonly impossible: boolean
}

const JAPANESE =
  /(?<half>午前|午後)?(?<hour>\d{1,2})時(?:(?<minute>\d{1,2})分(?:(?<second>\d{1,2})秒)?|(?<thirty>半))?$/
const CLOCK = String.raw`(?<hour>\d{1,2}):(?<minute>\d{2})(?::(?<second>\d{2})(?:\.\d+)?)?(?: ?(?<half>[ap]\.?m\.?))?(?: ?(?<zone>JST|UTC|GMT|Z|[+-]\d{2}:?\d{2})(?![\w]))?`
const AFTER = new RegExp(String.raw`(?:[ ,]+(?:at )?|T|(?<=[^\p{ASCII}]))${CLOCK}$`, 'iu')
const BEFORE = new RegExp(`^${CLOCK}[ ,]+(?:on )?`, 'i')
const ZONES: Readonly<Record<string, string>> = { JST: '+09:00', UTC: '+00:00', GMT: '+00:00', Z: '+00:00' }

export function readTime(text: string): TimeReading {
  const found =
    JAPANESE.exec(text.replace(/\s+(?=\S*[時分秒])/g, '')) ?? AFTER.exec(text) ?? BEFORE.exec(text)
  if (!found) return { rest: text, timeOfDay: null, timeZone: null, impossible: false }
  const { half = '', hour = '', minute, second, thirty, zone } = found.groups ?? {}
  const rest = found.input.replace(found[0], '').trim()
  const afternoon = /^p|午後/i.test(half)
  const morning = /^a|午前/i.test(half)
  const hours =
    afternoon && Number(hour) < 12 ? Number(hour) + 12 : morning && hour === '12' ? 0 : Number(hour)
  const minutes = thirty === undefined ? (minute ?? '0') : '30'
  const timeOfDay = [String(hours), minutes, ...(second === undefined ? [] : [second])]
    .map((part) => part.padStart(2, '0'))
    .join(':')
  const impossible =
    Number(minutes) > 59 ||
    Number(second ?? 0) > 59 ||
    hours > 24 ||
    (hours === 24 && !/^24:00(:00)?$/.test(timeOfDay))
  return { rest, timeOfDay, timeZone: zone === undefined ? null : zoneOf(zone.toUpperCase()), impossible }
}

const zoneOf = (zone: string): string => ZONES[zone] ?? zone.replace(/^([+-]\d{2}):?(\d{2})$/, '$1:$2')
