import type { checks as en } from '../en/checks.ts'
import { record } from './record.ts'

const named = (names: Readonly<Record<string, string>>, code: string | undefined): string =>
  names[code ?? ''] ?? code ?? ''
const field = (code: string | undefined) => named(record.fields, code)
const kind = (code: string | undefined) => named(record.dateKinds, code)

const standards: (typeof en)['standards'] = { isad: 'ISAD(G)', dacs: 'DACS' }

export const checks: typeof en = {
  sentences: {
    fieldMissing: ([name, standard]) =>
      `「${field(name)}」が未記入です（${named(standards, standard)} の必須項目）。`,
    fieldMissingForType: ([name]) => `「${field(name)}」が未記入です（この記録形式の必須項目）。`,
    titleLanguageMissing: ([code = ''], language) => `記述の言語（${language(code)}）の標題がありません。`,
    levelOrder: ([own, above]) =>
      `「${named(record.levels, own)}」を「${named(record.levels, above)}」の下に置くことはできません。`,
    codeAlike: ([, other]) =>
      `資料番号が ${other ?? ''} と、全角・半角、大文字・小文字、空白だけで異なります。`,
    codeGap: ([before, missing]) => `${before ?? ''} の次の ${missing ?? ''} が欠けています。`,
    dateOrder: ([later, day, earlier, other]) =>
      `${kind(later)}（${day ?? ''}）が${kind(earlier)}（${other ?? ''}）より前です。`,
    dateOutsideParent: ([own, whole]) => `${own ?? ''} は上位の年代（${whole ?? ''}）の外にあります。`,
    dateReversed: ([words]) => `終わりが始まりより前です：${words ?? ''}`,
    eraArithmetic: ([words, reading, stated]) =>
      stated === '' || stated === undefined
        ? `「${words ?? ''}」は矛盾しています${reading === '' ? '' : `（${reading ?? ''}）`}。`
        : `「${words ?? ''}」は ${reading ?? ''} で、${stated} ではありません。`,
    eraMissing: ([words]) => `「${words ?? ''}」には元号がありません。`,
    dateDiffers: ([words, reading, stated]) =>
      `「${words ?? ''}」は ${reading ?? ''} と読めますが、${stated ?? ''} になっています。`,
    dateUnread: ([words]) => `「${words ?? ''}」を年月日として読めません。`,
    edtfInvalid: ([value]) => `${value ?? ''} は EDTF ではありません。`,
    lunarDate: ([words]) => `${words ?? ''}：明治5年までの日付は旧暦なので、そのまま西暦にはできません。`,
    bracketUnbalanced: ([bracket]) => `段落の中に ${bracket ?? ''} の相手がありません。`,
    glyphLeft: ([glyph]) => `読めなかった文字が残っています：${glyph ?? ''}`,
    markUntranslated: ([words]) => `訳されずに残っています：${words ?? ''}`,
    identifierDiffers: ([one, other, first = '', second = ''], language) =>
      `${one ?? ''}（${language(first)}）と ${other ?? ''}（${language(second)}）が食い違っています。`,
    identifierInOneText: ([code, has = '', lacks = ''], language) =>
      `${code ?? ''} は${language(has)}の本文にあり、${language(lacks)}の本文にありません。`,
    numberInOneText: ([number, has = '', lacks = ''], language) =>
      `数 ${number ?? ''} は${language(has)}の本文にあり、${language(lacks)}の本文にありません。`,
    dateInOneText: ([date, has = '', lacks = ''], language) =>
      `日付 ${date ?? ''} は${language(has)}の本文にあり、${language(lacks)}の本文にありません。`,
    timeInOneText: ([time, has = '', lacks = ''], language) =>
      `時刻 ${time ?? ''} は${language(has)}の本文にあり、${language(lacks)}の本文にありません。`,
    nameWithoutAuthority: ([name]) =>
      `「${name ?? ''}」の名がありますが、この形の名称は結び付けられていません。`,
    nameFormDiffers: ([word, form]) => `「${word ?? ''}」は「${form ?? ''}」と似ていますが異なります。`,
    sentenceBroken: ([end, start]) => `文が次の段落に続いています：…${end ?? ''}｜${start ?? ''}…`,
    lineRepeated: ([line, count]) =>
      `「${line ?? ''}」が様式の行のように各ページで繰り返されています（${count ?? ''} 回）。`,
    paragraphWithoutPartner: ([words, has = '', lacks = ''], language) =>
      `「${words ?? ''}」は${language(has)}の本文にあり、${language(lacks)}の本文に対応する段落がありません。`,
    paragraphsMerged: ([count, parts = '', whole = '', words], language) =>
      `${language(parts)}の本文の ${count ?? ''} 段落が${language(whole)}の本文では一段落です（「${words ?? ''}」が独立していません）。`,
    quotesDiffer: ([one, other, first = '', second = ''], language) =>
      `引用された箇所の数が違います：${language(first)} ${one ?? ''}、${language(second)} ${other ?? ''}`,
    ocrSlip: ([wrong, correct]) => `「${wrong ?? ''}」は「${correct ?? ''}」の誤読と思われます。`,
    passageNotPublic: ([words, note]) =>
      `審査の候補：${words ?? ''} 公表しないよう求める注があります：${note ?? ''}`,
    extentDiffers: ([extent, pages]) => `数量は ${extent ?? ''}、ページは ${pages ?? ''} 枚です。`,
    citationDiffers: ([supplied, computed]) =>
      `引用形式がひな形と異なります（${[supplied && `余分：${supplied}`, computed && `不足：${computed}`].filter(Boolean).join('、')}）。`,
  },
  names: {
    fieldMissing: '必須項目の未記入',
    fieldMissingForType: '記録形式の項目の未記入',
    titleLanguageMissing: '記述の言語の標題なし',
    levelOrder: 'レベルの順序',
    codeAlike: 'よく似た資料番号',
    codeGap: '資料番号の欠番',
    dateOrder: '日付の前後',
    dateOutsideParent: '上位の年代の外',
    dateReversed: '始まりより前の終わり',
    eraArithmetic: '元号と年の食い違い',
    eraMissing: '元号なし',
    dateDiffers: '日付と読みの食い違い',
    dateUnread: '読めない日付',
    edtfInvalid: 'EDTF でない値',
    lunarDate: '旧暦の日付',
    bracketUnbalanced: '括弧の不一致',
    glyphLeft: '読めない文字',
    markUntranslated: '訳し残し',
    identifierDiffers: '文書番号の食い違い',
    identifierInOneText: '片方だけの文書番号',
    numberInOneText: '片方だけの数',
    dateInOneText: '片方だけの日付',
    timeInOneText: '片方だけの時刻',
    nameWithoutAuthority: '結び付けのない名',
    nameFormDiffers: '名の表記の違い',
    sentenceBroken: '途切れた文',
    lineRepeated: '様式の行',
    paragraphWithoutPartner: '対応のない段落',
    paragraphsMerged: 'まとめられた段落',
    quotesDiffer: '引用の数の違い',
    ocrSlip: '誤読の疑い',
    passageNotPublic: '公表しないとされた箇所',
    extentDiffers: '数量とページの違い',
    citationDiffers: '引用形式の違い',
  },
  fixes: {
    setEra: (value) => `${value} とする`,
    takeReading: (value) => `${value} にする`,
    removeGlyph: () => '文字を取り除く',
    takeOther: (value) => `${value} にする`,
    linkName: (value) => `${value} を結び付ける`,
    takeForm: (value) => `${value} と書く`,
    markBoilerplate: () => '様式の一部とする',
    joinSentence: () => '一つの文とする',
    correctSlip: (value) => `${value} と書く`,
    setQuantity: (value) => `${value} にする`,
    takeCitation: () => '自動作成の引用形式にする',
  },
  standards,
  severities: { error: '誤り', warning: '注意' },
  label: '指摘',
  ofRecord: 'この記録への指摘',
  none: '指摘はありません。',
  goTo: '見る',
  accept: '了承…',
  acceptNow: '了承する',
  reason: '理由',
  reasonHint: 'このままで正しい理由',
  accepted: '了承済み',
  acceptedBy: (who, when) => `${who}、${when}`,
  withdraw: '取り下げる',
  stands: '有効',
  lapsed: '内容が変わったため、もう有効ではありません',
  marked: (n) => `指摘 ${n.toLocaleString('ja')} 件`,
  all: '記述',
  file: 'ファイル',
  start: 'まだ検査していません。すべての記述を調べ、指摘を残します。',
  clean: '指摘はありません。',
  checkedAt: (when, n) => `${when} に記述 ${n} 件を検査。`,
  outdated: 'その後に多くの変更があります。もう一度検査してください。',
  byRule: '規則',
  bySeverity: '重さ',
  everyRule: 'すべての規則',
  everySeverity: '誤りと注意',
  standard: '必須項目の基準',
  noneAccepted: '了承した指摘はありません。',
}
