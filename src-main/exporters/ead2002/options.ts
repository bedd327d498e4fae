/** What may be chosen for an EAD 2002 file: as for EAD3, and whose habits it keeps to. */
import { z } from 'zod'
import { EadOptions } from '../ead/options.ts'

/** Readers that take less than the standard allows. */
export const DTD_PROFILES = ['general', 'archivesspace', 'atom', 'arclight'] as const
/** AtoM follows no `xlink:href`: with a namespace no page would be linked. Archives Portal Europe asks for one. */
export const XSD_PROFILES = ['general', 'archivesspace', 'arclight', 'apeead'] as const

export type Profile = (typeof DTD_PROFILES)[number] | (typeof XSD_PROFILES)[number]

const profile = <const Names extends readonly Profile[]>(names: Names) =>
  EadOptions.extend({
    profile: z.enum(names).default('general').meta({
      title: 'For which program',
      description: 'What the program must have is asked for before the file is kept.',
    }),
  })

export const Ead2002Options = profile(XSD_PROFILES)
export const Ead2002DtdOptions = profile(DTD_PROFILES)
export type Ead2002Options = EadOptions & { readonly profile: Profile }
