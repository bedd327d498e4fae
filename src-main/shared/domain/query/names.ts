/** What fields and their values are called in a query: names of the contract, short ones, and those of the desk in English and Japanese. */
import { LEVELS } from '../level.ts'
import type { Level } from '../level.ts'
import { AGENT_ROLES, DATE_KINDS, RECORD_TYPES, STATUSES, TEXT_FIELD_NAMES } from '../field.ts'
import type { AgentRole, DateKind, Status, TextField, ACCESS_POINT_TYPES } from '../field.ts'
import { languageNamed } from '../language-name.ts'
import { isCode, VOCABULARY_TERMS } from '../vocabulary.ts'

type AccessPointType = (typeof ACCESS_POINT_TYPES)[number]

/** Where words are looked for. `numbers` are reference codes and all other numbers, `texts` transcriptions, translations and summaries. */
export type Where =
  | TextField
  | 'anywhere'
  | 'numbers'
  | 'referenceCode'
  | 'identifiers'
  | 'dates'
  | 'agents'
  | `agents.${AgentRole}`
  | 'accessPoints'
  | `accessPoints.${AccessPointType}`
  | 'texts'
  | 'transcription'
  | 'translation'
  | 'summary'
  | 'boilerplate'

/** What `has:` and `no:` ask about, beside the fields. */
export type Having =
  | Where
  | 'assignee'
  | 'page'
  | 'missingPage'
  | 'blankPage'
  | 'extents'
  | 'languages'
  | 'identifiers'
  | 'containers'
  | 'restrictions'
  | 'accessions'

/** A field as a query names it, and how its value is read. */
export type FieldMeaning =
  | { readonly kind: 'text'; readonly where: Where }
  | { readonly kind: 'date'; readonly date: DateKind | null; readonly side: 'within' | 'before' | 'after' }
  | { readonly kind: 'level' | 'status' | 'assignee' | 'language' | 'recordType' | 'has' | 'hasNot' | 'is' }
  | { readonly kind: 'container' | 'location' | 'barcode' | 'opens' | 'accession' | 'fixity' }

/** A name as it is compared: in any width and case, without spaces and signs. */
export const plainName = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\-_.'’・]+/gu, '')

const NAMES_OF_TEXT: Readonly<Partial<Record<Where, string>>> = {
  anywhere: 'any anywhere すべて 全体',
  numbers: 'number no numbers 番号',
  referenceCode: 'ref code reference unitid referencecode 参照コード 請求番号 レファレンスコード',
  identifiers: 'identifier id othernumbers その他の番号',
  dates: 'datetext 日付の表記',
  agents: 'name names agent agents authority person who 名称 名前 人名 典拠',
  accessPoints: 'accesspoint accesspoints アクセスポイント',
  texts: 'text texts fulltext 本文 全文',
  transcription: 'transcription 翻刻 転写',
  translation: 'translation 翻訳',
  summary: 'summary 要約',
  boilerplate: 'boilerplate form 定型文 様式',
  title: 'title 標題 タイトル 表題 件名標題',
  physicalFacet: 'physicalfacet 形態細目',
  dimensions: 'dimensions 大きさ',
  administrativeHistory: 'administrativehistory adminhistory biography bioghist 組織歴 履歴 組織歴履歴',
  archivalHistory: 'archivalhistory custodhist 伝来',
  acquisition: 'acquisition 入手元',
  abstract: 'abstract 要旨',
  scopeAndContent: 'scope content scopeandcontent scopecontent 範囲と内容 内容',
  appraisal: 'appraisal 評価廃棄 評価',
  accruals: 'accruals 追加受入',
  arrangement: 'arrangement 整理方法',
  accessConditions: 'access accessconditions conditions 公開条件',
  legalStatus: 'legalstatus 法的根拠',
  reproductionConditions: 'reproduction reproductionconditions 複製条件',
  languageNote: 'languagenote 言語注記',
  physicalCharacteristics: 'physicalcharacteristics physicalcondition 物理的状態',
  findingAids: 'findingaids 検索手段',
  locationOfOriginals: 'originals locationoforiginals 原本の所在',
  locationOfCopies: 'copies locationofcopies 複製の所在',
  relatedUnits: 'related relatedunits 関連資料',
  separatedUnits: 'separatedunits 分離された資料',
  publicationNote: 'publicationnote 出版物',
  note: 'note notes 注記 備考',
  preferredCitation: 'citation preferredcitation 引用形式',
  credits: 'credits 謝辞助成',
  archivistNote: 'archivistnote archivistsnote 記述担当者注記',
  sources: 'sources 典拠資料',
  classification: 'classification secrecy 秘密区分',
  declassification: 'declassification 秘密指定解除',
  precedence: 'precedence 緊急度',
  handling: 'handling 取扱指示',
  distribution: 'distribution 配布先',
  stamp: 'stamp stamps 押印',
  staffNote: 'staffnote memo 職員用メモ メモ',
  'agents.creator': 'creator author 作成者',
  'agents.sender': 'sender from 発信者',
  'agents.originatingPost': 'originatingpost post 発信公館',
  'agents.addressee': 'addressee to 宛先',
  'agents.recipient': 'recipient 受信者',
  'agents.mentioned': 'mentioned 言及',
  'agents.translator': 'translator 翻訳者',
  'agents.collector': 'collector 収集者',
  'agents.responsibleOffice': 'responsibleoffice office 主管',
  'agents.contributor': 'contributor 寄与者',
  'accessPoints.subject': 'subject 主題 件名標目',
  'accessPoints.place': 'place 地名',
  'accessPoints.genre': 'genre 形式',
  'accessPoints.function': 'function 機能',
  'accessPoints.occupation': 'occupation 職業',
}

