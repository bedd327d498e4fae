import type { bulk as en } from '../en/bulk.ts'

const n = (value: number) => value.toLocaleString('ja')

export const bulk: typeof en = {
  scope: {
    label: '対象',
    selection: (count) => `選択中の記述（${n(count)} 件）`,
    branch: (title) => `「${title}」とその下位`,
    found: (count) => `検索結果（${n(count)} 件）`,
    everything: '目録全体',
  },
  replace: {
    title: '検索と置換',
    find: '検索する語',
    by: '置換後の語',
    kind: '読み方',
    kinds: { literal: '文字列', expression: '正規表現' },
    matchCase: '大文字と小文字を区別',
    matchWidth: '全角と半角を区別',
    wholeWord: '単語単位',
    groups: '$1 または $<名前> は括弧の部分、$& は一致した全体、\\n は改行を表します。',
    fields: '項目',
    allFields: 'すべての項目',
    someFields: (count) => `${n(count)} 項目`,
    search: 'すべて検索',
    searching: '検索中…',
    hits: '一致した箇所',
    found: (hits, records) => (hits === 0 ? '見つかりません' : `${n(records)} 件の記述に ${n(hits)} 箇所`),
    published: (count) => `うち公開済み ${n(count)} 件`,
    left: (count) => `${n(count)} 箇所を除外`,
    leaveOut: '除外する',
    leftOut: '除外',
    takeAll: 'すべて対象にする',
    leaveAll: 'すべて除外する',
    keys: 'スペースで箇所を除外または対象に、Shift+スペースで記述ごと。Enter で一覧に記述を表示します。',
    replace: (count) => `${n(count)} 箇所を置換`,
    replacing: '置換中…',
    replaced: (hits, records) =>
      `${n(records)} 件の記述で ${n(hits)} 箇所を置換しました。「元に戻す」で一度に戻せます。`,
    changed: '変更した記述',
    startTitle: '置換の前に、すべての箇所を確かめます',
    start:
      '一致した箇所を確かめるまで何も変わりません。箇所ごとに除外でき、一度の「元に戻す」ですべて戻せます。',
    emptyTitle: '見つかりません',
    empty: '項目や対象を広げるか、検索する語を短くしてください。',
  },
}
