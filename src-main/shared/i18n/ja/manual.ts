import type { manual as en } from '../en/manual.ts'

export const manual: typeof en = {
  title: '手引き',
  contents: '目次',
  pages: {
    start: 'スキャン画像から EAD3 まで',
    bulk: '多数の記述をまとめて変更する',
    names: '名称',
    'rapid-entry': '一覧入力',
    spreadsheets: '表計算ファイル',
    'command-line': 'コマンドライン',
  },
}
