/** Invented but lifelike text in Japanese and English, the same for the same number; frequent words are frequent and rare ones rare. */

/** A generator of numbers from 0 up to 1 (mulberry32). */
export function random(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const list = (words: string) => words.split(' ')

const POSTS = list(
  '中国 ソ連 米国 英国 韓国 インド 豪州 仏国 西独 タイ インドネシア フィリピン ブラジル カナダ エジプト イラン トルコ ポーランド ユーゴ ビルマ',
)
const PEOPLE = list(
  '鹿取 都倉 大河内 前野 小木曽 安倍 園田 大平 宮沢 グロムイコ アルヒポフ 胡耀邦 趙紫陽 シュルツ 李先念 中曽根 福田 鈴木 櫻内 伊東',
)
const TOPICS = list(
  '外相会談 経済協力 漁業交渉 航空協定 首脳会談 領事事項 文化交流 円借款 北方領土 国連総会 核実験 難民問題 貿易摩擦 査証発給 要人往来 資源開発 技術援助 海洋法 軍縮 原子力協定 平和条約 人質事件 食糧援助 世論調査 新聞論調 儀典 引揚者 抑留者 墓参 国交正常化',
)
const VERBS = list(
  '報告する 回電ありたい 申し入れた 説明した 確認した 提案した 留保した 同意した 抗議した 通報越した 依頼した 回答した 指摘した 強調した 示唆した',
)
const NOUNS = list(
  '先方 わが方 本使 大臣 次官 局長 参事官 書記官 事務当局 関係各省 政府 議会 新聞 在留邦人 日程 議題 共同声明 覚書 口上書 訓令 情報 見解 立場 方針 結果 経緯 背景 影響 予算 期限 会議 協議 交渉 訪問 声明 条約 協定 条項 書簡 電報 公電 別電 写真 資料 極秘 取扱 至急 内密',
)
const PARTICLES = list('は が を に の と で も から より')
const ENGLISH = list(
  'ambassador minister talks report concerning cooperation fisheries agreement summit visit delegation position proposal negotiations economic political treaty northern territories statement embassy telegram government discussion programme assistance loan exchange cultural nuclear arms control refugee trade visa resources technology conference United Nations Soviet Union China Korea Japan relations bilateral problem question request reply draft final secret urgent copy letter memorandum note verbale consul general press public opinion',
)
const RARE = list(
  '鯨 鮭鱒 鉱区 蘭領 樺太 千島 満鉄 阿片 竹島 尖閣 沖縄 小笠原 奄美 琉球 台湾 朝鮮 旅券 戸籍 恩給 叙勲 國書 條約 會議録 渡邊 髙橋 齋藤',
)

export class Lifelike {
  readonly next: () => number

  constructor(seed: number) {
    this.next = random(seed)
  }

  /** One of a list, the first ones more often (by the square of chance). */
  of(words: readonly string[]): string {
    const chance = this.next()
    return words[Math.floor(chance * chance * words.length)] ?? ''
  }

  below = (end: number): number => Math.floor(this.next() * end)

  post = (): string => this.of(POSTS)
  person = (): string => this.of(PEOPLE)
  topic = (): string => (this.next() < 0.02 ? this.of(RARE) : this.of(TOPICS))

  japanese(clauses: number): string {
    let text = ''
    for (let clause = 0; clause < clauses; clause++) {
      const words = 2 + this.below(3)
      for (let word = 0; word < words; word++) {
        text += this.next() < 0.01 ? this.of(RARE) : this.next() < 0.3 ? this.topic() : this.of(NOUNS)
        text += this.of(PARTICLES)
      }
      text += `${this.of(VERBS)}。`
    }
    return text
  }

  english(words: number): string {
    let text = ''
    for (let word = 0; word < words; word++) text += `${word === 0 ? '' : ' '}${this.of(ENGLISH)}`
    return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
  }

  /** Words that somebody looks for: from one character to six, and several words. */
  query(): string {
    const passage = this.next() < 0.75 ? this.japanese(2) : this.english(8)
    const cut = (from: string, length: number) => {
      const at = this.below(Math.max(1, from.length - length))
      return from.slice(at, at + length).trim()
    }
    const chance = this.next()
    if (chance < 0.15) return [this.topic(), this.post()].join(' ')
    if (chance < 0.25) return [cut(this.english(4), 6), this.topic()].join(' ')
    if (chance < 0.3) return String(1 + this.below(9999))
    return cut(passage.replaceAll('。', ''), 1 + this.below(6)) || this.topic()
  }
}
