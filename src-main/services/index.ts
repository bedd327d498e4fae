/** Every call of the contract with the function behind it. */
import type { contract } from '../shared/contract/index.ts'
import { authorityFile } from './authority-file.ts'
import { accession } from './accession.ts'
import { alignment } from './alignment/index.ts'
import { arrangement } from './arrangement.ts'
import { authority } from './authority.ts'
import { backup } from './backup/index.ts'
import { blind } from './blind/index.ts'
import { bulk } from './bulk/index.ts'
import { bin } from './bin/index.ts'
import { catalogue } from './catalogue/index.ts'
import { check } from './check.ts'
import { citation } from './citation.ts'
import type { Service } from './context.ts'
import { container } from './container.ts'
import { description } from './description.ts'
import { encryption } from './encryption/index.ts'
import { event } from './event.ts'
import { exemption } from './exemption.ts'
import { batch } from './export/batch/index.ts'
import { exportService } from './export/index.ts'
import { finding } from './finding/index.ts'
import { fixity } from './fixity/index.ts'
import { grid } from './grid/index.ts'
import { history } from './history.ts'
import { importService } from './import/index.ts'
import { integrity } from './integrity/index.ts'
import { job } from './job.ts'
import { list } from './list.ts'
import { leak } from './leak/index.ts'
import { loan } from './lending/index.ts'
import { location } from './location.ts'
import { mention } from './mention/index.ts'
import { note } from './note.ts'
import { ocr } from './ocr/index.ts'
import { person } from './person/index.ts'
import { print } from './print/index.ts'
import { proposal } from './proposal.ts'
import { publication } from './publication.ts'
import { redaction } from './redaction/index.ts'
import { release } from './release/index.ts'
import { relinking } from './relinking/index.ts'
import { replacement } from './replacement/index.ts'
import { request } from './request/index.ts'
import { recordType } from './record-type.ts'
import { review } from './review/index.ts'
import { salvage } from './salvage/index.ts'
import { restriction } from './restriction.ts'
import { scan } from './scan.ts'
import { search } from './search.ts'
import { session } from './session.ts'
import { settings } from './settings.ts'
import { sheet } from './sheet/index.ts'
import { ead } from './ead/index.ts'
import { kept } from './kept.ts'
import { slip } from './slip.ts'
import { statistics } from './statistics/index.ts'
import { term } from './term/index.ts'
import { text } from './text.ts'
import { version } from './version/index.ts'
import { vocabulary } from './vocabulary.ts'
import { wayOut } from './way-out.ts'

export const services: { [Noun in keyof typeof contract]: Service<Noun> } = {
  accession,
  alignment,
  arrangement,
  authority,
  authorityFile,
  backup,
  batch,
  blind,
  bulk,
  bin,
  catalogue,
  check,
  citation,
  container,
  description,
  encryption,
  event,
  exemption,
  export: exportService,
  finding,
  fixity,
  grid,
  history,
  import: importService,
  integrity,
  job,
  leak,
  list,
  loan,
  location,
  mention,
  note,
  ocr,
  person,
  print,
  proposal,
  publication,
  redaction,
  release,
  relinking,
  replacement,
  request,
  recordType,
  review,
  salvage,
  restriction,
  scan,
  search,
  session,
  settings,
  sheet,
  ead,
  kept,
  slip,
  statistics,
  term,
  text,
  version,
  vocabulary,
  wayOut,
}
