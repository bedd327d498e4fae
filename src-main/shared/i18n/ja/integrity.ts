import type { integrity as en } from '../en/integrity.ts'
import { n } from './numbers.ts'

export const integrity: typeof en = {
  label: 'ファイルとスキャン画像の点検',
  intro:
    'ファイル全体とすべてのスキャン画像を読み、データベース自体の検査、検索用の索引と語の照合、履歴の最初までの遡り、各スキャン画像の固定性の確認を行います。',
  check: '点検する',
  fixity: 'すべてのスキャン画像を読み、固定性（SHA-256）を照合する',
  checking: '点検中…',
  repair: '派生データを修復',
  repairHint: '索引・件数・縮小画像を作り直します。入力した内容とスキャン画像には一切触れません。',
  sound: 'ファイルに問題はなく、スキャン画像もすべて取り込み時のままです。',
  sums: (descriptions, entries, scans) =>
    `記述 ${n(descriptions)} 件、履歴 ${n(entries)} 件、スキャン画像 ${n(scans)} 点を点検`,
  read: (bytes) => `スキャン画像を ${bytes} 読みました`,
  repaired: (count) => `${n(count)} 件を修復しました。もう一度点検して確かめてください。`,
  findings: 'ファイルとスキャン画像の指摘',
  first: (count) => `最初の ${n(count)} 件を表示しています。`,
  derived: '修復できます',
  row: (row) => `${n(row)} 行目`,
  codes: {
    fileDamaged:
      'データベースファイルが破損しています。読める内容を救い出すか、検証済みの写しを開いてください。',
    referenceBroken: '存在しない行を参照しています。',
    tableIndexWrong: 'データベースの索引が表と一致しません。',
    searchIndexDamaged: '検索用の索引を読めません。',
    searchIndexDiffers: '検索用の索引がこの記述の語と一致しません。',
    auditBroken: '審査の監査記録が書かれたときのままではありません。',
    signatureBroken: '審査の決定に、必要な署名がないか、署名が正しくありません。',
    countWrong: '下位の件数が数えた結果と一致しません。',
    pictureDamaged: '縮小画像や表示用画像が開けないか、対応するスキャン画像がありません。',
    historyUnreadable: '履歴の変更を読めません。',
    historyBroken: 'この変更より前に履歴を遡れません。',
    historyDiffers: '現在の値が、履歴に記録された値と異なります。',
    scanMissing: 'スキャン画像のファイルが元の場所にありません。',
    scanChanged: 'スキャン画像の内容が取り込み時と異なります。',
    scanUnreadable: 'スキャン画像のファイルを読めません。',
    scanIsLink: 'スキャン画像の場所に別のファイルへのリンクがあります。たどっていません。',
    scanSetAside: '画像の復号処理を 2 回停止させたため、開いていません。ページの画面で開き直せます。',
    scanOutside: 'スキャン画像の所在が目録の外を指しています。たどっていません。',
    scanUnused: 'どの記録にもないファイルがスキャン画像の中にあります。',
    scanUnfinished: '終わらなかった取り込みのファイルの断片が残っています。',
  },
}
