import type { EXEMPTION_KINDS, Need, Regime, Standing } from '../../domain/exemption.ts'

const regimes: Record<Regime, string> = {
  jpAdministrative: 'Japan: administrative document',
  jpArchives: 'Japan: specified historical record',
  ukFoi: 'United Kingdom: freedom of information',
  usClassification: 'United States: classified information',
  usFoia: 'United States: freedom of information',
  usPresidential: 'United States: presidential library',
}
const kinds: Record<(typeof EXEMPTION_KINDS)[number], string> = {
  exemption: 'Exemptions',
  decision: 'Decisions',
  mark: 'Marks',
}
const needs: Record<Need, string> = {
  statute: 'the statute',
  section: 'the section of the order',
  event: 'a date or an event',
  referral: 'a referral',
  approval: 'the approval of the panel',
  lapseOfTime: 'the lapse of time',
  opinion: 'the opinion of the transferring agency',
  agreement: 'the agreement',
}
const standings: Record<Standing, string> = {
  offered: 'can be cited',
  tooEarly: 'not yet',
  lapsed: 'lapsed',
  notInForce: 'not in force',
}

export const exemptions = {
  title: 'Codes of exemption',
  intro:
    'Why a passage stays closed. The law that a record is under decides which codes there are, and the age of the record which of them can be cited.',
  regime: 'The record is under',
  regimes,
  kinds,
  needs,
  standings,
  code: 'Code',
  label: 'What it says',
  needed: 'To be said with it',
  standing: 'For the record shown',
  ofRecord: (title: string, year: string) => `${title}: latest date ${year}`,
  ageUnknown: (title: string) => `${title}: no date that says how old it is, so every code is offered`,
  noRecord: 'No record is selected: every code in force is offered.',
  until: (day: string) => `up to ${day}`,
  since: (day: string) => `in force since ${day}`,
  atMost: (years: number) => `at most ${String(years)} years`,
  inBox: (stamp: string) => `In the box: ${stamp}`,
  provisional: 'The wording is still to be compared with the law.',
  equivalents: 'Cited for the same elsewhere, as a suggestion',
  basis: 'Stands on',
  version: (version: string) => `version ${version}`,
  others: 'Decisions and marks',
  own: 'The office’s own',
  add: 'Add a code…',
  edit: 'Change…',
  remove: 'Remove',
  save: 'Keep',
  english: 'In English',
  japanese: 'In Japanese',
  stamp: 'In the box',
  law: 'Law, rule or agreement',
  lapsesAfter: 'Years after which it lapses',
  maxYears: 'Years that it closes at most',
  validFrom: 'In force from',
  validTo: 'In force to',
}
