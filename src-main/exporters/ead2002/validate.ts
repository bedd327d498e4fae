/** Checks a written EAD 2002 file: by our profile of it, by the rules beside it, and by what its reader asks for. */
import type { ElementHandler } from '../../xml/parse.ts'
import type { ReportProblem } from '../../xml/validate.ts'
import type { Validation } from '../exporter.ts'
import { validateXml } from '../read-back.ts'
import type { Ead2002Options } from './options.ts'
import type { Flavour } from './pages.ts'
import { ead2002Rules, readerRules } from './rules.ts'
import { NAMESPACE } from './write.ts'

const PROFILE = 'resources/profiles/ead2002-shoko.rng'

export const validateEad2002 =
  (flavour: Flavour) =>
  (path: string, onProgress?: (bytes: number) => void, options?: Ead2002Options): Promise<Validation> => {
    const rules = (report: ReportProblem) =>
      both(ead2002Rules(report), readerRules(options?.profile ?? 'general', report))
    return validateXml(path, PROFILE, rules, onProgress, flavour === 'dtd' ? withNamespaces : undefined)
  }

const both = (first: ElementHandler, second: ElementHandler): ElementHandler => ({
  open(...given) {
    first.open(...given)
    second.open(...given)
  },
  text(...given) {
    first.text(...given)
    second.text(...given)
  },
  close(...given) {
    first.close(...given)
    second.close(...given)
  },
})

/** The flavours differ in nothing but the namespace and the prefix of links: one grammar serves for both. */
const withNamespaces = (grammar: ElementHandler): ElementHandler => ({
  ...grammar,
  open(name, attributes, place) {
    if (name === 'ead') grammar.open(name, { xmlns: NAMESPACE, ...attributes }, place)
    else if (name === 'dao')
      grammar.open(
        name,
        Object.fromEntries(
          Object.entries(attributes).map(([key, value]) => [LINKS.has(key) ? `xlink:${key}` : key, value]),
        ),
        place,
      )
    else grammar.open(name, attributes, place)
  },
})
const LINKS: ReadonlySet<string> = new Set(['href', 'role', 'title'])
