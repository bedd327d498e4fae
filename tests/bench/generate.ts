/** Invented but lifelike descriptions in Japanese and English, the same for the same number: for measuring, not for reading. */
import type { ReleasedNode } from '../../src-main/exporters/exporter.ts'
import { releasedView } from '../../src-main/shared/domain/released-view.ts'
import type { ReleasePolicy } from '../../src-main/shared/domain/released-view.ts'
import { aSource } from '../exporters/released.ts'
import type { UnitInput } from '../exporters/released.ts'

const POSTS = [
  ['中国', '鹿島', 'China', 'Kashima'],
  ['ソ連', '都倉', 'Soviet Union', 'Tokura'],
  ['米国', '大河内', 'United States', 'Okochi'],
  ['韓国', '前野', 'Republic of Korea', 'Maeno'],
  ['タイ', '小木曽', 'Thailand', 'Ogiso'],
] as const
const TOPICS = [
  ['外相会談（二国間関係）', 'Foreign Ministers’ Discussion – Bilateral Relations', 'Foreign relations'],
  ['漁業交渉（操業水域）', 'Fisheries Negotiations – Fishing Grounds', 'Fishery negotiations'],
  ['経済協力（円借款）', 'Economic Cooperation – Yen Loans', 'Economic assistance'],
  ['要人往来（日程案）', 'Visit of a Dignitary – Draft Programme', 'Visits of state'],
] as const
const MARKS = [
  ['極秘', 'topSecret', '大至急', 'topUrgent'],
  ['秘', 'secret', '至急', 'urgent'],
  ['取扱注意', 'handleWithCare', '普通', 'routine'],
] as const

const pick = <T>(list: readonly T[], index: number): T => list[index % list.length] as T
const two = (number: number) => String(number).padStart(2, '0')

/** An item: a telegram with its pages, about a kilobyte as EAD3. */
export function aTelegram(index: number, depth: number): UnitInput {
  const [post, person, place, name] = pick(POSTS, index)
  const [topic, subject, heading] = pick(TOPICS, index >> 2)
  const [mark, markCode, speed, speedCode] = pick(MARKS, index >> 1)
  const [year, month, day] = [1970 + (index % 20), 1 + (index % 12), 1 + (index % 28)]
  const edtf = `${year}-${two(month)}-${two(day)}`
  const era = year < 1989 ? `昭和${year - 1925}年` : `平成${year - 1988}年`
  return {
    depth,
    uid: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
    level: 'item',
    referenceCode: `2002-${113 + (index % 400)}/${100_000 + index}`,
    recordType: 'telegram',
    identifiers: [
      { type: 'telegramNumber', label: '第 号', value: String(1 + (index % 4000)), scope: `${post} ${year}` },
    ],
    title: [
      {
        value: `Cable from Ambassador ${name} to the Foreign Minister, ‘${subject}’`,
        language: 'eng',
        script: 'Latn',
      },
      { value: topic, language: 'jpn', script: 'Jpan', type: 'original' },
    ],
    dates: [
      {
        kind: 'despatch',
        expression: `${era}${month}月${day}日 ${two(index % 24)}時${two(index % 60)}分 ${post}発`,
        language: 'jpn',
        edtf,
        timeOfDay: `${two(index % 24)}:${two(index % 60)}`,
        place,
      },
    ],
    extents: [{ quantity: String(1 + (index % 9)), unit: '枚', type: 'materialtype' }],
    agents: [
      { name: `${person}大使`, type: 'person', role: 'sender', language: 'jpn' },
      { name: `Japan. Embassy (${place})`, type: 'corporateBody', role: 'originatingPost' },
      { name: '外務大臣', type: 'position', role: 'addressee', language: 'jpn' },
    ],
    languages: [{ language: 'jpn', script: 'Jpan' }],
    scopeAndContent: [
      {
        value: `${topic}に関し、先方との間で行われた会談の概要を報告する電報。\n\n別電の内容については往電第${index % 2000}号を参照。`,
        language: 'jpn',
        script: 'Jpan',
      },
    ],
    classification: [{ value: mark, language: 'jpn', script: 'Jpan', code: markCode }],
    precedence: [{ value: speed, language: 'jpn', script: 'Jpan', code: speedCode }],
    accessPoints: [
      { type: 'subject', value: `Japan--${heading}`, source: 'lcsh' },
      { type: 'place', value: place },
      { type: 'genre', value: 'telegrams', source: 'aat' },
    ],
    pages: [1, 2].map((number) => ({ number })),
  }
}

/** A fonds of `count` units: series of a thousand, files of fifty, telegrams. */
export function* aFonds(count: number, policy: ReleasePolicy): Generator<ReleasedNode, void, undefined> {
  for (let index = 0; index < count; index++) {
    const unit: UnitInput =
      index === 0
        ? {
            depth: 0,
            level: 'fonds',
            referenceCode: 'MOFA',
            title: [{ value: '外務省記録', language: 'jpn', script: 'Jpan' }],
          }
        : index % 1000 === 1
          ? { depth: 1, level: 'series', title: [{ value: `Series ${index}`, language: 'eng' }] }
          : index % 50 === 2
            ? { depth: 2, level: 'file', title: [{ value: `簿冊 ${index}`, language: 'jpn' }] }
            : aTelegram(index, 3)
    const description = releasedView(aSource(unit, index), policy)
    if (description) yield { depth: unit.depth ?? 0, description }
  }
}
