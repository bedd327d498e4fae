/** The files, by where they are to lie beside the document. */
import { element } from '../../xml/element.ts'
import { closeLine, openLine, serialize } from '../../xml/serialize.ts'
import { sectionsOf } from './administrative.ts'
import { idOf } from './outline.ts'
import type { Outline } from './outline.ts'

export function* fileSection(outlines: readonly Outline[]): Generator<string, void, undefined> {
  if (outlines.every(({ files }) => files.length === 0)) return
  yield openLine('fileSec', {}, 1)
  yield openLine('fileGrp', { USE: 'master' }, 2)
  for (const outline of outlines)
    for (const file of outline.files)
      yield serialize(
        element(
          'file',
          {
            ID: idOf('file', outline.unit, file.number),
            MIMETYPE: file.mediaType,
            SIZE: String(file.byteSize),
            CREATED: file.addedAt,
            CHECKSUM: file.sha256,
            CHECKSUMTYPE: 'SHA-256',
            ADMID: sectionsOf(outline, file),
          },
          element('FLocat', { LOCTYPE: 'URL', 'xlink:type': 'simple', 'xlink:href': file.path }),
        ),
        3,
      )
  yield closeLine('fileGrp', 2)
  yield closeLine('fileSec', 1)
}
