/** Whether a PDF (ISO 32000) is whole. Its pages are counted by the engine that renders them. */
import { truncated } from '../bounds.ts'
import type { Reader } from '../reader.ts'

/** Programs append to a PDF what they like after its end, within reason. */
const TAIL_BYTES = 1 << 16

/** @throws scanTruncated */
export async function checkPdf(reader: Reader): Promise<void> {
  const tail = await reader.bytes(Math.max(0, reader.size - TAIL_BYTES), TAIL_BYTES)
  if (!tail.includes('%%EOF') || !tail.includes('startxref')) throw truncated(reader)
}
