/** A written finding aid is read back: whole, nothing in it runs but what belongs to it, every address is harmless. */
import { readChunks } from '../../platform/files.ts'
import { xmlDecoder } from '../../xml/decode.ts'
import { xmlParser } from '../../xml/parse.ts'
import type { Validation } from '../exporter.ts'
import { problemsOf } from '../read-back.ts'
import { SCRIPT } from './script.ts'
import { STYLE } from './style.ts'
import { POLICY } from './write.ts'

const HARMLESS = /^(?:https?:\/\/|mailto:|#)/
/** What would bring in or run anything from elsewhere. */
const FOREIGN = new Set(['iframe', 'object', 'embed', 'link', 'form', 'base', 'svg', 'math', 'img'])

export const checkFindingAid = (path: string, onProgress?: (bytes: number) => void): Promise<Validation> =>
  problemsOf('HTML (finding aid)', async (report) => {
    const ids = new Set<string>()
    const open: string[] = []
    let own = ''
    let [scripts, policies, units, lines] = [0, 0, 0, 0]
    /** What the line of a unit says so far. */
    let said = ''
    const parser = xmlParser({
      open(name, attributes, { line }) {
        if (open.length === 0 && (name !== 'html' || !attributes['lang'])) report(line, 'language')
        open.push(name)
        own = ''
        if (FOREIGN.has(name)) report(line, `foreign ${name}`)
        if (name === 'summary') {
          lines += 1
          said = ''
        }
        const { id } = attributes
        if (id !== undefined) {
          if (ids.has(id)) report(line, 'idUnique')
          ids.add(id)
          units += 1
        }
        if (attributes['http-equiv'] !== undefined) {
          policies += 1
          if (attributes['content'] !== POLICY) report(line, 'policy')
        }
        for (const [attribute, value] of Object.entries(attributes)) {
          if (attribute.startsWith('on') || attribute === 'style') report(line, 'script')
          if ((attribute === 'href' || attribute === 'src') && !HARMLESS.test(value)) report(line, 'address')
        }
      },
      text(text) {
        own += text
        said += text
      },
      close(name, { line }) {
        open.pop()
        if (name === 'summary' && said.trim() === '') report(line, 'empty')
        if (name === 'style' && own !== STYLE) report(line, 'style')
        if (name === 'script') {
          scripts += 1
          if (own.replace(/^\/\//, '').replace(/\/\/$/, '') !== SCRIPT) report(line, 'script')
        }
        own = ''
      },
    })
    const decoder = xmlDecoder()
    let read = 0
    for await (const chunk of readChunks(path)) {
      parser.write(decoder.push(chunk))
      onProgress?.((read += chunk.length))
    }
    parser.write(decoder.end())
    parser.close()
    if (scripts !== 1 || policies !== 1) report(1, 'policy')
    if (units === 0 || units !== lines) report(1, 'units')
  })
