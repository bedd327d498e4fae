/**
 * What the file itself says around the catalogue's text, in the language of description: Japanese where that is
 * Japanese, English otherwise. These words belong to the document, not to the interface.
 */
import type { RestrictionType } from '../../shared/domain/restriction.ts'
import type { DateKind, RELATION_TYPES, Status } from '../../shared/domain/field.ts'

export interface Words {
  readonly untitled: string
  readonly unnamedLevel: string
  readonly item: string
  readonly pages: string
  readonly page: (number: number) => string
  readonly classification: string
  readonly declassification: string
  readonly code: string
  readonly translatedBy: string
  readonly timeZoneNotStated: string
  readonly dateNotStated: string
  readonly status: Record<Status, string>
  readonly events: Record<DateKind, string>
  readonly relations: Record<(typeof RELATION_TYPES)[number], string>
  readonly restrictions: Record<RestrictionType, string>
  readonly openFrom: (day: string) => string
  readonly colon: string
  readonly semicolon: string
  readonly created: string
  readonly revised: string
  readonly exported: string
  readonly localTypes: string
  readonly staffCopy: string
  readonly staffNotice: string
}

const en: Words = {
  untitled: '[Untitled]',
  unnamedLevel: 'other',
  item: 'Item',
  pages: 'Pages',
  page: (number) => `Page ${number}`,
  classification: 'Original classification',
  declassification: 'Declassification',
  code: 'Code',
  translatedBy: 'Translated by',
  timeZoneNotStated: 'time zone not stated',
  dateNotStated: 'date not stated',
  status: { draft: 'Draft, not published', checked: 'Checked, not published', published: 'Published' },
  events: {
    creation: 'Created',
    despatch: 'Despatched',
    receipt: 'Received',
    stamped: 'Stamped',
    classified: 'Classified',
    declassified: 'Declassified',
    disclosed: 'Disclosed',
    publication: 'Published',
    copyright: 'Copyright',
    bulk: 'Predominant dates',
    other: 'Other date',
  },
  relations: {
    isSeparateTelegramOf: 'Separate telegram of',
    hasSeparateTelegram: 'Has separate telegram',
    isReplyTo: 'Reply to',
    isAssociatedWith: 'Associated with',
    isPartOf: 'Part of',
    isVersionOf: 'Version of',
  },
  restrictions: {
    closed: 'Closed',
    partlyClosed: 'Closed in part',
    personalInformation: 'Closed: personal information',
    nationalSecurity: 'Closed: national security',
    thirdParty: 'Closed: information of third parties',
    donor: 'Closed by agreement with the donor',
    condition: 'Closed because of its condition',
    other: 'Restricted',
  },
  openFrom: (day) => `open from ${day}`,
  colon: ': ',
  semicolon: '; ',
  created: 'Description created',
  revised: 'Description last changed',
  exported: 'Exported from the catalogue',
  localTypes: 'Names of the fields and types of the catalogue, as its own description form calls them',
  staffCopy: 'STAFF COPY, NOT FOR RELEASE',
  staffNotice:
    'Staff copy, not for release: it holds descriptions that are not published and what is withheld from the public.',
}

const ja: Words = {
  untitled: '[標題なし]',
  unnamedLevel: 'その他',
  item: '件',
  pages: '画像',
  page: (number) => `${number}頁`,
  classification: '当初の秘密指定',
  declassification: '秘密指定解除',
  code: 'コード',
  translatedBy: '翻訳',
  timeZoneNotStated: '時間帯の記載なし',
  dateNotStated: '日付の記載なし',
  status: { draft: '草稿（未公開）', checked: '確認済み（未公開）', published: '公開' },
  events: {
    creation: '作成',
    despatch: '発信',
    receipt: '受信',
    stamped: '押印',
    classified: '秘密指定',
    declassified: '秘密指定解除',
    disclosed: '開示',
    publication: '刊行',
    copyright: '著作権',
    bulk: '主要な年代',
    other: 'その他の日付',
  },
  relations: {
    isSeparateTelegramOf: '次の電信の別電',
    hasSeparateTelegram: '別電',
    isReplyTo: '次への返信',
    isAssociatedWith: '関連',
    isPartOf: '次の一部',
    isVersionOf: '次の異版',
  },
  restrictions: {
    closed: '非公開',
    partlyClosed: '一部非公開',
    personalInformation: '非公開（個人情報）',
    nationalSecurity: '非公開（国の安全）',
    thirdParty: '非公開（第三者の情報）',
    donor: '非公開（寄贈者との取り決め）',
    condition: '非公開（劣化・破損）',
    other: '利用制限',
  },
  openFrom: (day) => `${day} から公開`,
  colon: '：',
  semicolon: '；',
  created: '記述の作成',
  revised: '記述の最終変更',
  exported: '目録から書き出し',
  localTypes: '目録の記述票における項目名と種別名',
  staffCopy: '職員用写し（公開不可）',
  staffNotice: '職員用の写しであり公開しないこと。未公開の記述と、公開から除かれている事項を含む。',
}

export const wordsFor = (language: string): Words => (language === 'jpn' ? ja : en)
