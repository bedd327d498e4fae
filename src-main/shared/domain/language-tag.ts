/** Tags of languages (BCP 47) from the codes that the program keeps (ISO 639-2/B, ISO 15924), and back. */
import languages from '../../../resources/vocabularies/languages.json' with { type: 'json' }
import { usualScript } from './language-name.ts'
import { isCode } from './vocabulary.ts'

/** `jpn` is `ja`, as CLDR has it; a code that has no shorter one is its own tag. */
const shortest = (code: string): string => Intl.getCanonicalLocales(code)[0] ?? code

const BY_TAG = new Map<string, string>()
for (const { code } of languages) if (!BY_TAG.has(shortest(code))) BY_TAG.set(shortest(code), code)

/** What a tag says, as far as there is a code for it. */
export interface TaggedLanguage {
  language: string | null
  script: string | null
}

/** `ja-Hira` is `jpn` in `Hira`; without a script it is the one that the language is usually written in. */
export function languageOfTag(tag: string): TaggedLanguage {
  const [first = '', ...rest] = tag.trim().split(/[-_]/)
  const primary = first.toLowerCase()
  const said = rest
    .filter((part) => /^[A-Za-z]{4}$/.test(part))
    .map((part) => `${part.slice(0, 1).toUpperCase()}${part.slice(1).toLowerCase()}`)
    .find((part) => isCode('script', part))
  const language =
    primary === 'und' ? null : isCode('language', primary) ? primary : (BY_TAG.get(primary) ?? null)
  return { language, script: said ?? (language === null ? null : usualScript(language)) }
}

/** The tag that is read as the same codes again; empty where neither is said. */
export function tagOfLanguage({ language, script }: TaggedLanguage): string {
  const primary =
    language === null ? 'und' : BY_TAG.get(shortest(language)) === language ? shortest(language) : language
  if (script === null || (language !== null && script === usualScript(language)))
    return language === null ? '' : primary
  return `${primary}-${script}`
}
