/** Templates: words with tokens in braces, and parts in square brackets that are left out when a token in them says nothing. */

export interface TemplateProblem {
  readonly code: 'tokenUnknown' | 'bracketOpen' | 'bracketClosed'
  /** The token, or the place of the bracket. */
  readonly about: string
}

/** What keeps a template from being taken; null for nothing. */
export function problemOfTemplate(template: string, tokens: readonly string[]): TemplateProblem | null {
  for (const [, token = ''] of template.matchAll(/\{([^{}]*)\}/g)) {
    if (!tokens.includes(token)) return { code: 'tokenUnknown', about: token }
  }
  let open = 0
  for (const letter of template) {
    if (letter === '[') open += 1
    if (letter === ']') open -= 1
    if (open < 0) return { code: 'bracketClosed', about: ']' }
  }
  return open > 0 ? { code: 'bracketOpen', about: '[' } : null
}

/**
 * A template with its tokens replaced; inner brackets first, so that each stands or falls by what is in it. `said` when any token
 * says something. Never throws: what is no token stays as it is written.
 */
export function fillTemplate(
  template: string,
  values: Readonly<Record<string, string>>,
): { text: string; said: boolean } {
  const parts = [{ text: '', lacks: false }]
  let said = false
  const put = (text: string, lacks = false) => {
    const last = parts.at(-1)
    if (!last) return
    last.text += text
    last.lacks ||= lacks
  }
  for (const [piece] of template.matchAll(/\{[^{}]*\}|\[|\]|[^{}[\]]+|[{}]/g)) {
    if (piece === '[') parts.push({ text: '', lacks: false })
    else if (piece === ']' && parts.length > 1) {
      const part = parts.pop()
      if (part && !part.lacks) put(part.text)
    } else {
      const token = /^\{(.*)\}$/.exec(piece)?.[1]
      const value = token === undefined ? null : (values[token] ?? null)
      said ||= value !== null && value !== ''
      put(value ?? piece, value === '')
    }
  }
  return { text: parts.map(({ text }) => text).join(''), said }
}
