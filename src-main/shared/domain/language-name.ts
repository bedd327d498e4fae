/** Languages by their English names, with the script that each is mostly written in. */
import languages from '../../../resources/vocabularies/languages.json' with { type: 'json' }

export interface NamedLanguage {
  readonly language: string
  /** ISO 15924; null where a language is commonly written in more than one. */
  readonly script: string | null
}

/** Names that catalogues use beside those of the list. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  mandarin: 'chi',
  cantonese: 'chi',
  farsi: 'per',
  dari: 'per',
  pashto: 'pus',
  'serbo-croatian': 'srp',
  flemish: 'dut',
  moldovan: 'rum',
  burmese: 'bur',
  khmer: 'khm',
  slovene: 'slv',
  spanish: 'spa',
}

const SCRIPTS: Readonly<Record<string, string>> = {
  jpn: 'Jpan',
  kor: 'Kore',
  ...Object.fromEntries(['rus', 'ukr', 'bel', 'bul', 'mac'].map((code) => [code, 'Cyrl'])),
  ...Object.fromEntries(['ara', 'per', 'pus', 'urd'].map((code) => [code, 'Arab'])),
  heb: 'Hebr',
  gre: 'Grek',
  geo: 'Geor',
  arm: 'Armn',
  hin: 'Deva',
  tha: 'Thai',
  khm: 'Khmr',
  bur: 'Mymr',
  lao: 'Laoo',
}
/** Written in more than one script, or in one that cannot be told from the name. */
const UNDECIDED = new Set(['chi', 'srp', 'mon', 'uzb', 'kaz', 'aze', 'tgk'])

const byName = new Map(languages.flatMap(({ code, en }) => namesOf(en).map((name) => [name, code] as const)))

function namesOf(en: string): string[] {
  return en
    .toLowerCase()
    .replace(/\([^)]*\)/g, '')
    .split(/[;,]/)
    .map((name) => name.trim())
    .filter((name) => name !== '')
}

/** The language with an English name; qualifiers such as "Chinese (Traditional)" are heard. */
export function languageNamed(name: string): NamedLanguage | null {
  const [, plain = '', qualifier = ''] = /^([^(]*)(?:\(([^)]*)\))?/.exec(name.trim().toLowerCase()) ?? []
  const words = plain.replace(/\b(?:traditional|simplified)\b/g, '').trim()
  const language = OTHER_NAMES[words] ?? byName.get(words)
  if (language === undefined) return null
  if (language === 'chi') {
    const hint = `${plain} ${qualifier}`
    return {
      language,
      script: /traditional/.test(hint) ? 'Hant' : /simplified/.test(hint) ? 'Hans' : null,
    }
  }
  return { language, script: usualScript(language) }
}

/** The script (ISO 15924) that a language is mostly written in; null where there is more than one. */
export const usualScript = (language: string): string | null =>
  UNDECIDED.has(language) ? null : (SCRIPTS[language] ?? 'Latn')
