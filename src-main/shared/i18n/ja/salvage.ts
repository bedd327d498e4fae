import type { salvage as en } from '../en/salvage.ts'
import { n } from './numbers.ts'

export const salvage: typeof en = {
  start: '読める内容を救い出す…',
  hint: '破損した目録の隣に新しい目録を作ります。破損した目録は読むだけです。',
  begun: (name) => `読める内容は「${name}」に入ります。`,
  open: (name) => `「${name}」を開く`,
  whole: 'ファイルのすべての行を読めました。',
  lost: (pages, of) => `${n(of)} ページのうち ${n(pages)} ページを読めませんでした。`,
  rows: (count) => `${n(count)} 行を引き継ぎました。`,
  strayRows: (count) => `所属のわからない ${n(count)} 行は、入っていません。`,
  standIns: (count) =>
    `${n(count)} 件の記述が失われましたが、その内容は残っています。階層の最上位に「salvaged」という階層の記述として置きました。`,
  loosened: (count) => `失われたものを指していた参照 ${n(count)} 件を外しました。`,
  scans: (count, missing) =>
    missing === 0
      ? `スキャン画像 ${n(count)} 点を写しました。`
      : `スキャン画像 ${n(count)} 点を写しました。${n(missing)} 点がありません。`,
  table: '表',
  carried: '引き継ぎ',
  left: '除外',
  gaps: '読めない部分',
  gap: (from, to) => (to === null ? `${n(from)} 行目以降` : `${n(from)} 〜 ${n(to)} 行目`),
  unreadable: (count) => `個別の ${n(count)} 行`,
  compare: '作業を続ける前に、最新の検証済みの写しと比べてください。',
}
