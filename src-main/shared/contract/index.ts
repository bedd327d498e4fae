/** Every call of the program: noun, verb, input, output, errors. Every client derives from this. */
import type { ContractRouterClient } from '@orpc/contract'
import { authorityFile } from './authority-file.ts'
import { accession } from './accession.ts'
import { alignment } from './alignment.ts'
import { arrangement } from './arrangement.ts'
import { authority } from './authority.ts'
import { backup } from './backup.ts'
import { batch } from './batch.ts'
import { bulk } from './bulk.ts'
import { bin } from './bin.ts'
import { catalogue } from './catalogue.ts'
import { blind } from './blind.ts'
import { check } from './check.ts'
import { citation } from './citation.ts'
import { container } from './container.ts'
import { description } from './description.ts'
import { encryption } from './encryption.ts'
import { event } from './event.ts'
import { exemption } from './exemption.ts'
import { exporting } from './export.ts'
import { finding } from './finding.ts'
import { fixity } from './fixity.ts'
import { grid } from './grid.ts'
import { history } from './history.ts'
import { importing } from './import.ts'
import { integrity } from './integrity.ts'
import { job } from './job.ts'
import { leak } from './leak.ts'
import { list } from './list.ts'
import { loan } from './loan.ts'
import { location } from './location.ts'
import { mention } from './mention.ts'
import { note } from './note.ts'
import { ocr } from './ocr.ts'
import { person } from './person.ts'
import { print } from './print.ts'
import { proposal } from './proposal.ts'
import { publication } from './publication.ts'
import { redaction } from './redaction.ts'
import { release } from './release.ts'
import { relinking } from './relinking.ts'
import { replacement } from './replacement.ts'
import { request } from './request.ts'
import { recordType } from './record-type.ts'
import { review } from './review.ts'
import { salvage } from './salvage.ts'
import { restriction } from './restriction.ts'
import { scan } from './scan.ts'
import { search } from './search.ts'
import { session } from './session.ts'
import { settings } from './settings.ts'
import { sheet } from './sheet.ts'
import { ead } from './ead.ts'
import { kept } from './kept.ts'
import { slips } from './slip.ts'
import { statistics } from './statistics.ts'
import { term } from './term.ts'
import { text } from './text.ts'
import { version } from './version.ts'
import { vocabulary } from './vocabulary.ts'
import { wayOut } from './way-out.ts'

/** Named one by one: written out, the type of the whole is longer than the compiler takes. */
export type Contract = {
  accession: typeof accession
  alignment: typeof alignment
  arrangement: typeof arrangement
  authority: typeof authority
  authorityFile: typeof authorityFile
  backup: typeof backup
  batch: typeof batch
  bin: typeof bin
  blind: typeof blind
  bulk: typeof bulk
  catalogue: typeof catalogue
  citation: typeof citation
  check: typeof check
  container: typeof container
  description: typeof description
  encryption: typeof encryption
  event: typeof event
  exemption: typeof exemption
  export: typeof exporting
  finding: typeof finding
  fixity: typeof fixity
  grid: typeof grid
  history: typeof history
  import: typeof importing
  integrity: typeof integrity
  job: typeof job
  leak: typeof leak
  list: typeof list
  loan: typeof loan
  location: typeof location
  mention: typeof mention
  note: typeof note
  ocr: typeof ocr
  person: typeof person
  print: typeof print
  proposal: typeof proposal
  publication: typeof publication
  recordType: typeof recordType
  redaction: typeof redaction
  release: typeof release
  relinking: typeof relinking
  replacement: typeof replacement
  request: typeof request
  restriction: typeof restriction
  review: typeof review
  salvage: typeof salvage
  scan: typeof scan
  search: typeof search
  session: typeof session
  settings: typeof settings
  sheet: typeof sheet
  ead: typeof ead
  kept: typeof kept
  slip: typeof slips
  statistics: typeof statistics
  term: typeof term
  text: typeof text
  version: typeof version
  vocabulary: typeof vocabulary
  wayOut: typeof wayOut
}

export const contract: Contract = {
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
  export: exporting,
  finding,
  fixity,
  grid,
  history,
  import: importing,
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
  slip: slips,
  statistics,
  term,
  text,
  version,
  vocabulary,
  wayOut,
}

export type Client = ContractRouterClient<Contract>
