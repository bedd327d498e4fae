import type { cli as english } from '../en/cli.ts'

export const cli: typeof english = {
  usage: '使い方：',
  everywhere:
    '--json は JSON 値を一つだけ出力します。--passphrase-file FILE は暗号化された目録を開きます。--help はどの動詞でも使えます。',
  unnamedInstitution: '機関名未設定',
  rightsNotStated: '目録記述の権利は未表示です。',
  institutionAssumed:
    '機関名が指定されていません（--name、--isil、--country、--language、--script、--rights）。catalogue.setInstitution で設定するまで、書き出しにその旨が記されます。',
  imported: ({ descriptions, pages, texts, proposals }) =>
    `記述 ${descriptions} 件、頁 ${pages}、テキスト ${texts} 点、提案 ${proposals} 件`,
  interrupted: ({ startedAt, files, whole }) =>
    `${startedAt} 開始：${files} 点のうち ${whole} 点は取り込み済み`,
  duplicate: ({ file, sameAs }) => `${file}：同じ内容が ${sameAs} として既に登録されています`,
  renumbered: ({ from, to }) => `参照コード ${from} は使用済みのため、${to} としました`,
  heldBack: (count) => `公開済みの記述 ${count} 件は、上位の記述が公開されていないため除かれました`,
  exported: ({ name, byteSize, descriptions }) =>
    `${name}：記述 ${descriptions} 件、${byteSize} バイト、妥当`,
  namesSaved: (count) => `名称 ${count} 件を保存しました`,
  namesUpdated: ({ added, changed, left }) =>
    `名称 ${added} 件を追加、${changed} 件を変更、${left} 件はそのままです`,
  termsCounted: ({ added, changed, same }) => `用語を${added}件追加、${changed}件変更、${same}件はそのまま`,
  termsWritten: (terms, file) => `${file}：用語${terms}件`,
  differences: { new: '新規', changed: '先方で変更', conflict: '双方で変更' },
  restored: (descriptions) =>
    `復元しました：記述 ${descriptions} 件。復元前の状態はバックアップとして残っています。`,
  found: (total) => `${total} 件`,
  checked: ({ descriptions, scans, total }) =>
    `記述 ${descriptions} 件、スキャン ${scans} 点を点検、指摘 ${total} 件`,
}
