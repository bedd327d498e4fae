import type { version as en } from '../en/version.ts'
import { n } from './numbers.ts'

export const version: typeof en = {
  title: 'このページのスキャン画像',
  intro:
    'より良いスキャン画像に差し替えます。元の画像は版として残り、いつでも戻せます。ページ上に位置のあるものは新しい画像に引き継がれますので、確かめてから差し替えてください。',
  none: 'このページに以前のスキャン画像はありません。',
  shown: '現在の画像',
  versions: '以前のスキャン画像',
  replaced: (at, by) => (by === '' ? `${at} 差し替え` : `${at} ${by}が差し替え`),
  back: 'この版に戻す…',
  choose: 'より良いスキャン画像を選ぶ…',
  storage: '複製せず、元の場所のファイルにリンクする',
  cancel: 'やめる',
  laying: 'ページに重ね合わせています…',
  proposal: '新しいスキャン画像',
  frame: 'ファイル内の画像',
  sizes: (from, to) => `${from} → ${to}`,
  sure: (percent) => `二つの画像は重なります（${percent}）。`,
  unsure: (percent) =>
    `二つの画像はよく重なりません（${percent}）。別のページの可能性があります。位置をよく確かめてください。`,
  failed: '二つの画像を重ね合わせられませんでした。位置をどう引き継ぐかを指定してください。',
  turned: (degrees) => `元の画像と同じ向きになるよう ${n(degrees)}° 回転して表示します。`,
  skewed: (degrees) =>
    `新しい画像では紙が ${degrees}° 傾いています。位置は傾きに合わせて移し、枠を少し広げます。`,
  marks: (count) =>
    count === 0
      ? 'このページに位置のあるものはありません。'
      : `このページに位置のあるものは ${n(count)} 件です。`,
  outside: (count) => `${n(count)} 件は新しい画像の外になるため、位置がなくなります。`,
  how: '位置の引き継ぎ方',
  carry: {
    registered: '重ね合わせて見つかった位置に移す',
    stretched: '画像の端から端までの割合で移す',
    none: '位置を外す（ページには残し、後で付け直す）',
  },
  before: '現在',
  after: '差し替え後',
  take: 'このスキャン画像に差し替える',
  taken: '差し替えました。元の画像は版として残り、元に戻すこともできます。',
}
