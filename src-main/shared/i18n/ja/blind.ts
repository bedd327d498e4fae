/** 第一の指定を見ずに行う第二審査の言葉。 */
import type { blind as english } from '../en/blind.ts'

export const blind: typeof english = {
  title: '別個の第二審査',
  on: '第二審査は別個に行います。提案の内容は第二審査担当者に表示されません。',
  off: '第二審査は提案の内容を見て行います。',
  waits: '第二審査担当者の指定はまだ終わっていません。',
  veiled:
    '提案の内容は表示されません。すべてのページを確認し、公開できない箇所をすべて指定してから照合してください。',
  compare: 'すべて指定したので照合する',
  same: (n) => `一致した指定${String(n)}件`,
  differences: '両者の相違',
  none: '相違はありません。',
  kinds: {
    onlyFirst: '第一の担当者だけが指定',
    onlySecond: '第二の担当者だけが指定',
    differentCode: 'コードが異なる',
  },
  hows: { stricter: '厳しい方を採用', looser: '緩和' },
  open: '未解消',
  mark: (number) => `指定${number}`,
  stricter: '厳しい方を採用',
  looser: '緩和する',
  reason: '緩和する理由',
  ask: '第二審査を別個に行う',
  cease: '別個に行うのをやめる',
  of: '対象',
  item: 'この資料',
  batch: (name) => `まとまり「${name}」`,
  office: '機関全体',
  because: 'やめる理由',
}
