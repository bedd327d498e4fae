/** The catalogue as a whole: which one is open, which were, and the institution that holds what it describes. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { refusing } from './errors.ts'
import { CountryCode, Handle, Instant, LanguageCode, ScriptCode } from './ids.ts'

/** What EAD3 needs to know of the repository and of the language of description. */
export const Institution = z.object({
  name: z.string().trim().min(1).max(500),
  /** ISIL (ISO 15511), such as `JP-1000000`; null when the institution has none. */
  isil: z
    .string()
    .regex(/^[A-Z]{1,4}-[A-Za-z0-9:/-]{1,11}$/)
    .nullable()
    .default(null),
  country: CountryCode,
  language: LanguageCode,
  script: ScriptCode,
  rightsStatement: z.string().trim().min(1).max(2000),
  rightsUri: z
    .url({ protocol: /^https?$/ })
    .nullable()
    .default(null),
})
export type Institution = z.infer<typeof Institution>

/** How a catalogue is open, and why. */
export const Access = z.object({
  /**
   * Why it is open to be read alone; null when it is written. `asked`: to be read was asked for; `held`: the same, and
   * somebody else writes in it now; `foreign`: it is not known on this machine; `altered`: it holds what is not ours.
   */
  because: z.enum(['asked', 'held', 'foreign', 'altered']).nullable(),
  holder: z.object({ who: z.string(), host: z.string(), since: z.string() }).nullable(),
  /** What is not ours, such as `trigger NAME`. */
  objects: z.array(z.string()),
  /** Scans that the catalogue says lie elsewhere on this machine, and that are not followed. */
  linked: z.number().int(),
  place: z.object({
    kind: z.enum(['local', 'network', 'synchronised']),
    /** The type of the mount, or the name of the service. */
    by: z.string().nullable(),
  }),
})
export type Access = z.infer<typeof Access>

/** `read`: nothing is changed, and it does not matter who else has it. */
const Mode = z.enum(['write', 'read']).default('write')

export const CatalogueInfo = z.object({
  /** The folder's name without `.shoko`. */
  name: z.string(),
  uid: z.string(),
  institution: Institution.nullable(),
  descriptions: z.number().int(),
  pages: z.number().int(),
  readOnly: z.boolean(),
  access: Access,
  /** The last verified backup copy. */
  backedUpAt: Instant.nullable(),
})
export type CatalogueInfo = z.infer<typeof CatalogueInfo>

/** Without `.shoko`, and nothing that a file system somewhere refuses. */
export const FolderName = z
  .string()
  .trim()
  .min(1)
  .max(120)
  .regex(/^[^/\\:*?"<>|\p{Cc}.][^/\\:*?"<>|\p{Cc}]*$/u)

const opening = refusing(
  'catalogueNotFound',
  'catalogueHeld',
  'catalogueLocked',
  'catalogueTooNew',
  'catalogueDamaged',
  'catalogueAltered',
  'notACatalogue',
  'handleUnknown',
  'folderNotWritable',
  'diskFull',
)

export const catalogue = {
  /** The open catalogue, or null: then the first screen is shown. */
  current: oc.output(CatalogueInfo.nullable()),
  recent: oc.output(
    z.array(z.object({ id: z.string(), name: z.string(), openedAt: Instant, there: z.boolean() })),
  ),
  open: oc
    .errors(opening)
    .input(z.object({ handle: Handle, mode: Mode }))
    .output(CatalogueInfo),
  openRecent: oc
    .errors(opening)
    .input(z.object({ id: z.string(), mode: Mode }))
    .output(CatalogueInfo),
  /** Says that the open catalogue is known: it is opened to write, and stays known in this place. */
  trust: oc
    .errors({ ...opening, ...refusing('noCatalogueOpen') })
    .input(z.object({ followLinks: z.boolean() }))
    .output(CatalogueInfo),
  /** Opens the catalogue that is open to be read once more, to write; refused while somebody holds it. */
  write: oc.errors({ ...opening, ...refusing('noCatalogueOpen') }).output(CatalogueInfo),
  forgetRecent: oc.input(z.object({ id: z.string() })).output(z.null()),
  /** Makes `NAME.shoko` in the folder behind the handle (the documents folder when there is none) and opens it. */
  create: oc
    .errors({ ...opening, ...refusing('catalogueExists') })
    .input(
      z.object({
        handle: Handle.nullable(),
        name: FolderName,
        institution: Institution,
      }),
    )
    .output(CatalogueInfo),
  /** Opens the sample catalogue in the documents folder, made when it is not there; with a place, makes one more there. */
  openSample: oc
    .errors({ ...opening, ...refusing('catalogueExists') })
    .input(z.object({ handle: Handle, name: FolderName }).optional())
    .output(CatalogueInfo),
  close: oc.output(z.null()),
  setInstitution: oc.errors(refusing('noCatalogueOpen', 'readOnly')).input(Institution).output(CatalogueInfo),
}
