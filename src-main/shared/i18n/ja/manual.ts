import type { manual as en } from '../en/manual.ts'

export const manual: typeof en = {
  title: '手引き',
  contents: '目次',
  pages: {
    start: 'スキャン画像から EAD3 まで',
    bulk: '多数の記述をまとめて変更する',
    tree: '階層の整理',
    lists: 'リスト・しおり・連絡メモ',
    titles: 'タイトルと読み',
    marks: '本文中の印',
    names: '名称',
    holdings: '箱と書架',
    searching: '検索',
    state: '記述の状態',
    history: '履歴',
    backups: 'バックアップ',
    check: '点検と、読める内容の救出',
    colleagues: '共同作業',
    'rapid-entry': '一覧入力',
    spreadsheets: '表計算ファイル',
    checks: '検査',
    'record-types': '文書の種類',
    telegrams: '電報',
    citation: '引用形式',
    'command-line': 'コマンドライン',
  },
}
