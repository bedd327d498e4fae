/** One unit as a row of ArchivesSpace's template. What it has no note for, and what there is no room for, stands in the general note. */
import type { DateValue } from '../../shared/contract/description.ts'
import type { TextField } from '../../shared/domain/field.ts'
import type { ReleasedDescription } from '../../shared/domain/released-view.ts'
import { addressOf } from '../address.ts'
import type { ExportContext } from '../exporter.ts'
import { containerLine, dateWords, eventLine, fieldName, identifierLines, isBlank, line } from '../plain.ts'
import {
  mainTitle,
  markLine,
  normalDate,
  relationLines,
  restrictionLine,
  spoken,
  text,
  voiceOf,
} from '../plain.ts'
import type { Voice } from '../plain.ts'
import type { NOTE_TYPES } from './aspace-columns.ts'
import { at, ROOM } from './aspace-columns.ts'
import { linked } from './aspace-links.ts'
import { extents } from './aspace-extents.ts'
import type { AspaceOptions } from './aspace.ts'
import type { Cells } from './table.ts'

type Context = ExportContext<AspaceOptions>

export function aspaceRow(description: ReleasedDescription, context: Context): Cells<string> {
  const { institution, options } = context
  const { texts, status, level, otherLevel, restrictions, uid } = description
  const voice = voiceOf(institution.language)
  const { links, left } = linked(description)
  const counted = extents(description, voice)
  const title = line(mainTitle(texts.title, institution.language)?.value) || voice.words.untitled
  const address = addressOf(options.recordAddress, description)
  return {
    ref_id: line(uid),
    title,
    unit_id: line(description.referenceCode),
    level,
    other_level: level === 'otherlevel' ? line(otherLevel) || voice.words.unnamedLevel : '',
    publish: String(status === 'published'),
    restrictions_flag: String(restrictions.length > 0),
    ...languages(description),
    ...dates(description),
    ...counted.cells,
    ...containers(description),
    ...(address !== null && {
      digital_object_id: line(uid),
      digital_object_title: title,
      digital_object_link: address,
    }),
    ...links,
    ...notes(description, context, voice, [...left, ...counted.left]),
  }
}

function languages({ languages, texts }: ReleasedDescription): Cells<string> {
  const note = spoken(texts.languageNote)
    .map(({ value }) => markup(text(value)))
    .join('\n\n')
  return Object.assign(
    {},
    ...languages.slice(0, ROOM.languages).map(({ language, script }, index) => ({
      [at('l_lang', index)]: language,
      [at('l_langscript', index)]: script ?? '',
    })),
    { n_langmaterial: note },
  ) as Cells<string>
}

const LABELS: Partial<Record<DateValue['kind'], string>> = {
  creation: 'creation',
  publication: 'publication',
  copyright: 'copyright',
}
const CERTAINTIES = { certain: '', approximate: 'approximate', uncertain: 'questionable' } as const

/** Dates for which ArchivesSpace has a label and there is room. */
const listed = ({ dates }: ReleasedDescription): DateValue[] =>
  dates.filter((date) => LABELS[date.kind] !== undefined && dateWords(date) !== '').slice(0, ROOM.dates)

function dates(description: ReleasedDescription): Cells<string> {
  return Object.assign(
    {},
    ...listed(description).map((date, index) => {
      const days = normalDate(date)?.split('/') ?? []
      const readable = days.every((day) => /^\d{4}/.test(day))
      return {
        [at('dates_label', index)]: LABELS[date.kind],
        [at('begin', index)]: readable ? (days[0] ?? '') : '',
        [at('end', index)]: readable ? (days[1] ?? '') : '',
        [at('date_type', index)]: days.length > 1 ? 'inclusive' : 'single',
        [at('expression', index)]: line(date.expression) || (readable ? '' : dateWords(date)),
        [at('date_certainty', index)]: CERTAINTIES[date.certainty],
      }
    }),
  ) as Cells<string>
}