const NAMES_OF_DATES: Readonly<Record<DateKind, string>> = {
  creation: 'created creation 作成日',
  despatch: 'despatched despatch sent 発信日',
  receipt: 'received receipt 受信日',
  stamped: 'stamped 押印日',
  classified: 'classified 秘密指定日',
  declassified: 'declassified 指定解除日',
  disclosed: 'disclosed 開示日',
  publication: 'publicationdate 出版日',
  copyright: 'copyright 著作権日',
  bulk: 'bulk 主要年代',
  other: 'otherdate その他の日付',
}

const NAMES_OF_OTHERS: Readonly<Record<Exclude<FieldMeaning['kind'], 'text' | 'date'>, string>> = {
  level: 'level レベル 階層',
  status: 'status state 状態',
  assignee: 'assignee assigned 担当 担当者',
  language: 'lang language languages 言語 使用言語',
  recordType: 'type recordtype formofrecord 文書の種類 種類',
  has: 'has with あり 有',
  hasNot: 'no without missing hasno なし 無',
  is: 'is',
  container: 'box boxes container containers 箱 容器 箱番号',
  location: 'location locations shelf 配架場所 所在 書架 棚',
  barcode: 'barcode バーコード',
  accession: 'accession accessions accessionnumber 受入 受入番号',
  fixity: 'fixity 固定性',
  opens: 'opens opening openfrom 公開日 公開予定日 利用開始日',
}

const words = (names: string) => names.split(' ').map(plainName)

const FIELDS = new Map<string, FieldMeaning>([
  ...TEXT_FIELD_NAMES.map((where): [string, FieldMeaning] => [plainName(where), { kind: 'text', where }]),
  ...AGENT_ROLES.map((role): [string, FieldMeaning] => [
    plainName(role),
    { kind: 'text', where: `agents.${role}` },
  ]),
  ...Object.entries(NAMES_OF_TEXT).flatMap(([where, names]) =>
    words(names).map((name): [string, FieldMeaning] => [name, { kind: 'text', where: where as Where }]),
  ),
  ...DATE_KINDS.flatMap((date) =>
    words(NAMES_OF_DATES[date]).map((name): [string, FieldMeaning] => [
      name,
      { kind: 'date', date, side: 'within' },
    ]),
  ),
  ...words('date dates year 日付 年月日 年代 年').map((name): [string, FieldMeaning] => [
    name,
    { kind: 'date', date: null, side: 'within' },
  ]),
  ...words('before until 以前').map((name): [string, FieldMeaning] => [
    name,
    { kind: 'date', date: null, side: 'before' },
  ]),
  ...words('after since 以後 以降').map((name): [string, FieldMeaning] => [
    name,
    { kind: 'date', date: null, side: 'after' },
  ]),
  ...Object.entries(NAMES_OF_OTHERS).flatMap(([kind, names]) =>
    words(names).map((name): [string, FieldMeaning] => [name, { kind } as FieldMeaning]),
  ),
])

/** The field that a name means, or null. */
export const fieldNamed = (name: string): FieldMeaning | null => FIELDS.get(plainName(name)) ?? null

const named = <T extends string>(codes: readonly T[], names: Readonly<Record<string, string>>) => {
  const known = new Map(
    codes.flatMap((code) =>
      [code as string, ...(names[code]?.split(' ') ?? [])].map((name) => [plainName(name), code]),
    ),
  )
  return (value: string): T | null => known.get(plainName(value)) ?? null
}

export const levelNamed: (value: string) => Level | null = named(LEVELS, {
  fonds: '資料群 フォンド',
  collection: 'コレクション',
  recordgrp: 'recordgroup レコードグループ',
  subfonds: 'サブ資料群 サブフォンド',
  subgrp: 'subgroup サブグループ',
  class: 'クラス',
  series: 'シリーズ',
  subseries: 'サブシリーズ',
  file: '簿冊 ファイル',
  item: '件名 アイテム',
  otherlevel: 'other その他',
})

