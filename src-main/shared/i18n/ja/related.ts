import type { related as en } from '../en/related.ts'

export const related: typeof en = {
  scope: '公館と年',
  scopeHint: '公館と年（異なる場合）',
  notThere: 'まだ目録にありません。',
  possibly: (name) => `${name}（候補）`,
  naming: '他の記述からの関係',
  inverse: {
    isSeparateTelegramOf: (part) => part ?? '別電',
    hasSeparateTelegram: (part) => (part === null ? '本電' : `${part}の本電`),
    isReplyTo: () => '返電',
    isAssociatedWith: () => '関連',
    isPartOf: (part) => part ?? '部分',
    isVersionOf: () => '異版',
  },
}
