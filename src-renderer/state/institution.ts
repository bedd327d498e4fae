/** The form of the institution: what it begins with, and what keeps it from being taken. */
import { Institution } from '../../src-main/shared/contract/catalogue.ts'
import type { Language, Messages } from '../../src-main/shared/i18n/index.ts'
import type { InstitutionInput } from './catalogue.svelte.ts'

export type InstitutionProblems = Readonly<Partial<Record<keyof InstitutionInput, boolean>>>

/** For an institution in the country of the interface's language; all of it can be changed. */
export const usualInstitution = (language: Language, m: Messages): InstitutionInput => ({
  name: '',
  isil: null,
  country: language === 'ja' ? 'JP' : '',
  language: language === 'ja' ? 'jpn' : 'eng',
  script: language === 'ja' ? 'Jpan' : 'Latn',
  rightsStatement: m.desk.institution.rightsDefault,
  rightsUri: null,
})

export function institutionProblems(value: InstitutionInput): InstitutionProblems {
  const read = Institution.safeParse(value)
  return read.success ? {} : Object.fromEntries(read.error.issues.map(({ path }) => [String(path[0]), true]))
}
