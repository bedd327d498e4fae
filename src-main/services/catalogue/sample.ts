/** The sample catalogue, made in the documents folder where it is not there yet. */
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { WriteDatabase } from '../../catalogue/database.ts'
import { inTransaction } from '../../catalogue/database.ts'
import { insertDescription, lastPosition } from '../../catalogue/description/write.ts'
import { databasePath, EXTENSION, makeCatalogue, openCatalogue } from '../../catalogue/open.ts'
import { insertReading } from '../../catalogue/reading.ts'
import { insertPage, insertScan } from '../../catalogue/scan.ts'
import { indexDescriptions } from '../../catalogue/search/index.ts'
import type { Probe } from '../../imaging/decoding.ts'
import { readSample } from '../../importers/sample.ts'
import type { SampleUnit } from '../../importers/sample.ts'
import { copyAtomic } from '../../platform/files.ts'
import type { Copied } from '../../platform/files.ts'
import { refusal } from '../../shared/contract/errors.ts'
import type { Context } from '../context.ts'
import { addReviews } from './sample-reviews.ts'
import type { Reviewed } from './sample-reviews.ts'

export async function sampleFolder(context: Context): Promise<string> {
  const folder = join(context.documentsFolder, `${readSample().name}${EXTENSION}`)
  if (existsSync(databasePath(folder))) return folder
  mkdirSync(context.documentsFolder, { recursive: true })
  return makeSample(context, folder)
}

type Images = ReadonlyMap<string, { copied: Copied; probe: Probe }>

/** Makes it beside its place and then gives it the name: a name never shows half a catalogue. @throws catalogueExists, folderNotWritable, diskFull */
export async function makeSample(context: Context, folder: string): Promise<string> {
  if (existsSync(folder)) throw refusal('catalogueExists', { file: basename(folder) })
  const { institution, units } = readSample()
  const unfinished = join(dirname(folder), `.${context.ids.uid()}${EXTENSION}`)
  try {
    const facts = {
      uid: context.ids.uid(),
      createdAt: context.clock.now(),
      madeBy: `Shoko ${context.version}`,
    }
    makeCatalogue(unfinished, { ...facts, institution })
    const images = await copyImages(context, unfinished, units)
    const catalogue = openCatalogue(unfinished, '', context.clock.now())
    try {
      const { writer } = catalogue
      // It is there from the beginning: nothing of it is in history, and undo does not empty it.
      if (writer)
        inTransaction(writer, () => {
          const reviewed = addUnits(context, writer, null, units, images)
          addReviews(context, writer, reviewed)
        })
    } finally {
      catalogue.close()
    }
    renameSync(unfinished, folder)
    return folder
  } finally {
    rmSync(unfinished, { recursive: true, force: true })
  }
}

async function copyImages(context: Context, folder: string, units: readonly SampleUnit[]): Promise<Images> {
  const images = new Map<string, { copied: Copied; probe: Probe }>()
  for (const { pages, children } of units) {
    for (const path of pages) {
      const probe = await context.decoding.probe(path)
      const copied = await copyAtomic(
        path,
        join(folder, 'scans'),
        (sha256) => `${sha256}${path.slice(path.lastIndexOf('.'))}`,
      )
      images.set(path, { copied, probe })
    }
    for (const [path, image] of await copyImages(context, folder, children)) images.set(path, image)
  }
  return images
}

function addUnits(
  context: Context,
  db: WriteDatabase,
  parentId: number | null,
  units: readonly SampleUnit[],
  images: Images,
): Reviewed[] {
  const reviewed: Reviewed[] = []
  for (const { fields, pages, children, review, ...reading } of units) {
    const createdAt = context.clock.now()
    const position = lastPosition(db, parentId)
    const id = insertDescription(db, { uid: context.ids.uid(), parentId, position, createdAt }, fields)
    for (const path of pages) {
      const image = images.get(path)
      if (!image) continue
      const { copied, probe } = image
      const scan = {
        sha256: copied.sha256,
        byteSize: copied.bytes,
        fileName: basename(path),
        mediaType: probe.mediaType,
        storage: 'copied' as const,
        path: `scans/${basename(copied.path)}`,
        fileModifiedAt: null,
      }
      const scanId = insertScan(db, scan, createdAt)
      for (const { frame, width, height, pixelsPerInch } of probe.pages) {
        insertPage(db, { descriptionId: id, label: null, scanId, frame, width, height, pixelsPerInch })
      }
    }
    insertReading(db, id, reading)
    indexDescriptions(db, [id])
    if (review) reviewed.push({ id, code: fields.referenceCode ?? '', review })
    reviewed.push(...addUnits(context, db, id, children, images))
  }
  return reviewed
}
