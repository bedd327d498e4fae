/** Lending a branch, taking it back, and calling a loan off. */
import { existsSync, mkdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { openWithCare } from '../../catalogue/access.ts'
import { readDescription } from '../../catalogue/description/read.ts'
import { catalogueFacts } from '../../catalogue/institution.ts'
import {
  countsOf,
  described,
  historyThere,
  namesThere,
  returnedUnits,
  unitsOf,
} from '../../catalogue/lending/compare.ts'
import { withoutGuard } from '../../catalogue/lending/guard.ts'
import {
  endLoan,
  entriesOfLoan,
  insertLoan,
  lentAmong,
  listLoans,
  loanWithin,
  loanWithUid,
  readBorrowed,
  readLoan,
} from '../../catalogue/lending/loan.ts'
import { newScans } from '../../catalogue/lending/scans.ts'
import { keepHistory, takeLent } from '../../catalogue/lending/take.ts'
import { catalogueFolder, EXTENSION } from '../../catalogue/open.ts'
import type { Catalogue } from '../../catalogue/open.ts'
import type { ReadDatabase, WriteDatabase } from '../../catalogue/database.ts'
import { reverse } from '../../catalogue/recording.ts'
import { reviewedIn } from '../../catalogue/review/read.ts'
import { transact } from '../../catalogue/transact.ts'
import { unfinished } from '../../catalogue/unfinished.ts'
import { masterFile, storeMaster } from '../../catalogue/encryption/masters.ts'
import { systemCode } from '../../platform/files.ts'
import { trust, trustIn } from '../../platform/trusted-catalogues.ts'
import { isRefusal, refusal } from '../../shared/contract/errors.ts'
import type { HistoryId, LoanId } from '../../shared/contract/ids.ts'
import type { Borrowed, Loan, ReturnPreview } from '../../shared/contract/loan.ts'
import type { Context, Service } from '../context.ts'
import { checkLeaving, isUnderReview, leave } from '../../catalogue/way-out.ts'
import { staffName } from '../../shared/domain/ways-out.ts'
import { writeOne } from '../../jobs/long.ts'

/** Units that a preview names. */
const NAMED = 300

export const loan: Service<'loan'> = {
  list: (context) => listLoans(context.catalogue().db),

  among(context, { ids }) {
    const { db } = context.catalogue()
    const units = lentAmong(db, ids)
    const loans = [...new Set(units.map(({ loanId }) => loanId))].flatMap((id) => readLoan(db, id) ?? [])
    return { units: units, loans }
  },

  borrowed: (context) => readBorrowed(context.catalogue().db),

  lend(context, { id, lentTo, note, to, name: asked, reason }) {
    const writing = context.writing()
    const { db } = writing
    const { folder, database, name: catalogueName } = context.catalogue()
    const unit = readDescription(db, id)
    if (!unit || unit.binnedAt !== null) throw refusal('descriptionNotFound', { id })
    const out = loanWithin(db, id)
    if (out) throw refusal('lentOut', { to: out.lentTo, since: out.lentAt })
    // Marks stay here: elsewhere nothing would keep what is withheld from going out.
    const units = reviewedIn(db, id)
    if (units > 0) throw refusal('branchInReview', { units })
    // What is still being imported may have to be taken back.
    if (unfinished(db).length > 0) throw refusal('jobsRunning', {})
    checkLeaving(context, 'loan', reason)
    const name = isUnderReview(db) ? staffName(asked, '') : asked
    const target = targetFolder(context, to, name)
    leave(context, 'loan', { reason, told: { unit: unit.uid } })
    const borrowed: Borrowed = {
      loanUid: context.ids.uid(),
      catalogueUid: catalogueFacts(db)?.uid ?? '',
      catalogueName,
      rootUid: unit.uid,
      lentTo,
      lentBy: writing.who(),
      lentAt: context.clock.now(),
    }
    const { value: loanId, historyId } = transact(writing, 'loan.lend', (db) =>
      insertLoan(db, { ...borrowed, uid: borrowed.loanUid, descriptionId: id, note }),
    )
    const uid = context.ids.uid()
    const job = context.jobs.start('lend', 'bytes', async ({ signal, progress }) => {
      try {
        const made = await context.tasks.run(
          'lend',
          {
            catalogueFolder: folder,
            database,
            target,
            rootId: id,
            uid,
            createdAt: borrowed.lentAt,
            madeBy: `Shoko ${context.version}`,
            borrowed,
          },
          { signal, onProgress: progress },
        )
        trust(context.userFolder, uid, target, { links: true })
        return { kind: 'lend', loanId: loanId as LoanId, file: basename(target), ...made }
      } catch (error) {
        // Nothing was handed out: the branch is written here again.
        if (historyId !== null) takeLendingBack(context, historyId)
        throw error
      }
    })
    return { jobId: job.id, loanId: loanId }
  },

  preview: (context, { handle }) =>
    withReturned(context, handle, ({ loan, other }) => ({
      ...previewOf(context.catalogue().db, other.db, loan).preview,
      handle: context.handles.mint(other.folder, 'read'),
    })),

  return: (context, { handle }) =>
    withReturned(context, handle, async ({ loan, other }) => {
      const writing = context.writing()
      const { preview, rootUid } = previewOf(writing.db, other.db, loan)
      await context.beforeBulk()
      await copyNewScans(writing.db, context.catalogue().folder, other)
      const at = context.clock.now()
      const take = (db: WriteDatabase) =>
        withoutGuard(db, () => {
          const lent = { id: loan.id, rootUid }
          takeLent({ db, other: other.db, loan: lent, at, newUid: () => context.ids.uid() })
          keepHistory(db, other.db, loan.id)
          endLoan(db, loan.id, 'returned', at)
        })
      // What was read and compared has taken its time already: more of it is indexed in the job.
      const { historyId } = await writeOne(context, 'loan.return', take, { atOnce: context.atOnce / 5 })
      return { ...preview, loan: readLoan(writing.db, loan.id) ?? loan, historyId }
    }),

  callOff(context, { id }) {
    const writing = context.writing()
    const found = present(writing.db, id)
    checkOut(found)
    const { historyId } = transact(writing, 'loan.callOff', (db) =>
      endLoan(db, id, 'calledOff', writing.clock.now()),
    )
    return { historyId }
  },

  entries(context, { id, ...window }) {
    const { db } = context.catalogue()
    present(db, id)
    return entriesOfLoan(db, id, window)
  },
}

function present(db: ReadDatabase, id: number): Loan {
  const found = readLoan(db, id)
  if (!found) throw refusal('loanNotFound', { id })
  return found
}

function checkOut({ state, endedAt }: Loan): void {
  if (state !== 'out') throw refusal('loanEnded', { state, at: endedAt ?? '' })
}

function takeLendingBack(context: Context, historyId: HistoryId): void {
  transact(context.writing(), 'loan.lend', (db) => withoutGuard(db, () => reverse(db, historyId)), {
    kind: 'undo',
    reverses: historyId,
  })
}

/** @throws catalogueExists, handleUnknown */
function targetFolder(context: Context, to: string | null, name: string): string {
  const parent = to === null ? context.documentsFolder : context.handles.take(to, 'write')
  if (parent === null) throw refusal('handleUnknown', {})
  if (to === null) mkdirSync(parent, { recursive: true })
  const file = `${name}${EXTENSION}`
  const folder = join(parent, file)
  if (existsSync(folder)) throw refusal('catalogueExists', { file })
  return folder
}

/** Opens a lent catalogue to read, of a loan of this one that is out. @throws notOnLoan, loanOfAnother, loanEnded, catalogueHeld */
async function withReturned<T>(
  context: Context,
  handle: string,
  fn: (returned: { loan: Loan; other: Catalogue }) => T | Promise<T>,
): Promise<T> {
  const { db } = context.catalogue()
  const path = context.handles.take(handle, 'read')
  if (path === null) throw refusal('handleUnknown', {})
  const folder = catalogueFolder(path)
  const file = basename(folder)
  const other = openWithCare(folder, 'read', {
    who: '',
    since: context.clock.now(),
    trustOf: (uid, folder) => trustIn(context.userFolder, uid, folder),
  })
  try {
    const borrowed = readBorrowed(other.db)
    if (!borrowed) throw refusal('notOnLoan', { file })
    if (borrowed.catalogueUid !== catalogueFacts(db)?.uid)
      throw refusal('loanOfAnother', { file, catalogue: borrowed.catalogueName })
    const loan = loanWithUid(db, borrowed.loanUid)
    // Lending itself was taken back.
    if (!loan) throw refusal('loanEnded', { state: 'calledOff', at: '' })
    checkOut(loan)
    const { holder } = other.access
    if (holder) throw refusal('catalogueHeld', { file, ...holder, pid: 0 })
    return await fn({ loan, other })
  } finally {
    other.close()
  }
}

function previewOf(
  db: ReadDatabase,
  other: ReadDatabase,
  loan: Loan,
): { preview: ReturnPreview; rootUid: string } {
  const rootUid = readBorrowed(other)?.rootUid ?? ''
  const units = returnedUnits(db, other, unitsOf(db, other, loan.id, rootUid))
  return {
    rootUid,
    preview: {
      loan,
      counts: countsOf(units),
      units: units.slice(0, NAMED).map((unit) => described(db, other, unit)),
      ...historyThere(other),
      ...namesThere(db, other),
      linkedScans: newScans(db, other).filter(({ storage }) => storage === 'linked').length,
    },
  }
}

/** Files of images that were added there, before any row says that they are here. @throws scanDamaged */
async function copyNewScans(db: ReadDatabase, folder: string, other: Catalogue): Promise<void> {
  for (const { path, sha256, fileName } of newScans(db, other.db).filter(
    ({ storage }) => storage === 'copied',
  )) {
    try {
      const copied = await storeMaster(folder, masterFile(other.folder, path), () => basename(path))
      if (copied.sha256 !== sha256) throw refusal('scanDamaged', { file: fileName })
    } catch (error) {
      // An image that is missing there is missing here: its page says so.
      if (systemCode(error) === 'ENOENT' || (isRefusal(error) && error.code === 'fileNotFound')) continue
      throw error
    }
  }
}
