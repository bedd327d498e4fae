import type { restriction as en } from '../en/restriction.ts'
import { n } from './numbers.ts'

export const restriction: typeof en = {
  basis: '法令・規則・取り決め',
  years: '年数',
  yearsHint: '最も新しい日付の年の年末から数えます',
  begins: '起算',
  ends: '非公開の最後の日',
  event: '次のことが起こるまで',
  note: '注記',
  noteIsPublic: '注記も公開する',
  reviewOn: '見直し日',
  dayUnread: '日付ではありません。YYYY、YYYY-MM、YYYY-MM-DD の形で書いてください。',
  openFrom: (day) => `${day} から公開`,
  openSince: (day) => `${day} から公開済み`,
  openAfter: '条件を満たすと公開',
  unknown: '日付が足りないため、公開日がわかりません',
  label: '公開の時期',
  counted: (count) => `${n(count)} 件`,
  when: '時期',
  periods: {
    past: '期間満了',
    thisYear: '今年',
    fiveYears: '5 年以内',
    all: '公開日のあるものすべて',
    undetermined: '公開日が不明',
  },
  empty: 'この期間に公開される記述はありません。',
  inherited: (title) => `上位の記述による制限：${title}`,
  openAbove: (title) => `${title} へ移動`,
  review: (day) => `${day} に見直し`,
}