export const statusNamed: (value: string) => Status | null = named(STATUSES, {
  draft: '下書き',
  checked: '確認済み 確認済',
  published: '公開 公開済み',
})

const shippedTypeNamed = named(RECORD_TYPES, {
  general: '一般',
  telegram: 'cable 電報',
  letter: '書簡',
  minutes: '議事録',
  photograph: 'photo 写真',
})

/** A type that comes with the program by any of its names; one of the office's own by what the catalogue knows it by. */
const CHANGED = new Set(words('changed changedsincepublication 変更あり 公開後変更 公開後に変更'))

/** Whether a state is that of what was changed since it was published. */
export const isChangedNamed = (value: string): boolean => CHANGED.has(plainName(value))

export const recordTypeNamed = (value: string): string => shippedTypeNamed(value) ?? value.trim()

/** ISO 639-1 and terminological codes of the languages that archives in Japan hold most, beside those of the list. */
const OTHER_CODES: Readonly<Record<string, string>> = {
  ja: 'jpn',
  en: 'eng',
  fr: 'fre',
  fra: 'fre',
  de: 'ger',
  deu: 'ger',
  ru: 'rus',
  zh: 'chi',
  zho: 'chi',
  ko: 'kor',
  es: 'spa',
  pt: 'por',
  it: 'ita',
  nl: 'dut',
  nld: 'dut',
}
const BY_JAPANESE_NAME = new Map(VOCABULARY_TERMS.language.map(({ code, ja }) => [plainName(ja), code]))

/** The language that a code or a name in English or Japanese means. */
export function languageCodeOf(value: string): string | null {
  const name = plainName(value)
  const code = OTHER_CODES[name] ?? name
  if (isCode('language', code)) return code
  return BY_JAPANESE_NAME.get(name) ?? languageNamed(value)?.language ?? null
}

const HAVING = new Map<string, Having>(
  [
    ['page pages scan image ページ 画像 頁', 'page'],
    ['missingpage missingpages 欠頁 欠ページ 欠落ページ', 'missingPage'],
    ['blankpage blankpages 白紙 白紙ページ', 'blankPage'],
    ['date dates 日付 年月日', 'dates'],
    ['extent extents 数量', 'extents'],
    ['assignee assigned 担当 担当者', 'assignee'],
    ['language languages lang 言語 使用言語', 'languages'],
    ['box boxes container containers location 箱 容器', 'containers'],
    ['accession accessions 受入 受入番号', 'accessions'],
    ['restriction restrictions 利用制限 制限', 'restrictions'],
  ].flatMap(([names = '', what]) => words(names).map((name) => [name, what as Having])),
)

/** What a value of `has:` asks about. */
export function havingNamed(value: string): Having | null {
  const special = HAVING.get(plainName(value))
  if (special !== undefined) return special
  const field = fieldNamed(value)
  return field?.kind === 'text' && field.where !== 'anywhere' ? field.where : null
}

const CLOSED = new Set(words('closed restricted 非公開 利用制限中'))
const OPEN = new Set(words('open opened 利用可 利用可能'))

/** Whether `is:` asks for what is closed today, or for what is open; null for neither. */
export const closedNamed = (value: string): boolean | null =>
  CLOSED.has(plainName(value)) ? true : OPEN.has(plainName(value)) ? false : null

/** What the fixity of a scan is asked to be: an outcome of the last check, any that is wrong, or none. */
export const FIXITIES = ['wrong', 'changed', 'missing', 'unreadable', 'matches', 'never'] as const
export type FixityAsked = (typeof FIXITIES)[number]

export const fixityNamed: (value: string) => FixityAsked | null = named(FIXITIES, {
  wrong: 'problem problems 異常 異常あり',
  changed: 'altered 相違',
  missing: 'lost 所在不明 欠落',
  unreadable: '読取不可',
  matches: 'ok intact same 一致 異常なし',
  never: 'unchecked 未確認',
})

const SCAN_IS = new Set(words('altered 相違 missing lost 所在不明 欠落 unreadable 読取不可'))

/** What `is:` asks of scans; `is:changed` is asked of the record. */
export const scanStateNamed = (value: string): FixityAsked | null =>
  SCAN_IS.has(plainName(value)) ? fixityNamed(value) : null

const UNKNOWN = new Set(words('unknown undetermined never 不明 未定'))

/** Whether a day of opening is asked for that nobody knows. */
export const isUnknownNamed = (value: string): boolean => UNKNOWN.has(plainName(value))

const COMPLETE = new Set(words('complete 完備 記入済み'))
const INCOMPLETE = new Set(words('incomplete 未記入 不備'))

/** Whether `is:` asks for descriptions with all mandatory fields, or for those that still miss some; null for neither. */
export const completeNamed = (value: string): boolean | null =>
  COMPLETE.has(plainName(value)) ? true : INCOMPLETE.has(plainName(value)) ? false : null
