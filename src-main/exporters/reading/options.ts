/** What may be chosen for a reading copy. */
import { z } from 'zod'

export const ReadingOptions = z.strictObject({
  language: z.enum(['en', 'ja']).default('en').meta({ title: 'Language of the labels' }),
  images: z
    .enum(['withImages', 'withoutImages'])
    .default('withImages')
    .meta({ title: 'Images of the pages' }),
  form: z.enum(['formQuiet', 'formLeftOut']).default('formQuiet').meta({ title: 'Words of the form' }),
})
export type ReadingOptions = z.infer<typeof ReadingOptions>
