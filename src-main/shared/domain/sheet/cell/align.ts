/**
 * The values of a field with those that a column shows replaced by `texts`: a value with the same words is kept whole,
 * one with other words takes the place, and what else is said, of the one that stood there.
 */
export function aligned<T>(
  all: readonly T[],
  shown: (value: T) => boolean,
  texts: readonly string[],
  textOf: (value: T) => string,
  make: (text: string, old: T | undefined) => T,
): T[] {
  const old = all.filter(shown)
  const kept = new Map<number, T>()
  const used = new Set<T>()
  texts.forEach((text, index) => {
    const same = old.find((value) => !used.has(value) && textOf(value) === text)
    if (same === undefined) return
    kept.set(index, same)
    used.add(same)
  })
  const fresh = texts.map((text, index) => {
    const same = kept.get(index)
    if (same !== undefined) return same
    const there = old[index]
    if (there === undefined || used.has(there)) return make(text, undefined)
    used.add(there)
    return make(text, there)
  })
  const last = all.findLastIndex(shown)
  let next = 0
  const result = all.flatMap((value, index) => {
    if (!shown(value)) return [value]
    const taken = next < fresh.length ? [fresh[next] as T] : []
    next += 1
    return index === last ? [...taken, ...fresh.slice(next)] : taken
  })
  return last === -1 ? [...result, ...fresh] : result
}
