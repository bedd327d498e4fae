import type { authorityFiles as en } from '../en/authority-files.ts'
import { n } from './numbers.ts'

export const authorityFiles: typeof en = {
  title: '典拠ファイル',
  intro:
    '複数の目録で名称を共有できます。一つの目録が名称をファイルに保存し、ほかの目録がそれを付けて、新しいものを取り込みます。確認する前に取り込まれることはありません。',
  list: '付けたファイル',
  none: '典拠ファイルは付いていません。',
  attach: 'ファイルを付ける…',
  choose: 'ほかの目録の名称を保存したファイルを選んでください。',
  save: 'この目録の名称をファイルに保存…',
  chooseFolder: 'フォルダーとファイル名を決めてください。職員用メモは含まれません。',
  fileName: 'ファイル名',
  defaultName: (catalogue) => `${catalogue} 名称.json`,
  replace: '同じ名前のファイルがあれば置き換える',
  saveHere: 'ここに保存',
  saved: (names, file) => `名称${n(names)}件を ${file} に保存しました。`,
  updated: (when) => `最終更新 ${when}`,
  neverUpdated: 'まだ取り込んでいません',
  taken: (names) => `取り込んだ名称 ${n(names)}件`,
  look: '新しい内容を見る',
  detach: '外す',
  detached: (file) => `${file} を外しました。取り込んだ名称は残ります。`,
  differences: 'ファイルの内容が異なる名称',
  nothingNew: 'ファイルに新しい内容はありません。',
  kinds: { new: '新規', changed: 'ファイルで変更', conflict: 'こちらでも変更' },
  kindsHint:
    'こちらでも変更した名称は、選んだときだけ取り込みます。そのとき、こちらの内容は置き換わります。同じ名称がこちらにある新規のものも、選んだときだけ取り込みます。二つが並ぶので、後で統合できます。',
  namesake: '同じ名称がこの目録にあります',
  field: '項目',
  here: 'この目録',
  there: 'ファイル',
  empty: 'なし',
  take: (names) => `名称${n(names)}件を取り込む`,
  took: (added, changed) =>
    `名称${n(added)}件を追加し、${n(changed)}件を変更しました。一度の「元に戻す」で取り消せます。`,
}
