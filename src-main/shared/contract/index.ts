/** Every call of the program: noun, verb, input, output, errors. Every client derives from this. */
import type { ContractRouterClient } from '@orpc/contract'
import { authority } from './authority.ts'
import { backup } from './backup.ts'
import { catalogue } from './catalogue.ts'
import { check } from './check.ts'
import { description } from './description.ts'
import { event } from './event.ts'
import { exporting } from './export.ts'
import { finding } from './finding.ts'
import { history } from './history.ts'
import { importing } from './import.ts'
import { job } from './job.ts'
import { proposal } from './proposal.ts'
import { replacement } from './replacement.ts'
import { recordType } from './record-type.ts'
import { scan } from './scan.ts'
import { search } from './search.ts'
import { session } from './session.ts'
import { settings } from './settings.ts'
import { text } from './text.ts'
import { vocabulary } from './vocabulary.ts'

export const contract = {
  authority,
  backup,
  catalogue,
  check,
  description,
  event,
  export: exporting,
  finding,
  history,
  import: importing,
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

export type Client = ContractRouterClient<typeof contract>
