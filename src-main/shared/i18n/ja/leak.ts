import type { leak as en } from '../en/leak.ts'
import { n } from './numbers.ts'

const percent = (share: number) => `${Math.max(1, Math.round(share * 100))} %`

export const leak: typeof en = {
  title: '非公開箇所の漏れをフォルダーから探す',
  intro:
    'フォルダー内のすべてのファイルを開き、圧縮を展開し、あらゆる文字コードで読みます。公開前の公開用複製にも、過去に公開したものにも使えます。見つかったものは、非公開箇所の番号と場所だけを示し、非公開の語句は表示しません。',
  where: '探す場所',
  choose: 'フォルダーを選ぶ…',
  none: '選ばれていません',
  withPixels: '画像の画素部分も調べる（時間がかかります）',
  start: '探す',
  looking: '探しています…',
  nothing: '非公開とした語句は見つかりませんでした。',
  found: (count) => `非公開とした箇所が ${n(count)} か所で見つかりました。`,
  looked: (files, redactions, canaries) =>
    `${n(files)} 点のファイルから、非公開箇所 ${n(redactions)} 件に固有の語句 ${n(canaries)} 通りを探しました。`,
  pixels: (share) =>
    `全体の ${Math.round(share * 100)} % は画像の画素であり、文字ではないため調べていません。`,
  proved:
    '非公開の指定をした語句がこれらのファイルにないことを示すものです。指定に漏れがないこと、また画像に何が写っているかを示すものではありません。',
  findings: '見つかったもの',
  redaction: (id) => `非公開箇所 ${id}`,
  kinds: {
    passage: '本文の語句',
    neighbours: '前後の語句とともに',
    alone: '語のみ',
  },
  share: (share) => `うち ${percent(share)}`,
  path: (file, inner) => [file, ...inner].join(' › '),
  place: (encoding, at) => `${encoding}、${at} バイト目`,
  notSearched: '固有の語句がないもの',
  notSearchedHint:
    '人名・年・一語だけでは漏れの証拠にならず、ほかで公開している語句はまったく手がかりになりません。公開前に、これらは目で確かめてください。',
  unsearched: (id, { why, neighbours, alone }) => {
    const how = [...(neighbours ? ['前後の語句とともに'] : []), ...(alone ? ['その語だけで'] : [])].join('、')
    const reason = why === 'tooShort' ? '短く、ほかと区別できません' : '同じ語句がほかで公開されています'
    return `非公開箇所 ${id}：${reason}。${how === '' ? '探していません。' : `${how}探しました。`}`
  },
  notRead: '読めなかったもの',
  unread: {
    unreadable: '読めません',
    encrypted: '暗号化されています',
    unknownFormat: '対応していない方法で圧縮されています',
    tooLarge: '展開すると大きすぎるため、一部だけを読みました',
    tooDeep: '入れ子が深すぎます',
    damaged: '壊れているため、一部だけを読みました',
    fontWithoutText: '文字との対応を示さないフォントが使われています',
    linkNotFollowed: 'リンクのため、たどっていません',
  },
  echoes: {
    words: '同じ語句が公開されます',
    name: '同じ名称が公開されます',
    figure: '同じ数字が公開されます',
    image: '画像の同じ箇所が公開されます',
  },
  page: (id) => `ページ #${id}`,
  paragraph: (id) => `段落 ${id}`,
  hints: {
    characterCount: (count) => `文字の幅が一定のため、枠の幅から ${n(count ?? 0)} 字と分かります`,
    sameLine: () => '同じ行の前後に公開する語句が残ります',
    candidates: (count) => `目録にある名称のうち、幅が合うものは ${n(count ?? 0)} 件だけです`,
  },
  consistent: (count) =>
    count === 0
      ? '非公開とした語句がほかで公開されることはありません。'
      : `確かめる箇所が ${n(count)} か所あります。`,
  partial: 'フォルダー内のファイルが多すぎるため、一部だけを調べました。下位のフォルダーを選んでください。',
  first: (count) => `最初の ${n(count)} 件を表示しています。`,
}
