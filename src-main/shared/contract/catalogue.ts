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

export const CatalogueInfo = z.object({
  /** The folder's name without `.shoko`. */
  name: z.string(),
  uid: z.string(),
  institution: Institution.nullable(),
  descriptions: z.number().int(),
  pages: z.number().int(),
  readOnly: z.boolean(),
  /** The last verified backup copy. */
  backedUpAt: Instant.nullable(),
})
export type CatalogueInfo = z.infer<typeof CatalogueInfo>

/** Without `.shoko`, and nothing that a file system somewhere refuses. */
const FolderName = z
  .string()
  .trim()
  .min(1)
  .max(120)
  .regex(/^[^/\\:*?"<>|\p{Cc}.][^/\\:*?"<>|\p{Cc}]*$/u)

const opening = refusing(
  'catalogueNotFound',
  'catalogueHeld',
  'catalogueTooNew',
  'catalogueDamaged',
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
    .input(z.object({ handle: Handle }))
    .output(CatalogueInfo),
  openRecent: oc
    .errors(opening)
    .input(z.object({ id: z.string() }))
    .output(CatalogueInfo),
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
