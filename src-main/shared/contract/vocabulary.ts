/** Closed lists and the office's own words. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { refusing } from './errors.ts'

export const Term = z.object({ code: z.string(), en: z.string(), ja: z.string() })
export type Term = z.infer<typeof Term>

export const VOCABULARIES = ['language', 'script', 'country', 'extentUnit', 'containerType'] as const

export const vocabulary = {
  /** Terms of a list whose code or label begins with, or holds, the words given; the likeliest first. */
  terms: oc
    .input(
      z.object({
        list: z.enum(VOCABULARIES),
        query: z.string().max(100).default(''),
        limit: z.number().int().min(1).max(500).default(50),
      }),
    )
    .output(z.array(Term)),
  /** Values already used in this catalogue for a field, most used first: names of agents, units, access points. */
  used: oc
    .errors(refusing('noCatalogueOpen'))
    .input(
      z.object({
        field: z.enum(['agent', 'extentUnit', 'accessPoint', 'place']),
        query: z.string().max(200).default(''),
        limit: z.number().int().min(1).max(50).default(10),
      }),
    )
    .output(z.array(z.object({ value: z.string(), type: z.string().nullable(), uses: z.number().int() }))),
}
