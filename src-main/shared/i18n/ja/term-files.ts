import type { TermFileReason } from '../../domain/term.ts'
import type { termFiles as en } from '../en/term-files.ts'
import { n } from './numbers.ts'

const reasons: Record<TermFileReason, string> = {
  noLabel: '優先する表記がない',
  noAddress: '固有のアドレスがない',
  duplicate: 'ファイルの中で重複',
  tooLong: '表記・記号・注記が長すぎる',
  tooMany: '表記か関係が500を超える',
  typeUnknown: '種別が不明',
  sourceUnknown: '語彙の記号でない',
  relationUnknown: '関係の相手がどこにもない',
  circle: '自分自身の下位になるため、関係を外した',
}

export const termFiles: typeof en = {
  title: '語彙のファイル',
  intro:
    '語彙をファイルから取り込みます。SKOS（RDF/XML、Turtle、N-Triples）、CSV、Excel を読めます。用語は語彙の中の記号で見分けます。結果の予告を見てから書き込み、自館で加えたものは残ります。',
  source: 'ファイルの語彙',
  sourceHint: 'ndlsh、lcsh、aat などの記号。自館のものは local。',
  type: 'ファイルに種別がないとき',
  choose: 'ファイルを選ぶ…',
  chooseFile: '語彙のファイルを選んでください。',
  another: '別のファイルを選ぶ…',
  look: '読み直す',
  looking: 'ファイルを読んでいます…',
  preview: '取り込みの予告',
  formats: { rdfxml: 'SKOS（RDF/XML）', turtle: 'SKOS（Turtle）', csv: '表' },
  concepts: (concepts, format) => `概念${n(concepts)}件・${format}`,
  added: (terms) => `新しい用語${n(terms)}件`,
  changed: (terms) => `変わる用語${n(terms)}件`,
  same: (terms) => `変わらない用語${n(terms)}件`,
  languages: (labels) => `言語ごとの表記数：${labels}`,
  noLanguage: '言語なし',
  samples: '最初の概念',
  refused: '取り込まないもの',
  refusedFor: (reasons) => `取り込まないもの：${reasons}`,
  refusedAt: (at, reason) => `${/^\d+$/.test(at) ? `${at}行目` : at}：${reason}`,
  more: (left) => `ほか${n(left)}件`,
  reasons,
  take: (terms) => `取り込む（${n(terms)}件）`,
  nothing: 'ファイルの内容は、すべて既にあります。',
  out: '用語をファイルに書き出す',
  outHint: 'SKOS はほかのソフトウェア向けです。CSV は編集して、また取り込めます。',
  outSource: '書き出す語彙',
  as: '形式',
  asFormats: { skos: 'SKOS（Turtle）', csv: 'CSV' },
  write: '書き出す',
  written: (terms) => `用語${n(terms)}件を書き出しました。`,
  undo: '元に戻す操作は一回です。',
}
