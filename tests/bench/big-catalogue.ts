/** A catalogue of any size, with realistic Japanese and English descriptions, written through the one way to write. */
import { insertDescription } from '../../src-main/catalogue/description/write.ts'
import { openCatalogue, makeCatalogue } from '../../src-main/catalogue/open.ts'
import { transact } from '../../src-main/catalogue/transact.ts'
import { createClock } from '../../src-main/platform/clock.ts'
import { createIds } from '../../src-main/platform/ids.ts'
import type { Institution } from '../../src-main/shared/contract/catalogue.ts'
import { DescriptionPatch } from '../../src-main/shared/contract/description.ts'

const POSTS = ['中国', 'ソ連', '米国', '英国', '韓国', 'インド', '豪州'] as const
const TOPICS = ['外相会談', '経済協力', '漁業交渉', '航空協定', '首脳会談', '領事事項', '文化交流'] as const
const ENGLISH = [
  'Foreign ministers’ talks',
  'Economic cooperation',
  'Fisheries negotiations',
  'Air agreement',
  'Summit',
  'Consular matters',
  'Cultural exchange',
] as const

const text = (value: string, language: string, script: string) => ({ value, language, script })

export function describeItem(number: number): DescriptionPatch {
  const at = <T>(list: readonly T[]) => list[number % list.length] as T
  const year = 30 + (number % 34)
  const month = 1 + (number % 12)
  const day = 1 + (number % 28)
  const [post, topic, english] = [at(POSTS), at(TOPICS), at(ENGLISH)]
  return DescriptionPatch.parse({
    level: 'item',
    status: 'published',
    referenceCode: `A'/${String(number).padStart(7, '0')}`,
    recordType: 'telegram',
    title: [
      text(`${topic}に関する${post}発電報 第${number}号`, 'jpn', 'Jpan'),
      text(`${english}: cable no. ${number}`, 'eng', 'Latn'),
    ],
    dates: [
      {
        kind: 'creation',
        expression: `昭和${year}年${month}月${day}日`,
        language: 'jpn',
        edtf: `${1925 + year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`,
        calendar: 'japanese',
        era: 'showa',
      },
    ],
    extents: [{ quantity: String(1 + (number % 9)), unit: '枚' }],
    agents: [{ name: `在${post}大使`, type: 'position', role: 'sender', language: 'jpn' }],
    languages: [{ language: 'jpn', script: 'Jpan' }],
    scopeAndContent: [
      text(
        `先般貴電第${number}号をもって御照会の${topic}の件に関し、本使は${day}日午前外務省において先方局長と会談し、わが方の立場を詳細に説明した。`,
        'jpn',
        'Jpan',
      ),
      text(
        `The ambassador reports on his talks concerning ${english.toLowerCase()} (ref. no. ${number}).`,
        'eng',
        'Latn',
      ),
    ],
    identifiers: [{ type: 'telegramNumber', label: '第 号', value: String(number) }],
  })
}

/** Makes a fonds with `count` items below it, `perParent` under each file; 0 puts all under the fonds. Returns the folder. */
export function makeBigCatalogue(
  path: string,
  institution: Institution,
  count: number,
  perParent = 0,
): string {
  const environment = { SOURCE_DATE_EPOCH: '1767225600', SHOKO_ID_SEED: 'bench' }
  const [clock, ids] = [createClock(environment), createIds(environment)]
  const folder = makeCatalogue(path, { uid: ids.uid(), createdAt: clock.now(), madeBy: 'bench', institution })
  const catalogue = openCatalogue(folder, 'bench', clock.now())
  const db = catalogue.writer
  if (!db) throw new Error('the catalogue is open only to be read')
  const unit = (parentId: number | null, position: number) => ({
    uid: ids.uid(),
    parentId,
    position,
    createdAt: clock.now(),
  })
  const title = (value: string) =>
    DescriptionPatch.parse({ title: [text(value, 'eng', 'Latn')], status: 'published' })
  transact({ db, clock, ids, who: () => 'bench', notify: () => {} }, 'import.start', (db) => {
    const fonds = insertDescription(db, unit(null, 1024), {
      ...title('Telegrams'),
      level: 'fonds',
      referenceCode: "A'",
    })
    let parent = fonds
    for (let number = 0; number < count; number++) {
      if (perParent > 0 && number % perParent === 0) {
        parent = insertDescription(db, unit(fonds, 1024 * (number + 1)), {
          ...title(`File ${number / perParent + 1}`),
          level: 'file',
        })
      }
      insertDescription(db, unit(parent, 1024 * (number + 1)), describeItem(number))
    }
  })
  catalogue.close()
  return folder
}
