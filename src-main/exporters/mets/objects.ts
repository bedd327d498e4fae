/** PREMIS objects: the unit as what is meant, and each file with its digest, its size and its kind. */
import type { Element } from '../../xml/element.ts'
import { eventsOf } from './events.ts'
import type { Outline, OutlineFile } from './outline.ts'
import { idOf } from './outline.ts'
import { entity, identifier, LOCAL, premis } from './premis.ts'

export const unitObject = ({ unit, uid, files }: Outline, rights: number): Element =>
  entity(
    'object',
    { 'xsi:type': 'premis:intellectualEntity' },
    identifier('objectIdentifier', 'uid', uid),
    files.map((file) =>
      premis(
        'relationship',
        premis('relationshipType', 'structural'),
        premis('relationshipSubType', 'is represented by'),
        identifier('relatedObjectIdentifier', LOCAL, idOf('file', unit, file.number)),
      ),
    ),
    Array.from({ length: rights }, (_, index) =>
      identifier('linkingRightsStatementIdentifier', LOCAL, idOf('rights', unit, index + 1)),
    ),
  )

export const fileObject = (outline: Outline, file: OutlineFile): Element =>
  entity(
    'object',
    { 'xsi:type': 'premis:file' },
    identifier('objectIdentifier', LOCAL, idOf('file', outline.unit, file.number)),
    file.size && [property('image width', file.size.width), property('image height', file.size.height)],
    premis(
      'objectCharacteristics',
      premis('compositionLevel', '0'),
      premis('fixity', premis('messageDigestAlgorithm', 'SHA-256'), premis('messageDigest', file.sha256)),
      premis('size', String(file.byteSize)),
      premis('format', premis('formatDesignation', premis('formatName', file.mediaType))),
    ),
    file.name !== '' && premis('originalName', file.name),
    premis('storage', identifier('contentLocation', 'relative path', file.path)),
    premis(
      'relationship',
      premis('relationshipType', 'structural'),
      premis('relationshipSubType', 'represents'),
      identifier('relatedObjectIdentifier', 'uid', outline.uid),
    ),
    eventsOf(outline, file).map(({ id }) => identifier('linkingEventIdentifier', LOCAL, id)),
  )

/** In pixels. */
const property = (type: string, pixels: number): Element =>
  premis(
    'significantProperties',
    premis('significantPropertiesType', type),
    premis('significantPropertiesValue', String(pixels)),
  )
