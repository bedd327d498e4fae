/** The scans against the disk, both ways: every row has its file with the bytes that were recorded, every file its row. */
import { readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { masterFile } from '../../catalogue/encryption/masters.ts'
import { wrongWith } from '../../catalogue/fixity/look.ts'
import type { ScanRow } from '../../catalogue/scan.ts'
import { picturesSetAside } from '../../imaging/tiles.ts'
import { isPartial } from '../../platform/files.ts'
import type { IntegrityFinding } from '../../shared/contract/integrity.ts'
import { refusal } from '../../shared/contract/errors.ts'

export interface ScanCheck {
  catalogueFolder: string
  scans: readonly ScanRow[]
  /** Reads and hashes every file. */
  fixity: boolean
  /** Linked scans are looked at only where the catalogue is trusted: a path in it may name anything. */
  followLinks: boolean
  signal: AbortSignal
  /** Told of the bytes read so far. */
  onBytes: (bytes: number) => void
}

type Code = Extract<IntegrityFinding['code'], `scan${string}`>

export async function checkScans(check: ScanCheck): Promise<{ findings: IntegrityFinding[]; bytes: number }> {
  const { catalogueFolder, scans, signal, onBytes } = check
  const findings: IntegrityFinding[] = []
  const pictures = await picturesSetAside(join(catalogueFolder, 'derivatives'))
  const setAside = new Set(pictures.map(({ sha256 }) => sha256))
  let bytes = 0
  for (const scan of scans) {
    if (signal.aborted) throw refusal('cancelled', {})
    const code = await wrongWith(check, scan, (read) => onBytes(bytes + read))
    if (code !== null) findings.push(finding(code, placeOf(scan), scan.id))
    if (setAside.has(scan.sha256)) findings.push(finding('scanSetAside', placeOf(scan), scan.id))
    if (check.fixity) bytes += scan.byteSize
    onBytes(bytes)
  }
  return { findings: [...findings, ...(await strayFiles(catalogueFolder, scans))], bytes }
}

const WARNINGS: readonly Code[] = ['scanUnused', 'scanUnfinished', 'scanSetAside']

const finding = (code: Code, place: string, row: number | null): IntegrityFinding => ({
  severity: WARNINGS.includes(code) ? 'warning' : 'error',
  code,
  place,
  row,
  descriptionId: null,
})

/** Where a person keeps linked scans is not told. */
const placeOf = ({ storage, path, fileName }: ScanRow) => (storage === 'copied' ? path : fileName)

async function strayFiles(catalogueFolder: string, scans: readonly ScanRow[]): Promise<IntegrityFinding[]> {
  const named = new Set(
    scans.flatMap(({ storage, path }) =>
      storage === 'copied' ? [basename(masterFile(catalogueFolder, path))] : [],
    ),
  )
  const names = await readdir(join(catalogueFolder, 'scans')).catch(() => [])
  return names
    .sort()
    .filter((name) => !named.has(name))
    .map((name) => finding(isPartial(name) ? 'scanUnfinished' : 'scanUnused', `scans/${name}`, null))
}
