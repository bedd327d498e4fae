import type { relinking as en } from '../en/relinking.ts'
import { n } from './numbers.ts'

const files = (count: number) => `${n(count)} 点`

export const relinking: typeof en = {
  title: '移動したファイルを探す',
  intro:
    '元の場所にないリンク先のファイルを、指定したフォルダーとその下から探します。まず名前と大きさで、次に大きさだけで探し、記録したメッセージダイジェストと一致するものだけを同じファイルとみなします。指示するまで何も変更しません。',
  where: '探す場所',
  choose: 'フォルダーを選ぶ…',
  none: '選ばれていません',
  look: '探す',
  looking: '探しています…',
  found: (found, missing) =>
    missing === 0
      ? '所在不明のリンク先はありません。'
      : `所在不明 ${n(missing)} 点のうち ${n(found)} 点が見つかりました。`,
  moves: '移動',
  move: (from, to) => `${from} → ${to}`,
  files,
  apply: (count) => `同じ移動をすべてに適用：${files(count)}をリンクし直す`,
  done: (count) => `${files(count)}をリンクし直しました。一回の操作として元に戻せます。`,
  left: (names) => `その後に変更されたため、そのままにしたもの：${names}`,
  wouldBe: 'リンクし直すファイル',
  notFound: '見つからないもの',
  differing: '同じ名前で内容の異なるファイルがあります。そのままにします。',
  partial: 'フォルダー内のファイルが多すぎるため、一部だけを調べました。下位のフォルダーを選んでください。',
  first: (count) => `最初の ${n(count)} 点を表示しています。`,
}
