/** The sample catalogue, made in the documents folder where it is not there yet. */
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { databasePath, makeCatalogue } from '../../catalogue/open.ts'
import type { Institution } from '../../shared/contract/catalogue.ts'
import type { Context } from '../context.ts'

const INSTITUTION: Institution = {
  name: 'x',
  isil: null,
  country: 'JP',
  language: 'jpn',
  script: 'Jpan',
  rightsStatement: 'x',
  rightsUri: null,
}

export async function sampleFolder(context: Context): Promise<string> {
  const folder = join(context.documentsFolder, 'Shoko sample.shoko')
  if (existsSync(databasePath(folder))) return folder
  mkdirSync(context.documentsFolder, { recursive: true })
  return makeSample(context, folder)
}

export function makeSample(context: Context, folder: string): Promise<string> {
  return Promise.resolve(
    makeCatalogue(folder, {
      uid: context.ids.uid(),
      createdAt: context.clock.now(),
      madeBy: `Shoko ${context.version}`,
      institution: INSTITUTION,
    }),
  )
}
