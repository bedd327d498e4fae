import type { aligning as alignment, slips as list, textNames as names } from '../en/aligning.ts'

export const aligning: typeof alignment = {
  title: 'テキストの対応付け',
  open: 'テキストを対応付ける…',
  intro:
    '破線の行は候補です。段落を選び、続けて相手の段落を選びます。相手の段落の上にドラッグすることもできます。',
  fewTexts: '翻刻と翻訳など、テキストが二つ必要です。',
  first: '一つ目のテキスト',
  second: '二つ目のテキスト',
  rows: '段落の対照',
  states: { said: '対応', proposed: '候補', left: '対応なし', none: '対応なしと指定' },
  take: '採用',
  takeAll: '候補をすべて採用',
  taken: (n) => `${n.toLocaleString('ja')} 組を採用しました。`,
  part: '対応を解除',
  none: '対応なしとする',
  some: '指定を取り消す',
  chosen: '選択中：もう一方のテキストで相手の段落を選んでください。Esc で選択を解除します。',
  continues: '前の段落から続く',
  join: '前の段落と一文とする',
  unjoin: '一文としない',
  empty: 'もう一方のテキストにはありません。',
  page: (n) => `${String(n)}頁`,
}

export const textNames: typeof names = {
  title: '本文中の名前',
  open: '本文中の名前…',
  intro:
    'この目録にある名前のあらゆる表記を本文から探します。タグを付けた名前は「言及」として記録に結び付けられます。',
  proposed: '見つかった名前',
  tagged: 'タグの付いた名前',
  noneProposed: 'この目録にある名前は、ほかに本文にありません。',
  noneTagged: 'タグの付いた名前はまだありません。',
  whose: (form) => `「${form}」は誰の名前ですか`,
  choose: '同名の候補があります：選択',
  tag: 'タグを付ける',
  tagAll: (n) => (n === 1 ? 'タグを付ける' : `${n.toLocaleString('ja')} か所すべてに付ける`),
  tagEverything: (n) => `同名のない名前すべてにタグを付ける（${n.toLocaleString('ja')} か所）`,
  goTo: '見る',
  remove: '外す',
  places: (n) => `${n.toLocaleString('ja')} か所`,
  looking: '本文を調べています…',
  named: (times, pages) => `本文に ${times.toLocaleString('ja')} 回${pages === '' ? '' : `（${pages} 頁）`}`,
}

export const slips: typeof list = {
  title: '誤読しやすい語',
  open: '誤読しやすい語…',
  intro: 'テキストの検査はこれらの語を探し、文書にあると思われる語を示します。',
  own: 'この目録の語',
  shipped: 'あらかじめ入っている語',
  wrong: '誤読',
  correct: '正しい語',
  add: '追加',
  remove: '外す',
  none: '追加した語はまだありません。',
}
