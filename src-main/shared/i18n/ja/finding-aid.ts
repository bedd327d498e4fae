import type { findingAid as en } from '../en/finding-aid.ts'

export const findingAid: typeof en = {
  search: 'この検索手段の中を検索',
  openAll: 'すべて開く',
  closeAll: 'すべて閉じる',
  found: '0 件見つかりました',
  none: '該当なし。すべての語を一つの記述に含むものを探します。',
  made: (generator) => `${generator} で作成。ネットワークなしで使えます。`,
}
