/** Which elements are EAD's, in whatever way a document names them: without a namespace, with one, with a prefix. */

const EAD = /^(?:urn:isbn:1-931666-\d\d-\d|https?:\/\/(?:www\.)?(?:ead3?\.)?archivists\.org\/.*)$/

interface Scope {
  /** Of each prefix (the empty one is the default) whether it stands for EAD. */
  readonly prefixes: ReadonlyMap<string, boolean>
  readonly names: Map<string, string>
}

export interface Names {
  /** The name of an element, given its attributes; `close` has to follow. */
  open(tag: string, attributes: Readonly<Record<string, string>>): string
  close(): void
}

export function elementNames(): Names {
  const scopes: Scope[] = [{ prefixes: new Map([['', true]]), names: new Map() }]
  /** How many elements are open inside the newest scope. */
  const depths = [0]
  const nameIn = ({ prefixes }: Scope, tag: string): string => {
    const at = tag.indexOf(':')
    const prefix = at === -1 ? '' : tag.slice(0, at)
    const local = tag.slice(at + 1)
    const isEad = prefixes.get(prefix) ?? prefix === 'ead'
    if (!isEad) return at === -1 ? `other:${local}` : tag
    return /^c(?:0[1-9]|1[0-2])$/.test(local) ? 'c' : local
  }
  return {
    open(tag, attributes) {
      let declared: Map<string, boolean> | null = null
      for (const name in attributes) {
        if (!name.startsWith('xmlns')) continue
        declared ??= new Map(scopes.at(-1)?.prefixes)
        const uri = attributes[name] ?? ''
        if (name === 'xmlns') declared.set('', uri === '' || EAD.test(uri))
        else if (name.startsWith('xmlns:')) declared.set(name.slice(6), EAD.test(uri))
      }
      if (declared) {
        scopes.push({ prefixes: declared, names: new Map() })
        depths.push(1)
      } else depths[depths.length - 1] = (depths.at(-1) ?? 0) + 1
      const scope = scopes.at(-1) as Scope
      const known = scope.names.get(tag)
      if (known !== undefined) return known
      const name = nameIn(scope, tag)
      if (scope.names.size < 1000) scope.names.set(tag, name)
      return name
    },
    close() {
      const depth = (depths.at(-1) ?? 0) - 1
      if (depth > 0 || depths.length === 1) depths[depths.length - 1] = depth
      else {
        depths.pop()
        scopes.pop()
      }
    },
  }
}
