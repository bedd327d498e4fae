/** Every call of the contract with the function behind it. */
import type { contract } from '../shared/contract/index.ts'
import { authorityFile } from './authority-file.ts'
import { accession } from './accession.ts'
import { arrangement } from './arrangement.ts'
import { authority } from './authority.ts'
import { backup } from './backup/index.ts'
import { bulk } from './bulk/index.ts'
import { bin } from './bin/index.ts'
import { catalogue } from './catalogue/index.ts'
import { check } from './check.ts'
import { citation } from './citation.ts'
import type { Service } from './context.ts'
import { container } from './container.ts'
import { description } from './description.ts'
import { event } from './event.ts'
import { exportService } from './export/index.ts'
import { finding } from './finding/index.ts'
import { grid } from './grid/index.ts'
import { history } from './history.ts'
import { importService } from './import/index.ts'
import { integrity } from './integrity/index.ts'
import { job } from './job.ts'
import { list } from './list.ts'
import { loan } from './lending/index.ts'
import { location } from './location.ts'
import { note } from './note.ts'
import { ocr } from './ocr/index.ts'
import { print } from './print/index.ts'
import { proposal } from './proposal.ts'
import { publication } from './publication.ts'
import { replacement } from './replacement/index.ts'
import { recordType } from './record-type.ts'
import { salvage } from './salvage/index.ts'
import { restriction } from './restriction.ts'
import { scan } from './scan.ts'
import { search } from './search.ts'
import { session } from './session.ts'
import { settings } from './settings.ts'
import { sheet } from './sheet/index.ts'
import { statistics } from './statistics/index.ts'
import { term } from './term/index.ts'
import { text } from './text.ts'
import { vocabulary } from './vocabulary.ts'

export const services: { [Noun in keyof typeof contract]: Service<Noun> } = {
  accession,
  arrangement,
  authority,
  authorityFile,
  backup,
  bulk,
  bin,
  catalogue,
  check,
  citation,
  container,
  description,
  event,
  export: exportService,
  finding,
  grid,
  history,
  import: importService,
  integrity,
  job,
  list,
  loan,
  location,
  note,
  ocr,
  print,
  proposal,
  publication,
  replacement,
  recordType,
  salvage,
  restriction,
  scan,
  search,
  session,
  settings,
  sheet,
  statistics,
  term,
  text,
  vocabulary,
}
