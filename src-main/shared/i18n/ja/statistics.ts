import type { statistics as en } from '../en/statistics.ts'

export const statistics: typeof en = {
  title: '統計',
  month: '月',
  person: '作業者',
  nobody: '名前なし',
  counted: {
    descriptions: '新しい記述',
    items: 'うちアイテム',
    pages: '追加したページ',
    changed: '変更した記述',
    checked: '確認した記述',
    published: '公開した記述',
  },
  total: '合計',
  where: '集計する範囲',
  wheres: { whole: '目録全体', branch: '選択した階層' },
  by: '集計の単位',
  bys: { everybody: '全員', people: '作業者別' },
  branch: (title) => `${title} とその下位`,
  hint: '取り消した変更と、ごみ箱の中の記述は数えません。合計では、一つの記述を一度だけ数えます。',
  emptyTitle: 'まだありません',
  empty: 'ここではまだ何も記録されていません。',
  save: 'CSV で保存',
  file: '統計',
}
