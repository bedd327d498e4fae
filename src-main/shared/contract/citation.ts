/** Citations of the records: the template they are made from. The citation of a record is computed from both, where it is shown. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { LONGEST_TEMPLATE } from '../domain/citation/index.ts'
import { refusing } from './errors.ts'

export const CitationTemplate = z.object({
  /** Words with tokens in braces, and parts in square brackets that are left out when a token in them says nothing. */
  template: z.string().max(LONGEST_TEMPLATE),
  /** The program's own, as long as the institution has not taken one: then nothing computed goes out. */
  isDefault: z.boolean(),
})
export type CitationTemplate = z.infer<typeof CitationTemplate>

export const citation = {
  template: oc.errors(refusing('noCatalogueOpen')).output(CitationTemplate),
  /** Takes a template; null goes back to the program's own. */
  setTemplate: oc
    .errors(refusing('noCatalogueOpen', 'readOnly', 'citationTemplateInvalid'))
    .input(
      z.object({
        template: z.string().trim().min(1).max(LONGEST_TEMPLATE).nullable(),
        /** One visit of a person to the editor is one undo step. */
        visit: z.string().max(100).optional(),
      }),
    )
    .output(CitationTemplate),
}
