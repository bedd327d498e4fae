/** Simple Dublin Core (the fifteen elements) as records of `oai_dc`, in one file. */
import { z } from 'zod'
import { isWebAddress, recordAddress } from '../address.ts'
import type { Exporter } from '../exporter.ts'
import { validateXml } from '../read-back.ts'
import { xmlList } from '../xml-list.ts'
import { CARRIED_FIELDS, record } from './record.ts'

export const DcOptions = z.strictObject({ recordAddress })
export type DcOptions = z.infer<typeof DcOptions>

/**
 * The list has a root of its own, without a namespace: no standard has one for records alone, outside an answer of
 * OAI-PMH. Each record declares what it needs, so that it can be cut out and stands by itself.
 */
const ROOT = 'records'

export const dc: Exporter<DcOptions> = {
  id: 'dc',
  name: 'Dublin Core',
  version: 'oai_dc 2.0',
  extension: 'xml',
  mediaType: 'application/xml',
  shape: 'list',
  options: DcOptions,
  carries: CARRIED_FIELDS,
  write: (nodes, context) => xmlList(ROOT, {}, nodes, context, (node) => record(node, context)),
  validate: (path, onProgress) =>
    validateXml(path, 'resources/profiles/oai-dc-shoko.rng', elementsSaySomething, onProgress),
}

/** An element of Dublin Core that is empty says nothing; an address in `identifier` is one that a reader can follow. */
const elementsSaySomething: Parameters<typeof validateXml>[2] = (report) => {
  let content = ''
  return {
    open: () => void (content = ''),
    text: (text) => void (content += text),
    close(name, { line }) {
      if (name.startsWith('dc:') && content.trim() === '') report(line, `elementEmpty ${name}`)
      if (name === 'dc:identifier' && /^https?:/.test(content) && !isWebAddress(content))
        report(line, `address ${name}`)
      content = ''
    },
  }
}
