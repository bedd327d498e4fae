/** Made-up telegrams for the bench of reading: what stands on its pages, letter by letter. */
const SENTENCES = [
  '本使は六日午後、先方外務次官を往訪し、漁業協定の改定に関するわが方の考え方を詳しく説明した。',
  '先方は、わが方提案の第三条について本国の関係省庁と協議する必要があると述べ、回答の時期は明言しなかった。',
  'なお、先方より航空路線の増便についても早期に話し合いたい旨の申入れがあったので、併せて報告する。',
  '当地の新聞は連日この問題を大きく取り上げており、世論の動向には引き続き注意を要するものと認められる。',
  '次回の会合は来る二十日に開かれる予定であり、専門家二名の派遣につき至急御検討を願いたい。',
  '経済協力の総額については、先方の期待とわが方の用意する額との間になお相当の開きがある。',
  '通商代表部からの情報によれば、綿製品の輸入制限は年内に緩和される見通しであるという。',
  '本件に関する公表は、双方の合意が成立するまで差し控えることで先方と了解済みである。',
  '大使館の移転に伴う経費の件については、別途公信をもって詳細を申し進めることといたしたい。',
  '以上の次第であるので、わが方の最終的な方針につき何分の儀御回電ありたい。',
]

const HEADS = ['電信写', '外務大臣殿', '漁業協定の改定に関する件', '往電第一四二号に関し']

/** Each page begins elsewhere, and numbers its paragraphs. */
export const OCR_PAGES: readonly string[] = Array.from({ length: 4 }, (_, page) =>
  [
    ...HEADS.slice(page % 2),
    '',
    ...SENTENCES.flatMap((_sentence, n) => {
      const at = (n * 3 + page) % SENTENCES.length
      return [`${String(n + 1)}．${SENTENCES[at] ?? ''}${SENTENCES[(at + 1) % SENTENCES.length] ?? ''}`, '']
    }),
  ].join('\n'),
)
