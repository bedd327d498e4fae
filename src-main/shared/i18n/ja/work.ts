import type { FieldName } from '../../domain/field.ts'
import type { work as en } from '../en/work.ts'
import { record } from './record.ts'

const actions: Record<string, string> = {
  'description.create': '記述の追加',
  'description.edit': '記述の編集',
  'description.move': '移動',
  'description.duplicate': '複製',
  'description.bin': '削除',
  'description.restore': 'ごみ箱からの復元',
  'recordType.put': '文書の種類の編集',
  'recordType.reset': '文書の種類を元に戻す',
  'recordType.import': '文書の種類の取り込み',
  'scan.addPage': 'ページの追加',
  'scan.edit': 'ページの編集',
  'scan.reorder': 'ページの並べ替え',
  'scan.detach': 'ページの取り外し',
  'scan.attach': 'ページの取り付け',
  'proposal.take': '候補の採用',
  'proposal.refuse': '候補の却下',
  'replacement.apply': '置換',
  'import.start': '取り込み',
  'import.scans': 'スキャン画像の取り込み',
  'import.documents': '文書の取り込み',
  'finding.fix': '指摘の解決',
  'finding.accept': '指摘の了承',
  'finding.withdraw': '了承の取り下げ',
  'finding.setRules': '検査の規則の変更',
  'authority.create': '名称の追加',
  'authority.edit': '名称の編集',
  'authority.merge': '名称の統合',
  'authority.bin': '名称の削除',
  'authority.restore': '名称をごみ箱から戻す',
  'catalogue.setInstitution': '所蔵機関の編集',
  'catalogue.create': '目録の作成',
}

export const work: typeof en = {
  actions,
  action: (action, field) =>
    field !== null && field in record.fields
      ? `${record.fields[field as FieldName]}の編集`
      : (actions[action] ?? action),
  kinds: { do: '', undo: '取り消し', redo: 'やり直し' },
  jobKinds: { import: '取り込み', export: '書き出し', check: '点検' },
  jobStates: { running: '実行中', done: '完了', failed: '失敗', cancelled: '中止' },
  /** How far a job is whose whole is not known. */
  jobUnits: {
    bytes: (done) => done,
    files: (done) => `${done} ファイル`,
    descriptions: (done) => `${done} 件`,
  },
  timeLeft: (seconds) =>
    seconds < 60
      ? `残り ${String(Math.max(1, Math.round(seconds)))} 秒`
      : `残り ${String(Math.round(seconds / 60))} 分`,
  severities: { damage: '破損', error: '誤り', warning: '注意' },
  findings: {
    fileDamaged:
      'データベースファイルが破損しています。「snapshots」にある最新の検証済みの写しを開いてください。',
    notInIndex: '検索用の索引にありません。',
    countWrong: '下位の件数が数えた結果と一致しません。',
    scanMissing: 'スキャン画像が元の場所にありません。',
    scanUnused: 'どのページでも使われていないスキャン画像があります。',
    fieldMissing: '必須項目が空です：',
  },
  bases: {
    citationDiffers: '引用文の表記が異なります。',
    dateDoubtful: '日付の読み方が一つに定まりません。',
    dateInTextOnly: '日付は本文中にだけあります。',
    eraNotPrinted: '元号の記載がなく、推定したものです。',
    yearNotPrinted: '年の記載がなく、推定したものです。',
    yearAndMonthBlank: '書式の年と月が空欄で、推定したものです。',
    identifierDiffers: '原文と訳文とで番号が異なります。',
    inTranslationOnly: '訳文にだけ記されています。',
    labelDetached: '書式上で見出しと離れて記されています。',
    languageByLetters: '文字から言語を判断しました。',
    meaningNotKnown: 'この表示の意味は不明です。',
    nameInSummary: '要約に現れる名前です。',
    nameInTextOnly: '本文にだけ現れる名前です。',
    nameInTitleOnly: '表題にだけ現れる名前です。',
    nameInTranslation: '訳文に現れる名前です。',
    nameSuppliedByTranslator: '訳者が補った名前です。',
    passageNotForPublic: '対外的に公表しないと記された箇所です。',
    readingOrderLost: '書式上の語の並び順が失われています。',
    roleNotStated: 'この人物の役割が記されていません。',
  },
  proposalStates: { open: '未処理', taken: '採用', refused: '却下' },
}
