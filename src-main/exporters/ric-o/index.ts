/** Records in Contexts (RiC-O 1.1) as JSON-LD: a graph with a node for each unit, one in each line. */
import { z } from 'zod'
import { pageAddress, recordAddress } from '../address.ts'
import { everyFieldBut } from '../exporter.ts'
import type { Exporter } from '../exporter.ts'
import { voiceOf } from '../plain.ts'
import { withAncestors } from '../template/table.ts'
import { node } from './node.ts'
import { recordNode } from './record.ts'
import { BEGINNING, END, validateRico } from './validate.ts'

export const RicoOptions = z.strictObject({ recordAddress, pageAddress })
export type RicoOptions = z.infer<typeof RicoOptions>

export const ricO: Exporter<RicoOptions> = {
  id: 'ric-o',
  name: 'RiC-O',
  version: '1.1',
  extension: 'jsonld',
  mediaType: 'application/ld+json',
  shape: 'hierarchy',
  options: RicoOptions,
  carries: [...everyFieldBut('status', 'staffNote'), 'pages'],
  *write(nodes, context) {
    yield `${BEGINNING}\n`
    const { staffNotice } = voiceOf(context.institution.language).words
    let before = ''
    if (context.audience === 'staff') {
      yield JSON.stringify(node('Record', '#', { note: staffNotice }))
      before = ',\n'
    }
    for (const { description, above } of withAncestors(nodes)) {
      yield before + JSON.stringify(recordNode(description, above.at(-1), context))
      before = ',\n'
    }
    yield `\n${END}\n`
  },
  validate: validateRico,
}
