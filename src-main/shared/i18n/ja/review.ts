/** 公開前の審査の言葉。 */
import type { review as english } from '../en/review.ts'

type Words = Readonly<Record<string, string>>

const states: Words = {
  notReviewed: '未審査',
  inReview: '審査中',
  proposed: '提案済み',
  agreed: '第二審査済み',
  approved: '承認済み',
  referred: '照会中',
  released: '公開済み',
  recalled: '公開停止・再検討中',
}

export const review: typeof english = {
  /** 原紙と文面で目で確かめること。 */
  checks: {
    showThrough: '裏写り・透けがないか',
    facingPage: '隣のページに写り込んでいないか',
    carbonOffset: 'カーボンや印刷の転写がないか',
    stampOverText: '印影が文字に重なっていないか',
    besideBox: '墨消しの横や注記から内容が分からないか',
    paraphrase: '言い換えた記述が残っていないか',
  },
  states,
  decisions: {
    releaseInFull: '全部開示',
    releaseInPart: '一部開示',
    withholdInFull: '不開示',
    neitherConfirmNorDeny: '存否応答拒否',
    notRelevant: '対象外',
    duplicate: '重複',
    alreadyPublic: '公表済み',
  },
  redactionStates: { draft: '下書き', proposed: '提案済み', agreed: '同意済み', returned: '差戻し' },
  unresolved: {
    anchorMissing: '箇所のない墨消しがあります',
    anchorUncertain: '位置を確定できなくなった箇所があります',
    codeMissing: '不開示条項の引用がない墨消しがあります',
    codeNeeds: '条項の引用に必要な事項が足りません',
    codeNotOffered: 'この記録に引用できない条項があります',
    counterpartMissing: '画像または本文のいずれかで対応する箇所が指定されていません',
    sameScanOpen:
      'ここで不開示とした箇所が、同じ画像を示す別のページでは見えています。そこにも指定するか、画像について理由を記してください',
    sameScanWithheld:
      '同じ画像を示す別の資料で不開示とされた箇所が、ここでは見えています。指定するか、先方の墨消しに画像についての理由を記してください',
    pageNotLookedAt: '確認していないページがあります',
    checkOpen: '原紙の点検が済んでいません',
    redactionReturned: '差し戻された墨消しがあります',
    redactionGone: '提案済みの墨消しが決定なしに失われています',
    decisionMissing: '決定がありません',
    decisionDiffers: '決定が墨消しと一致しません',
    referralOpen: '照会先の回答がありません',
    originalChanged: '重複元の決定がその後変わっています。比較して、改めて決定してください',
  },
  missing: {
    decision: '決定',
    reason: '理由',
    duplicateOfId: 'どの資料と重複するか',
    publicAt: '公表されている場所',
    authority: '決裁の根拠(職名または基準)',
    comment: '意見',
  },
  marked: (uid, anchors) => `墨消し${uid}:${String(anchors)}箇所`,
  cutsInk: (page) =>
    `${String(page)}ページで、囲みの縁に文字がかかっており、はみ出した部分は公開時に見えたままになります。--snap ink を付けると文字全体を覆います。`,
  nowIs: (state) => `現在の状態:${states[state] ?? state}`,
}
