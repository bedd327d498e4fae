/** One authority as an EAC-CPF record, by the areas of ISAAR(CPF). */
import type { AuthorityText } from '../../shared/domain/authority.ts'
import type { ReleasedAuthority } from '../../shared/domain/released-authority.ts'
import { element, elementOrNull } from '../../xml/element.ts'
import type { Child, Element } from '../../xml/element.ts'
import type { ExportContext } from '../exporter.ts'
import { isBlank } from '../plain.ts'
import { control } from './control.ts'
import { datesOf } from './dates.ts'
import { identity } from './identity.ts'
import type { EacOptions } from './index.ts'
import type { Named } from './named.ts'
import { relations } from './relations.ts'
import { linesOf, NAMESPACE, paragraphs, spokenIn } from './said.ts'

export const eac = (named: Named, context: ExportContext<EacOptions>): Element =>
  element(
    'eac',
    { xmlns: NAMESPACE },
    control(named, context),
    element(
      'cpfDescription',
      {},
      identity(named),
      named.record && description(named.record),
      relations(named, context),
    ),
  )

/** 5.2 The order is that of the schema. */
const description = (record: ReleasedAuthority): Element | null =>
  elementOrNull(
    'description',
    {},
    termed(record, 'functions', 'functions', 'function'),
    termed(record, 'legalStatus', 'legalStatuses', 'legalStatus'),
    termed(record, 'mandates', 'mandates', 'mandate'),
    places(record),
    datesOf(record.dates),
    prose(record, 'history', 'biogHist'),
    prose(record, 'generalContext', 'generalContext'),
    prose(record, 'internalStructure', 'structureOrGenealogy'),
  )

const said = ({ texts }: ReleasedAuthority, field: AuthorityText) =>
  (texts[field] ?? []).filter(({ value }) => !isBlank(value))

/** One for each value, a term for each of its paragraphs. */
const termed = (
  record: ReleasedAuthority,
  field: AuthorityText,
  list: string,
  name: string,
): Element | null =>
  elementOrNull(
    list,
    {},
    said(record, field).map((value) =>
      element(
        name,
        spokenIn(value),
        linesOf(value.value).map((paragraph) => element('term', {}, paragraph)),
      ),
    ),
  )

const places = (record: ReleasedAuthority): Element | null =>
  elementOrNull(
    'places',
    {},
    said(record, 'places').map((value) =>
      element(
        'place',
        spokenIn(value),
        linesOf(value.value).map((paragraph) => element('placeName', {}, paragraph)),
      ),
    ),
  )

const prose = (record: ReleasedAuthority, field: AuthorityText, name: string): Child =>
  said(record, field).map((value) => element(name, spokenIn(value), paragraphs(value.value)))
