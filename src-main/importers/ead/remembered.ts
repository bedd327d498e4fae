/**
 * What our own EAD 2002 remembers in `altrender` because it has no attribute for it (`lang=jpn; script=Jpan`), as the
 * attributes in which EAD3 says the same.
 */
const NAMES: Readonly<Record<string, string>> = { kind: 'localtype', reading: 'normal', level: 'otherlevel' }
const PAIR = /^([a-z]+)=(.*)$/

/** Attributes with what is remembered among them; as they are where nothing is, or not in our words. */
export function withRemembered(
  attributes: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const { altrender, ...others } = attributes
  if (altrender === undefined) return attributes
  const pairs = altrender.split('; ').map((pair) => PAIR.exec(pair))
  const remembered: Record<string, string> = {}
  for (const pair of pairs) {
    const [, name, value] = pair ?? []
    if (name === undefined || value === undefined) return attributes
    remembered[NAMES[name] ?? name] = value.replace(/%(?:25|3B|3D)/g, decodeURIComponent)
  }
  return { ...others, ...remembered }
}
