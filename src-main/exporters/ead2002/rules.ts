/** What we hold to in an EAD 2002 file beside its grammar, and what its reader refuses or loses (read in their import code). */
import type { ElementHandler } from '../../xml/parse.ts'
import type { ReportProblem } from '../../xml/validate.ts'
import { COUNTRY, ERA, LANGUAGE, NORMAL, REPOSITORY, SCRIPT, eadRules } from '../ead/rules.ts'
import type { RuleTables } from '../ead/rules.ts'
import type { Profile } from './options.ts'

const TABLES: RuleTables = {
  attributes: {
    langcode: LANGUAGE,
    scriptcode: SCRIPT,
    countrycode: COUNTRY,
    repositorycode: REPOSITORY,
    mainagencycode: REPOSITORY,
    normal: NORMAL,
    era: ERA,
    'xlink:href': ['address', isAddress],
    href: ['address', isAddress],
  },
  content: {},
  companions: [['level', 'otherlevel', 'otherlevel', 'otherLevelNamed']],
  mayBeEmpty: new Set(['lb', 'dao']),
}

function isAddress(value: string): boolean {
  return /^https?:/.test(value)
}

export const ead2002Rules = (report: ReportProblem): ElementHandler => eadRules(TABLES, report)

/** What the highest unit must have for a reader; the rule that is broken where it has not. */
const ASKED: Readonly<Record<Profile, readonly string[]>> = {
  general: [],
  // What its converter rejects, or fills with words of its own.
  archivesspace: ['unitid', 'unittitle', 'unitdate', 'extent'],
  // What its own form calls mandatory.
  atom: ['unitid', 'unittitle', 'unitdate', 'extent', 'origination'],
  arclight: ['unittitle'],
  apeead: ['unitid', 'unittitle'],
}
/** ArchivesSpace takes a count and a unit apart here, and refuses what it cannot. */
const COUNTED = /^[0-9.]+ \S/

export function readerRules(profile: Profile, report: ReportProblem): ElementHandler {
  const missing = new Set(ASKED[profile])
  const path: string[] = []
  let text = ''
  const isHighest = () => path[1] === 'archdesc' && path[2] === 'did'
  return {
    open(name, attributes, { line }) {
      path.push(name)
      text = ''
      if (profile === 'apeead' && name === 'eadid' && !attributes['mainagencycode'])
        report(line, 'apeead agencyCode')
    },
    text(piece) {
      text += piece
    },
    close(name, { line }) {
      if (isHighest() && !(name === 'extent' && profile === 'archivesspace' && !COUNTED.test(text)))
        missing.delete(name)
      if (name === 'did' && path.length === 3 && isHighest())
        for (const element of missing) report(line, `${profile} ${element}`)
      path.pop()
    },
  }
}
