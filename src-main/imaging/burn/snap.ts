/** Marks on a page taken outward to whole ink, in the process that decodes. */
import { refusal } from '../../shared/contract/errors.ts'
import { wholeInk } from '../../shared/domain/box/snap.ts'
import type { SnappedMark } from '../../shared/domain/box/snap.ts'
import type { Region } from '../../shared/domain/region.ts'
import { pixels } from '../decoder/ocr/grey.ts'
import { pagePart } from '../decoder/part.ts'
import type { PageOfFile } from '../decoder/part.ts'
import type { SnapPlan } from './plan.ts'

/** @throws the refusals of `sniff`, pdfEncrypted; scanDamaged for another size */
export async function snap(
  page: PageOfFile,
  { size, marks, kept, pixelsPerInch }: SnapPlan,
): Promise<(SnappedMark | null)[]> {
  const read = async (part: Region) => {
    const picture = await pagePart(page, { region: part, scaleOf: () => 1, pixelsPerInch }, pixels)
    const { width, height } = picture
    if (width !== part.width || height !== part.height) throw refusal('scanDamaged', { file: page.name })
    return picture
  }
  const snapped: (SnappedMark | null)[] = []
  for (const mark of marks) snapped.push(await wholeInk(mark, size, kept, read))
  return snapped
}
