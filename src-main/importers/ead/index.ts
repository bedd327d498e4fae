/** EAD 2002 and EAD3 in, whatever wrote them. */
import type { Kept, Ledger } from './ledger.ts'
import { eadReader } from './reader.ts'
import type { ReadUnit } from './reader.ts'
import { eadSource } from './source.ts'

export { Ledger } from './ledger.ts'
export type { Kept } from './ledger.ts'
export type { ReadUnit } from './reader.ts'

export interface EadReading {
  readonly signal: AbortSignal
  /** Bytes of the file that were read. */
  onBytes?(bytes: number): void
  /** Called for each unit, one above before those below it, and again where more of one follows. */
  onUnit(read: ReadUnit): void
  /** Called between pieces: what was told of so far may be written. */
  onPiece?(): Promise<void>
}

/** Reads a whole file. @throws XmlProblem, EadProblem, fileNotFound, fileUnreadable, fileNotRegular, cancelled */
export async function readEad(
  path: string,
  { signal, onBytes, onUnit, onPiece }: EadReading,
): Promise<{ sha256: string }> {
  const source = eadSource(path, signal)
  const parser = eadReader(onUnit)
  for await (const piece of source.text()) {
    parser.write(piece)
    onBytes?.(source.read)
    await onPiece?.()
  }
  parser.close()
  await onPiece?.()
  return { sha256: source.sha256() }
}

/** Counts the parts of a unit; gives what of them is to be kept. */
export function accountFor(ledger: Ledger, read: ReadUnit, isRefused: boolean): Kept[] {
  const kept: (Kept | null)[] = read.around.map((part) => ledger.add(part, '', 'file', isRefused))
  if (read.node) kept.push(ledger.add(read.node, '', 'unit', isRefused))
  const base = read.parent === null ? 'archdesc' : 'c'
  for (const part of read.parts) kept.push(ledger.add(part, base, 'unit', isRefused))
  return kept.filter((one) => one !== null)
}
