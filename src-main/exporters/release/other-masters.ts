/**
 * Masters with other pixels where something is withheld, each made when its page is burnt and gone afterwards: decoded,
 * filled with noise, and coded anew without loss in a file of its own. Of a master that is coded with loss the noise takes
 * in what its coding reaches, too, since what the coder made of the words beside them cannot be made again.
 */
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { BurnPlan } from '../../imaging/burn/plan.ts'
import type { Coding } from '../../shared/domain/box/coding.ts'
import { coded } from '../../shared/domain/box/coding.ts'
import type { Box } from '../../shared/domain/box/page.ts'
import { cutOf, isPartial } from '../../shared/domain/box/cut.ts'
import { complement, onPage } from '../../shared/domain/box/rectangles.ts'
import type { Region } from '../../shared/domain/region.ts'
import { imageName, isOpen } from './copy.ts'
import type { OpenPage, ReleaseCopy, ReleaseItem } from './copy.ts'
import type { Burner } from './item.ts'

export interface OtherMasters {
  /** The item with the paths of its other masters, which are not there yet. */
  readonly item: ReleaseItem
  readonly burner: Burner
  /** Images of which only the decoded pixels were replaced; known when all is burnt. */
  readonly lossy: readonly string[]
}

export function otherMasters(
  copy: ReleaseCopy,
  item: ReleaseItem,
  burner: Burner,
  scratch: string,
): OtherMasters {
  const originals = new Map<string, OpenPage>()
  const codings = new Map<string, Coding>()
  const lossy = new Set<string>()
  const pages = item.pages.map((page) => {
    if (!isOpen(page)) return page
    if (page.marks.length === 0 && !isPartial(page.shown, page.master.size)) return page
    const path = join(scratch, `.${imageName(item, page.number, 'tiff')}`)
    originals.set(path, page)
    return { ...page, master: { ...page.master, path, frame: 0 } }
  })
  const codingOf = async (path: string, { number, master }: OpenPage): Promise<Coding> => {
    const coding = codings.get(path) ?? (await burner.coding(master.path, master.frame))
    codings.set(path, coding)
    if (coding.kind !== 'lossless') lossy.add(imageName(item, number, copy.imageFormat))
    return coding
  }
  return {
    item: { ...item, pages },
    burner: {
      coding(path, frame) {
        const page = originals.get(path)
        return page ? codingOf(path, page) : burner.coding(path, frame)
      },
      async burn(path, frame, plan, target) {
        const page = originals.get(path)
        if (!page) return burner.burn(path, frame, plan, target)
        const { master, marks, shown } = page
        const { size, resampled } = master
        const coding = await codingOf(path, page)
        const within = ({ rectangles }: { rectangles: readonly Region[] }) =>
          rectangles.flatMap((rectangle) =>
            coding.kind === 'lossless'
              ? (onPage(rectangle, size) ?? [])
              : coded(rectangle, size, coding, resampled),
          )
        const cut = cutOf(shown, size, coding)
        const outside = cut ? complement([cut.keep], size) : []
        const boxes = [...marks.flatMap(within), ...outside].map((region): Box => ({
          ...region,
          region: '',
          label: null,
        }))
        const { pixelsPerInch } = plan
        const noise: BurnPlan = {
          ...{ size, boxes, pixelsPerInch, strips: null, grey: false },
          ...{ format: 'tiff', fill: 'noise' },
        }
        try {
          await burner.burn(master.path, master.frame, noise, path)
          return await burner.burn(path, 0, plan, target)
        } finally {
          await rm(path, { force: true })
        }
      },
    },
    get lossy() {
      return [...lossy]
    },
  }
}
