/** Every call of the program: noun, verb, input, output, errors. Every client derives from this. */
import type { ContractRouterClient } from '@orpc/contract'
import { authorityFile } from './authority-file.ts'
import { authority } from './authority.ts'
import { backup } from './backup.ts'
import { catalogue } from './catalogue.ts'
import { check } from './check.ts'
import { description } from './description.ts'
import { event } from './event.ts'
import { exporting } from './export.ts'
import { finding } from './finding.ts'
import { grid } from './grid.ts'
import { history } from './history.ts'
import { importing } from './import.ts'
import { job } from './job.ts'
import { proposal } from './proposal.ts'
import { replacement } from './replacement.ts'
import { scan } from './scan.ts'
import { search } from './search.ts'
import { session } from './session.ts'
import { settings } from './settings.ts'
import { sheet } from './sheet.ts'
import { text } from './text.ts'
import { vocabulary } from './vocabulary.ts'

/** Named one by one: the whole, written out, is longer than the compiler writes. */
// eslint-disable-next-line @typescript-eslint/consistent-type-definitions -- a router is known by its index, which an interface has not
type Contract = {
  authority: typeof authority
  authorityFile: typeof authorityFile
  backup: typeof backup
  catalogue: typeof catalogue
  check: typeof check
  description: typeof description
  event: typeof event
  export: typeof exporting
  finding: typeof finding
  grid: typeof grid
  history: typeof history
  import: typeof importing
  job: typeof job
  proposal: typeof proposal
  replacement: typeof replacement
  scan: typeof scan
  search: typeof search
  session: typeof session
  settings: typeof settings
  sheet: typeof sheet
  text: typeof text
  vocabulary: typeof vocabulary
}

export const contract: Contract = {
  authority,
  authorityFile,
  backup,
  catalogue,
  check,
  description,
  event,
  export: exporting,
  finding,
  grid,
  history,
  import: importing,
  job,
  proposal,
  replacement,
  scan,
  search,
  session,
  settings,
  sheet,
  text,
  vocabulary,
}

export type Client = ContractRouterClient<typeof contract>