function containers({ containers }: ReleasedDescription): Cells<string> {
  return Object.assign(
    {},
    ...containers.slice(0, ROOM.containers).map(({ containers: chain, folder, item }, index) => {
      const parts = [
        ...chain.map(({ type, indicator }) => ({ type: line(type) || 'box', indicator: line(indicator) })),
        { type: 'folder', indicator: line(folder) },
        { type: 'item', indicator: line(item) },
      ].filter(({ indicator }) => indicator !== '')
      if (parts.length === 0) return {}
      return {
        [at('cont_instance_type', index)]: 'mixed_materials',
        ...Object.fromEntries(
          parts.slice(0, 3).flatMap(({ type, indicator }, depth) => [
            [at(`type_${String(depth + 1)}`, index), type],
            [at(`indicator_${String(depth + 1)}`, index), indicator],
          ]),
        ),
      }
    }),
  ) as Cells<string>
}

const NOTES: Record<(typeof NOTE_TYPES)[number], readonly TextField[]> = {
  abstract: ['abstract'],
  accessrestrict: ['accessConditions'],
  accruals: ['accruals'],
  acqinfo: ['acquisition'],
  altformavail: ['locationOfCopies'],
  appraisal: ['appraisal'],
  arrangement: ['arrangement'],
  bioghist: ['administrativeHistory'],
  custodhist: ['archivalHistory'],
  dimensions: ['dimensions'],
  legalstatus: ['legalStatus'],
  odd: ['note'],
  originalsloc: ['locationOfOriginals'],
  otherfindaid: ['findingAids'],
  physdesc: [],
  physfacet: ['physicalFacet'],
  physloc: [],
  phystech: ['physicalCharacteristics'],
  prefercite: ['preferredCitation'],
  processinfo: ['archivistNote', 'sources'],
  relatedmaterial: ['relatedUnits'],
  scopecontent: ['scopeAndContent'],
  separatedmaterial: ['separatedUnits'],
  userestrict: ['reproductionConditions'],
}

/** Fields without a note of their own. */
const NAMED = ['publicationNote', 'credits'] as const
const ON_SHEET = [
  'classification',
  'declassification',
  'precedence',
  'handling',
  'distribution',
  'stamp',
] as const

function notes(
  description: ReleasedDescription,
  { institution }: Context,
  voice: Voice,
  left: readonly string[],
): Cells<string> {
  const { texts, containers, restrictions, dates } = description
  const { colon, events } = voice.words
  const named = (field: TextField, value: string) => `${fieldName(field, voice)}${colon}${value}`
  const shown = listed(description)
  const main = mainTitle(texts.title, institution.language)
  const more: Partial<Record<string, readonly string[]>> = {
    accessrestrict: restrictions.map((one) => restrictionLine(one, voice)),
    relatedmaterial: relationLines(description, voice),
    // Where a box stands, for staff; and what has more containers than there is room for.
    physloc: containers.flatMap((one, index) => {
      const said = index < ROOM.containers ? line(one.location) : containerLine(one, voice)
      return said === '' ? [] : [said]
    }),
    processinfo: dates.flatMap(({ inferredFrom }) => (isBlank(inferredFrom) ? [] : [line(inferredFrom)])),
    odd: [
      ...spoken(texts.title)
        .filter((title) => title !== main)
        .map(({ value }) => named('title', line(value))),
      ...identifierLines(description, voice),
      ...dates
        .filter((date) => !shown.includes(date))
        .map((date) => `${events[date.kind]}${colon}${eventLine(date, voice)}`),
      ...NAMED.flatMap((field) => spoken(texts[field]).map(({ value }) => named(field, text(value)))),
      ...ON_SHEET.flatMap((field) =>
        spoken(texts[field]).map((value) => named(field, markLine(value, voice))),
      ),
      ...left,
    ],
  }
  return Object.fromEntries(
    Object.entries(NOTES).map(([type, fields]) => {
      const values = fields.flatMap((field) => spoken(texts[field]).map(({ value }) => text(value)))
      return [`n_${type}`, markup([...values, ...(more[type] ?? [])].join('\n\n'))]
    }),
  )
}

/** ArchivesSpace reads a note that has tags as XML: then what is none has to be escaped. */
const markup = (value: string): string =>
  /<\/?[a-zA-Z]+>/.test(value) ? value.replaceAll('&', '&amp;').replaceAll('<', '&lt;') : value
