/** Every call of the contract with the function behind it. */
import type { contract } from '../shared/contract/index.ts'
import { authority } from './authority.ts'
import { backup } from './backup/index.ts'
import { catalogue } from './catalogue/index.ts'
import { check } from './check.ts'
import type { Service } from './context.ts'
import { description } from './description.ts'
import { event } from './event.ts'
import { exportService } from './export/index.ts'
import { finding } from './finding/index.ts'
import { history } from './history.ts'
import { importService } from './import/index.ts'
import { job } from './job.ts'
import { proposal } from './proposal.ts'
import { replacement } from './replacement/index.ts'
import { recordType } from './record-type.ts'
import { scan } from './scan.ts'
import { search } from './search.ts'
import { session } from './session.ts'
import { settings } from './settings.ts'
import { text } from './text.ts'
import { vocabulary } from './vocabulary.ts'

export const services: { [Noun in keyof typeof contract]: Service<Noun> } = {
  authority,
  backup,
  catalogue,
  check,
  description,
  event,
  export: exportService,
  finding,
  history,
  import: importService,
  job,
  proposal,
  replacement,
  recordType,
  scan,
  search,
  session,
  settings,
  text,
  vocabulary,
}
