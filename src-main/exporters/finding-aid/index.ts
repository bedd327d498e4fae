/** A finding aid as one page of HTML: the whole branch, opened unit by unit, searched without a network. */
import { z } from 'zod'
import { pageAddress } from '../address.ts'
import { everyFieldBut } from '../exporter.ts'
import type { Exporter } from '../exporter.ts'
import { checkFindingAid } from './check.ts'
import { writeFindingAid } from './write.ts'

export const FindingAidOptions = z.strictObject({
  /** Of the names of fields and of the page's own words. */
  language: z
    .enum(['asDescribed', 'en', 'ja'])
    .default('asDescribed')
    .meta({ title: 'Language of the labels' }),
  pageAddress,
})
export type FindingAidOptions = z.infer<typeof FindingAidOptions>

export const findingAidHtml: Exporter<FindingAidOptions> = {
  id: 'finding-aid-html',
  name: 'Finding aid, HTML',
  version: '5',
  extension: 'html',
  mediaType: 'text/html',
  shape: 'hierarchy',
  options: FindingAidOptions,
  carries: [...everyFieldBut(), 'pages'],
  write: writeFindingAid,
  validate: checkFindingAid,
}
