/** The scanner of T6: whatever a withheld passage is written or packed in, it is found; where another text is, nothing is. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { scanPath } from '../../../src-main/canary/folder.ts'
import { canariesOf } from '../../../src-main/shared/domain/canary/index.ts'
import { aFolder } from '../../builders.ts'
import { PLANTED } from './planted.ts'

const JAPANESE = '先方は、1979年に示した鉄道共同敷設案を再び持ち出したが、わが方はこれを拒絶した旨述べた。'
const ENGLISH =
  'The other side raised again its plan of 1979 for a jointly built railway, which our delegation declined at once.'
const OPEN =
  '会談は午後三時から二時間行われ、通商について意見を交換した。 The talks lasted two hours and dealt with trade between the two countries in general terms.'

const CANARIES = canariesOf(
  [
    { id: 'ja', text: JAPANESE },
    { id: 'en', text: ENGLISH },
  ],
  [OPEN],
)

async function scanned(path: string, more: object = {}) {
  const control = { signal: new AbortController().signal, progress: () => undefined }
  return scanPath({ path, canaries: CANARIES, redactions: 2, pixels: false, ...more }, control)
}

async function scannedFile(bytes: Buffer, name = 'file.bin') {
  const folder = aFolder()
  writeFileSync(join(folder, name), bytes)
  return scanned(folder)
}

const ids = ({ findings }: Awaited<ReturnType<typeof scanned>>) =>
  [...new Set(findings.map(({ redaction }) => redaction))].sort()

describe('the scanner', () => {
  /** Where the format, or the program that makes it, can carry only one of the two. */
  const ONLY: Readonly<Record<string, string>> = {
    'FTS5, words': 'ja',
    'FTS5, words of English': 'en',
    'EXIF of a JPEG': 'en',
  }

  it.each(Object.entries(PLANTED))(
    'finds a passage in: %s; and nothing in its twin with another text',
    async (name, plant) => {
      const only = ONLY[name]
      const japanese = only === 'en' ? '' : JAPANESE
      const english = only === 'ja' ? '' : ENGLISH
      // A name is short: each passage has to have one of its own.
      const texts = name === 'name of an entry' ? [JAPANESE, ENGLISH] : [`${OPEN}\n${japanese}\n${english}\n`]
      const found = new Set<string>()
      for (const text of texts) for (const id of ids(await scannedFile(await plant(text)))) found.add(id)
      expect([...found].sort()).toEqual(only === undefined ? ['en', 'ja'] : [only])
      expect((await scannedFile(await plant(`${OPEN}\n${OPEN}\n`))).findings).toEqual([])
    },
  )
})
