/** Whether a PDF (ISO 32000) is whole. Its pages are counted by the engine that renders them. */
import { truncated, unsupported } from '../bounds.ts'
import type { Reader } from '../reader.ts'

/** Programs append to a PDF what they like after its end, within reason. */
const TAIL_BYTES = 1 << 16

/** Places in the file are numbers of 32 bits to the engine. */
export const MOST_PDF_BYTES = 2 ** 32

/** @throws scanTruncated; scanUnsupported with more than MOST_PDF_BYTES */
export async function checkPdf(reader: Reader): Promise<void> {
  if (reader.size >= MOST_PDF_BYTES) throw unsupported(reader, 'PDF, more than 4 GB')
  const tail = await reader.bytes(Math.max(0, reader.size - TAIL_BYTES), TAIL_BYTES)
  if (!tail.includes('%%EOF') || !tail.includes('startxref')) throw truncated(reader)
}
