import type { publication as en } from '../en/publication.ts'

export const publication: typeof en = {
  changed: '公開後に変更',
  title: '公開後の変更',
  differs: '違いを見る',
  again: '改めて公開',
  checked: (who, when) =>
    who === '' ? `${when}に確認` : when === '' ? `${who}が確認` : `${who}が${when}に確認`,
  published: (who, when) => (who === '' ? `${when}に公開。` : `${who}が${when}に公開。`),
  legend: '取り消し線は公開時の内容、下線は現在の内容です。外へ出ない項目は比べません。',
  same: '外へ出る項目に、公開時との違いはありません。',
  not: 'この記述は公開されていません。',
  asItWas: '公開時の記述を見る',
  nobody: '担当者…',
  assignedTo: (who) => `担当: ${who}`,
}
