/**
 * What the program around the core (a host) offers a page: choosing files without ever learning their paths. The
 * server shell answers the addresses below with JSON; the desktop window has `window.shokoHost` instead. Both end in
 * a handle, good for one call of the contract.
 *
 * | call | answer |
 * |---|---|
 * | `GET  /host/roots` | HostRoots |
 * | `GET  /host/folder?id=…` | HostFolder |
 * | `POST /host/choose` with a ChooseInput | HostChoice |
 * | `PUT  /host/upload?name=…` with the bytes | HostChoice |
 * | `DELETE /host/upload?handle=…` once it has been taken in | nothing |
 *
 * A refusal has the status, code and data of the contract's table of errors, as a HostRefusal.
 */
import { z } from 'zod'

/** The header that carries a page's key: on every call, upload, and request that is not a GET. */
export const KEY_HEADER = 'x-shoko-key'
/** The server shell opens the page as `/#key=…`; the page keeps the key in sessionStorage and wipes the address. */
export const KEY_FRAGMENT = 'key'

export const HostEntry = z.object({
  /** Opaque, and known to this run only. */
  id: z.string(),
  name: z.string(),
  /** A `catalogue` is a folder `NAME.shoko`, which is opened, not entered. */
  kind: z.enum(['folder', 'catalogue', 'file']),
  /** Bytes of a file; null of a folder. */
  byteSize: z.number().int().nullable(),
  /** RFC 3339 instant in UTC. */
  modifiedAt: z.string().nullable(),
})
export type HostEntry = z.infer<typeof HostEntry>

export const HostRoots = z.array(
  z.object({
    id: z.string(),
    name: z.string(),
    kind: z.enum(['documents', 'pictures', 'besideCatalogue', 'allowed']),
  }),
)
export type HostRoots = z.infer<typeof HostRoots>

export const HostFolder = z.object({
  id: z.string(),
  name: z.string(),
  /** From the root down to this folder, itself included. */
  trail: z.array(z.object({ id: z.string(), name: z.string() })),
  /** Folders first, then by name as people count (2 before 10). Hidden entries are left out. */
  entries: z.array(HostEntry),
  /** How many entries were left out because the folder has too many. */
  leftOut: z.number().int(),
  writable: z.boolean(),
})
export type HostFolder = z.infer<typeof HostFolder>

export const ChooseInput = z.discriminatedUnion('purpose', [
  /** A file, folder or catalogue to read. */
  z.object({ purpose: z.literal('read'), id: z.string() }),
  /** A folder to write to, or a new `name` in it; `replace` allows the name of a file that is there. */
  z.object({
    purpose: z.literal('write'),
    id: z.string(),
    name: z.string().nullable().default(null),
    replace: z.boolean().default(false),
  }),
])
export type ChooseInput = z.input<typeof ChooseInput>

export const HostChoice = z.object({ handle: z.string(), name: z.string() })
export type HostChoice = z.infer<typeof HostChoice>

export const HostRefusal = z.object({ code: z.string(), data: z.record(z.string(), z.unknown()) })
export type HostRefusal = z.infer<typeof HostRefusal>

/** `window.shokoHost`, where there is a desktop window: the system's own dialogs. Null or empty when cancelled. */
export interface ShokoHost {
  platform: string
  chooseFiles(): Promise<HostChoice[]>
  /** `catalogues`: a `NAME.shoko` to open; otherwise a folder of scans. */
  chooseFolder(options: { purpose: 'read' | 'write'; catalogues?: boolean }): Promise<HostChoice | null>
  chooseSave(options: { name: string }): Promise<HostChoice | null>
  /** For a `File` dropped on the window, or a folder; null when it has no path. */
  handleOf(file: unknown): Promise<HostChoice | null>
}
