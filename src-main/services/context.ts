/** What every service is given: the open catalogue, and the few things of the program around it. */
import type {
  AnyContractProcedure,
  ContractProcedure,
  ErrorMap,
  InferSchemaInput,
  InferSchemaOutput,
  Meta,
  Schema,
} from '@orpc/contract'
import type { Catalogue } from '../catalogue/open.ts'
import type { WriteContext } from '../catalogue/transact.ts'
import type { Decoding } from '../imaging/decoding.ts'
import type { Tiles } from '../imaging/tiles.ts'
import type { CheckpointTasks } from '../jobs/checkpoints.ts'
import type { Notices } from '../jobs/notices.ts'
import type { Exported } from '../jobs/exported.ts'
import type { Jobs } from '../jobs/queue.ts'
import type { TaskRunner } from '../jobs/worker-thread.ts'
import type { Clock } from '../platform/clock.ts'
import type { Handles } from '../platform/handles.ts'
import type { Ids } from '../platform/ids.ts'
import type { JsonFile } from '../platform/json-file.ts'
import type { Keyring } from '../platform/keyring.ts'
import type { Log } from '../platform/log.ts'
import type { Settings } from '../shared/contract/settings.ts'
import type { contract } from '../shared/contract/index.ts'
import type { AlignmentTasks } from './alignment/tasks.ts'
import type { BackupTasks } from './backup/tasks.ts'
import type { BulkTasks } from './bulk/tasks.ts'
import type { BinTasks } from './bin/tasks.ts'
import type { EncryptionTasks } from './encryption/tasks.ts'
import type { ExportTasks } from './export/tasks.ts'
import type { FindingTasks } from './finding/tasks.ts'
import type { FixityTasks } from './fixity/tasks.ts'
import type { ImportTasks } from './import/tasks.ts'
import type { Eads } from './ead/opened.ts'
import type { EadTasks } from './ead/plan.ts'
import type { Sheets } from './sheet/opened.ts'
import type { LeakTasks } from './leak/tasks.ts'
import type { LendingTasks } from './lending/tasks.ts'
import type { MentionTasks } from './mention/tasks.ts'
import type { OcrTasks } from './ocr/tasks.ts'
import type { PrintTasks } from './print/tasks.ts'
import type { StatisticsTasks } from './statistics/tasks.ts'
import type { SheetTasks } from './sheet/plan/index.ts'
import type { RedactionTasks } from './redaction/tasks.ts'
import type { ReleaseTasks } from './release/tasks.ts'
import type { ReviewTasks } from './review/tasks.ts'
import type { FoundFile, RelinkingTasks } from './relinking/tasks.ts'
import type { ReplacementTasks } from './replacement/tasks.ts'
import type { IntegrityTasks } from './integrity/tasks.ts'
import type { ProposedScan } from './version/proposed.ts'
import type { TermTasks } from './term/tasks.ts'
import type { SalvageTasks } from './salvage/tasks.ts'

/** What the shell around the core can do for a person. */
export interface Host {
  readonly shell: 'server' | 'electron' | 'cli'
  /** Shows a file in the system's file manager; false where that cannot be done. */
  reveal(path: string): Promise<boolean>
  /** A single-use address for one more window, or null. */
  invite(): Promise<string | null>
}

/** What runs on worker threads, by name: `src-main/worker.ts` loads each. */
export type AllTasks = AlignmentTasks &
  BackupTasks &
  BinTasks &
  BulkTasks &
  CheckpointTasks &
  EadTasks &
  EncryptionTasks &
  ExportTasks &
  FindingTasks &
  FixityTasks &
  ImportTasks &
  IntegrityTasks &
  LeakTasks &
  LendingTasks &
  MentionTasks &
  OcrTasks &
  PrintTasks &
  RedactionTasks &
  ReleaseTasks &
  RelinkingTasks &
  ReplacementTasks &
  ReviewTasks &
  SalvageTasks &
  SheetTasks &
  StatisticsTasks &
  TermTasks

export interface Context {
  readonly version: string
  readonly clock: Clock
  readonly ids: Ids
  readonly log: Log
  readonly handles: Handles
  /** Keys of persons that are open. */
  readonly keyring: Keyring
  readonly host: Host
  readonly jobs: Jobs
  readonly exported: Exported
  readonly sheets: Sheets
  readonly eads: Eads
  /** Moved files as the last look in a catalogue has found them, by its job. */
  readonly relinkings: Map<number, { catalogue: string; found: readonly FoundFile[] }>
  /** Better scans of pages that were proposed and not yet taken, by the job. */
  readonly proposedScans: Map<number, ProposedScan>
  /** Journals of imports that run. */
  readonly importing: Set<string>
  readonly notices: Notices
  readonly tasks: TaskRunner<AllTasks>
  readonly decoding: Decoding
  readonly tiles: Tiles
  /** Reading pages: processes of their own, so that looking at a page never waits for one that is read. */
  readonly recognising: Pick<Decoding, 'read' | 'tryReaders' | 'prepared'>
  readonly settings: JsonFile<Settings>
  /** What keeps everything else from writing for a while. */
  readonly writingHeld: { by: 'purge' | 'restore' | 'encryption' | null }
  /** The catalogue that was refused last because its passphrase was not given. */
  readonly locked: { last: { file: string; id: string } | null }
  /** Whether somebody has said who works, since the program was started. */
  readonly person: { asked: boolean }
  /** Descriptions that are written in one transaction: as many as take about a second. */
  readonly atOnce: number
  /** When somebody last asked for anything (`performance.now()`). */
  readonly asked: { at: number }
  readonly userFolder: string
  readonly documentsFolder: string
  /** The open catalogue. @throws noCatalogueOpen */
  catalogue(): Catalogue
  /** The same, to write in it. @throws noCatalogueOpen, readOnly, writingHeld */
  writing(): WriteContext
  /** The open catalogue, or null. */
  current(): Catalogue | null
  /** To be waited for before work on many records: a copy is made, unless there is a fresh one. */
  beforeBulk(): Promise<void>
  /** Makes a copy now, in both folders. */
  backUp(): Promise<void>
  /** Puts another database in the place of the one that is open, and opens that. */
  replaceFile(next: string): Promise<void>
  /** Closes what is open and opens another as far as it may be; with null only closes. */
  switchTo(path: string | null, mode?: 'write' | 'read'): Promise<void>
}

type Handler<P> =
  P extends ContractProcedure<
    infer I extends Schema<unknown, unknown>,
    infer O extends Schema<unknown, unknown>,
    ErrorMap,
    Meta
  >
    ? (
        context: Context,
        input: InferSchemaOutput<I>,
        call: { signal?: AbortSignal | undefined },
      ) => InferSchemaInput<O> | Promise<InferSchemaInput<O>>
    : never

/** The functions behind one noun of the contract: every verb, typed by it. */
export type Service<Noun extends keyof typeof contract> = {
  [Verb in keyof (typeof contract)[Noun]]: (typeof contract)[Noun][Verb] extends AnyContractProcedure
    ? Handler<(typeof contract)[Noun][Verb]>
    : never
}
