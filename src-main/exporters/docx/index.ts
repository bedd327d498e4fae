/** A finding aid for word processors (Office Open XML, ECMA-376). */
import { StringDecoder } from 'node:string_decoder'
import { openZip, ZipProblem } from '../../platform/zip-reader.ts'
import { xmlParser } from '../../xml/parse.ts'
import { everyFieldBut } from '../exporter.ts'
import type { Exporter, Validation } from '../exporter.ts'
import { FindingAidOptions } from '../hypertext/finding-aid.ts'
import type { PageOptions } from '../hypertext/fields.ts'
import { problemsOf } from '../read-back.ts'
import { writeDocx } from './write.ts'

export const docx: Exporter<PageOptions> = {
  id: 'docx',
  name: 'Finding aid, DOCX',
  version: 'ECMA-376',
  extension: 'docx',
  mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  shape: 'hierarchy',
  options: FindingAidOptions,
  carries: [...everyFieldBut(), 'pages'],
  write: writeDocx,
  validate,
}

const PARTS = [
  '[Content_Types].xml',
  '_rels/.rels',
  'word/_rels/document.xml.rels',
  'word/styles.xml',
  'word/document.xml',
  'word/footer1.xml',
  'docProps/core.xml',
]
/** A field counts sheets or leads to a page; others can read files and ask the network. */
const HARMLESS_FIELD = /^ (?:PAGE|HYPERLINK "https?:\/\/[^"\\]+") $/

/** Read back: the parts that belong to it and no others, each well-formed; nothing from elsewhere; a heading for each unit. */
function validate(path: string, onProgress?: (bytes: number) => void): Promise<Validation> {
  return problemsOf('ECMA-376', async (report) => {
    try {
      const archive = await openZip(path, Number.MAX_SAFE_INTEGER)
      try {
        if (archive.names.toSorted().join() !== PARTS.toSorted().join()) report(0, 'parts')
        let total = 0
        let headings = 0
        for (const name of archive.names) {
          const parser = xmlParser({
            open(tag, attributes, { line }) {
              if (attributes['TargetMode'] !== undefined) report(line, 'foreign')
              if (tag === 'w:fldSimple' && !HARMLESS_FIELD.test(attributes['w:instr'] ?? ''))
                report(line, 'field')
              if (['w:instrText', 'w:altChunk', 'w:object', 'w:drawing', 'w:pict'].includes(tag))
                report(line, `foreign ${tag}`)
              if (tag === 'w:pStyle' && attributes['w:val']?.startsWith('Heading') === true) headings += 1
            },
          })
          const decoder = new StringDecoder('utf8')
          for await (const chunk of archive.read(name) ?? []) {
            parser.write(decoder.write(Buffer.from(chunk)))
            onProgress?.((total += chunk.length))
          }
          parser.close()
        }
        if (headings === 0) report(0, 'units')
      } finally {
        await archive.close()
      }
    } catch (error) {
      if (!(error instanceof ZipProblem)) throw error
      report(0, error.code)
    }
  })
}
