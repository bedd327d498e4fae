import type { grid as en } from '../en/grid.ts'

const n = (value: number) => value.toLocaleString('ja')

export const grid: typeof en = {
  title: '一覧入力',
  of: (name) => `一覧入力：${name}`,
  rows: (count) => `${n(count)} 行`,
  newRow: '新しい行',
  rowNumber: '行',
  row: (number) => `${n(number)} 行目`,
  fileColumns: { uid: '識別子（uid）', parent: '上位の記述', edtf: '年月日の読み' },
  columns: '列…',
  columnsTitle: '列',
  allColumns: 'すべての項目を書き出します。列を追加すると、選んだ列だけになります。',
  addColumn: '列を追加',
  wider: (name) => `${name}：幅を広げる`,
  narrower: (name) => `${name}：幅を狭める`,
  sticky: (name) => `${name}：新しい行に引き継ぐ`,
  stickyHint: '新しい行に引き継ぐ',
  earlier: (name) => `${name}：左へ移動`,
  later: (name) => `${name}：右へ移動`,
  remove: (name) => `${name}：外す`,
  fillDown: '下へ複写',
  number: '連番',
  copyAbove: '上のセルを複写',
  keysHint:
    '文字を打つと置き換え、F2 で編集、Ctrl ’ または F8 で上のセルを複写、Ctrl D で下へ複写、F9 で連番。',
  selected: (rows, columns) => `${n(rows)} × ${n(columns)} セル`,
  reading: (date) => `読み：${date}`,
  unread: '年月日として読めません。書かれたまま保存しています。',
  notSaved: (cells) => `${n(cells)} セルが保存されていません。入力した内容はそのまま残っています。`,
  nextProblem: 'そのセルへ',
  giveUp: '元に戻す',
  saving: '保存中…',
  cell: (column, row) => `${column}、${n(row)} 行目`,
  leftOut: (columns) => `貼り付けた内容のうち ${n(columns)} 列は、置く列がないため入っていません。`,
  empty: '下の行に入力すると、最初の記述が加わります。',
}
