/** MODS 3.8: a `modsCollection` with a record for each unit. */
import { z } from 'zod'
import { isWebAddress, recordAddress } from '../address.ts'
import { everyFieldBut } from '../exporter.ts'
import type { Exporter } from '../exporter.ts'
import { validateXml } from '../read-back.ts'
import { xmlList } from '../xml-list.ts'
import { record } from './record.ts'

export const ModsOptions = z.strictObject({ recordAddress })
export type ModsOptions = z.infer<typeof ModsOptions>

export const NAMESPACE = 'http://www.loc.gov/mods/v3'
export const MODS_PROFILE = 'resources/profiles/mods-shoko.rng'

export const mods: Exporter<ModsOptions> = {
  id: 'mods',
  name: 'MODS',
  version: '3.8',
  extension: 'xml',
  mediaType: 'application/mods+xml',
  shape: 'list',
  options: ModsOptions,
  carries: everyFieldBut('status'),
  write: (nodes, context) =>
    xmlList('modsCollection', { xmlns: NAMESPACE }, nodes, context, (node) => record(node, context)),
  validate: (path, onProgress) => validateXml(path, MODS_PROFILE, elementsSaySomething, onProgress),
}

/** What ends without having begun anything says something, and addresses are ones that a reader can follow. */
export const elementsSaySomething: Parameters<typeof validateXml>[2] = (report) => {
  let [content, leaf] = ['', false]
  return {
    open(name, attributes, { line }) {
      ;[content, leaf] = ['', true]
      const { valueURI } = attributes
      if (valueURI !== undefined && !isWebAddress(valueURI)) report(line, `address ${name}@valueURI`)
    },
    text: (text) => void (content += text),
    close(name, { line }) {
      if (leaf && content.trim() === '') report(line, `elementEmpty ${name}`)
      if (name === 'url' && !isWebAddress(content)) report(line, `address ${name}`)
      leaf = false
    },
  }
}
