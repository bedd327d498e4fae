/** Situations for specs: real catalogues in a temporary folder, with the real core over them. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { uidOf } from '../src-main/catalogue/open.ts'
import { createCore } from '../src-main/core.ts'
import type { Core, CoreOptions } from '../src-main/core.ts'
import { forkDecoder } from '../src-main/imaging/fork.ts'
import { createHandles } from '../src-main/platform/handles.ts'
import type { HandlePurpose } from '../src-main/platform/handles.ts'
import { trust } from '../src-main/platform/trusted-catalogues.ts'
import { silentLog } from '../src-main/platform/log.ts'
import type { Institution } from '../src-main/shared/contract/catalogue.ts'
import type { Client } from '../src-main/shared/contract/index.ts'

const source = resolve(import.meta.dirname, '..', 'src-main')
const cleanups: (() => Promise<void> | void)[] = []

/** Undoes what builders made, last first. */
export async function runCleanups(): Promise<void> {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
}

// The bench builds the same situations, outside of any spec.
if (process.env['VITEST'] !== undefined) (await import('vitest')).afterEach(runCleanups)

/** Runs after the spec, last first. */
export const afterwards = (cleanup: () => Promise<void> | void): void => void cleanups.push(cleanup)

/** A folder that is gone after the spec. */
export function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'shoko-spec-'))
  afterwards(() => rmSync(folder, { recursive: true, force: true, maxRetries: 20 }))
  return folder
}

export const INSTITUTION: Institution = {
  name: '架空文書館 Imaginary Archives',
  isil: 'JP-1009999',
  country: 'JP',
  language: 'eng',
  script: 'Latn',
  rightsStatement: 'CC0 1.0 Universal',
  rightsUri: 'https://creativecommons.org/publicdomain/zero/1.0/',
}

export interface CoreInASpec {
  core: Core
  client: Client
  /** Where the person's files are. */
  home: string
  handle(path: string, purpose: HandlePurpose): string
}

/** A core with nothing open. */
export function aCore({
  foreign = false,
  ...options
}: Partial<CoreOptions> & {
  home?: string
  /** The person knows only the catalogues that this core makes; otherwise also what a spec opens by its path. */
  foreign?: boolean
} = {}): CoreInASpec {
  const home = options.home ?? aFolder()
  const handles = createHandles()
  const core = createCore({
    handles,
    log: silentLog,
    host: { shell: 'cli', reveal: () => Promise.resolve(false), invite: () => Promise.resolve(null) },
    spawnDecoder: forkDecoder(join(source, 'imaging', 'decoder.ts')),
    workerEntry: join(source, 'worker.ts'),
    rendererFolder: null,
    userFolder: join(home, 'user'),
    documentsFolder: join(home, 'documents'),
    ...options,
  })
  afterwards(() => core.close())
  const openCatalogue: Core['openCatalogue'] = async (path, mode) => {
    if (!foreign) know(join(home, 'user'), path)
    return core.openCatalogue(path, mode)
  }
  return {
    core: { ...core, openCatalogue },
    client: core.client,
    home,
    handle: (path, purpose) => handles.mint(path, purpose),
  }
}

/** What the person at a program knows; a file that is no catalogue is left to the program. */
export function know(userFolder: string, folder: string): void {
  try {
    trust(userFolder, uidOf(folder), folder, { links: true })
  } catch {
    // To be refused.
  }
}

export interface CatalogueInASpec extends CoreInASpec {
  folder: string
}

/** An empty catalogue of an institution, open. */
export async function anEmptyCatalogue(
  options: NonNullable<Parameters<typeof aCore>[0]> = {},
): Promise<CatalogueInASpec> {
  const made = aCore(options)
  await made.client.catalogue.create({ handle: null, name: 'Spec', institution: INSTITUTION })
  const folder = made.core.openFolder()
  if (folder === null) throw new Error('the new catalogue is not open')
  return { ...made, folder }
}

/** A text value in a language, as the contract takes it. */
export const words = (value: string, language: string | null = null, script: string | null = null) => ({
  value,
  language,
  script,
})
