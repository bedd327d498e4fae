import { accessions } from './accessions.ts'
import { access } from './access.ts'
import { aligning, slips, textNames } from './aligning.ts'
import { authorityFiles } from './authority-files.ts'
import { batch } from './batch.ts'
import { blind } from './blind.ts'
import { bulk } from './bulk.ts'
import { checks } from './checks.ts'
import { citation } from './citation.ts'
import { cli } from './cli.ts'
import { desk } from './desk/index.ts'
import { encryption } from './encryption.ts'
import { errors } from './errors.ts'
import { fixity } from './fixity.ts'
import { exemptions } from './exemptions.ts'
import { finding } from './finding.ts'
import { findingAid } from './finding-aid.ts'
import { holdings } from './holdings.ts'
import { integrity } from './integrity.ts'
import { grid } from './grid.ts'
import { manual } from './manual.ts'
import { marks } from './marks.ts'
import { markup } from './markup.ts'
import { names } from './names.ts'
import { native } from './native.ts'
import { sheet } from './sheet.ts'
import { ead } from './ead.ts'
import { record } from './record.ts'
import { related } from './related.ts'
import { recordType } from './record-type.ts'
import { release } from './release.ts'
import { relinking } from './relinking.ts'
import { referral } from './referral.ts'
import { request } from './request.ts'
import { review } from './review.ts'
import { reviewing } from './reviewing.ts'
import { salvage } from './salvage.ts'
import { publication } from './publication.ts'
import { restriction } from './restriction.ts'
import { pageView } from './page-view.ts'
import { readingView } from './reading-view.ts'
import { ocr } from './ocr.ts'
import { persons } from './persons.ts'
import { print } from './print.ts'
import { leak } from './leak.ts'
import { lending } from './lending.ts'
import { statistics } from './statistics.ts'
import { termFiles } from './term-files.ts'
import { transcribe } from './transcribe.ts'
import { terms } from './terms.ts'
import { version } from './version.ts'
import { wayOut } from './way-out.ts'
import { work } from './work.ts'

export const en = {
  ...record,
  access,
  aligning,
  authorityFiles,
  batch,
  blind,
  bulk,
  checks,
  citation,
  cli,
  desk,
  encryption,
  errors,
  exemptions,
  finding,
  findingAid,
  fixity,
  grid,
  accessions,
  holdings,
  integrity,
  manual,
  marks,
  markup,
  names,
  pageView,
  readingView,
  ocr,
  persons,
  print,
  termFiles,
  transcribe,
  terms,
  textNames,
  native,
  publication,
  recordType,
  related,
  restriction,
  release,
  relinking,
  referral,
  request,
  review,
  reviewing,
  salvage,
  sheet,
  ead,
  slips,
  statistics,
  leak,
  lending,
  version,
  wayOut,
  work,
}
