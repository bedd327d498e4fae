/** Every call of the contract with the function behind it. */
import type { contract } from '../shared/contract/index.ts'
<<<<<<< HEAD
import { authority } from './authority.ts'
=======
import { arrangement } from './arrangement.ts'
>>>>>>> 27fc634 (Bulk edit, arranging, working sets, bookmarks and notes to colleagues, as calls; each an undo step, none of the notes leaves)
import { backup } from './backup/index.ts'
import { bulk } from './bulk/index.ts'
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
import { list } from './list.ts'
import { note } from './note.ts'
import { proposal } from './proposal.ts'
import { replacement } from './replacement/index.ts'
import { scan } from './scan.ts'
import { search } from './search.ts'
import { session } from './session.ts'
import { settings } from './settings.ts'
import { text } from './text.ts'
import { vocabulary } from './vocabulary.ts'

export const services: { [Noun in keyof typeof contract]: Service<Noun> } = {
<<<<<<< HEAD
  authority,
=======
  arrangement,
>>>>>>> 27fc634 (Bulk edit, arranging, working sets, bookmarks and notes to colleagues, as calls; each an undo step, none of the notes leaves)
  backup,
  bulk,
  catalogue,
  check,
  description,
  event,
  export: exportService,
  finding,
  history,
  import: importService,
  job,
  list,
  note,
  proposal,
  replacement,
  scan,
  search,
  session,
  settings,
  text,
  vocabulary,
}
