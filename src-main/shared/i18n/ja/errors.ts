import type { errors as en } from '../en/errors.ts'
import { exemptions } from './exemptions.ts'
import { recordType } from './record-type.ts'
import { persons } from './persons.ts'
import { review } from './review.ts'
import { n } from './numbers.ts'

/** What `format.ts` calls a file that is of no format with a name of its own. */
const FORMATS: Record<string, string> = {
  unknown: '不明な形式',
  text: 'テキスト',
  program: 'プログラム',
  'camera raw': 'カメラの RAW 形式',
  'PDF, more than 4 GB': '4 GB を超える PDF',
  'Word, Excel or PowerPoint': 'Word、Excel または PowerPoint',
  'Word, Excel or PowerPoint 97-2003': 'Word、Excel または PowerPoint 97-2003',
}

const needWords: Readonly<Record<string, string>> = exemptions.needs
const standingWords: Readonly<Record<string, string>> = exemptions.standings

export const errors: typeof en = {
  noCatalogueOpen: () => '目録が開かれていません。既存の目録を開くか、新しく作成してください。',
  catalogueNotFound: ({ file }) =>
    `目録「${file}」が見つかりません。移動または改名された可能性があります。現在の場所から開いてください。`,
  catalogueLocked: ({ file }) => `「${file}」は暗号化されています。開くにはパスフレーズを入力してください。`,
  passphraseWrong: () => 'パスフレーズが違います。大文字と小文字、日本語入力の状態を確かめてください。',
  recoveryKeyMistyped: ({ group }) =>
    `回復キーの ${String(group)} 番目の組に誤りがあります。用紙と照らし合わせてください。`,
  slotsMissing: ({ file }) =>
    `「${file}」の「keyslots.json」がないか、壊れています。これがないと、どのパスフレーズでも目録を開けません。バックアップのフォルダーにもある写しから戻してください。`,
  slotUnknown: () => 'このパスフレーズはもうありません。',
  slotNameTaken: ({ name }) => `「${name}」という名前は既に使われています。別の名前を付けてください。`,
  slotLast: () => '目録を開くことのできる最後のものなので、取り除けません。',
  encryptedAlready: () => '目録は既に暗号化されています。',
  notEncrypted: () => '目録は暗号化されていません。',
  fileTampered: ({ file }) =>
    `「${file}」は暗号化したときの内容と一致しません。ファイルが改変されたか、途中で切れたか、別のファイルと入れ替わっています。控えから戻すか、ページをスキャンし直してください。`,
  fileTooLargeEncrypted: ({ file }) =>
    `「${file}」は大きすぎてメモリー上では開けません。暗号化した目録では、平文をディスクに書き出しません。分割してスキャンするか、目録の外に置いてリンクしてください。`,
  encryptionUnverified: ({ problem }) =>
    `書き込んだ内容が元と一致しません（${problem}）。書き込んだものは削除し、目録は元のままです。`,
  catalogueExists: ({ file }) =>
    `「${file}」は既に存在します。別の名前を付けるか、既存の目録を開いてください。`,
  catalogueHeld: ({ file, who, host, pid, since }) =>
    `「${file}」は別のプログラムで開かれています（${host} の ${who}、プロセス ${String(pid)}、${since} から）。読み取り専用で開くか、先にそちらを閉じてください。そのプログラムが異常終了した場合は、自動的に解放されます。`,
  catalogueTooNew: ({ file, version, madeBy }) =>
    `「${file}」は新しい版の Shoko（${madeBy}、形式 ${String(version)}）で作成されています。Shoko を更新してから開いてください。`,
  catalogueAltered: ({ file, objects }) =>
    `「${file}」には Shoko が作らないもの（${objects.join('、')}）があるため、開きませんでした。読める内容を新しい目録に救い出すか、ファイルの出所を確かめてください。`,
  catalogueForeign: ({ file }) =>
    `「${file}」はこのパソコンで初めて使うため、読み取り専用です。出所を確かめたら：shoko trust「${file}」。`,
  catalogueDamaged: ({ file, problem }) =>
    `「${file}」は破損しています（${problem}）。変更は加えていません。「snapshots」フォルダーにある最新の検証済みの写しを開いてください。`,
  notACatalogue: ({ file }) =>
    `「${file}」は Shoko の目録ではありません。名前が「.shoko」で終わるフォルダーを選んでください。`,
  readOnly: () => 'この目録は読み取り専用で開かれているため、変更できません。',
  writingHeld: () => '目録のファイルを書き直しています。入力した内容は保たれ、終わり次第保存されます。',
  backupNotFound: ({ file }) => `バックアップ「${file}」は既にありません。`,
  backupOfAnother: () => 'これは別の目録のバックアップです。何も変更していません。',
  purgeNumberDiffers: ({ descriptions }) =>
    `ごみ箱の内容が変わり、現在の対象は ${n(descriptions)} 件です。何も削除していません。内容をもう一度確認してください。`,
  jobsRunning: () => '別の処理が実行中です。終わるのを待つか中止してから、もう一度お試しください。',
  fixityNothing: () => '確認するスキャン画像がありません。',
  versionNotFound: ({ id }) => `版 ${String(id)} はこのページのものではありません。`,
  scanSame: ({ file }) => `このページは既に「${file}」と同じ内容です。`,
  registrationFailed: () =>
    '新しい画像を元の画像に重ね合わせられませんでした。ページ上の領域をどう引き継ぐかを指定してください。',
  fileChanged: ({ file }) => `「${file}」は確認した後に変更されました。選び直してください。`,
  relinkingNothing: () => 'リンクし直すファイルがありません。',
  descriptionNotFound: ({ id }) => `記述 ${String(id)} はこの目録にないか、ごみ箱に入っています。`,
  referenceCodeTaken: ({ referenceCode }) =>
    `参照コード ${referenceCode} は既に使われています。別のコードを付けてください。`,
  levelNotAllowed: ({ level, parentLevel }) =>
    `「${parentLevel}」の下に「${level}」を置くことはできません。より下位のレベルにするか、別の場所に置いてください。`,
  moveIntoItself: () => '記述単位をそれ自身やその下位の単位の中へ移すことはできません。',
  fieldUnknown: ({ field }) => `「${field}」という項目はありません。`,
  valueNotAllowed: ({ field, allowed }) => `項目「${field}」にこの値は使えません。使える値：${allowed}`,
  recordTypeNotFound: ({ code }) => `この目録に文書の種類「${code}」はありません。`,
  recordTypeInUse: ({ code, uses }) =>
    `種類「${code}」の記述が${n(uses)}件あります。先に別の種類に変えてください。`,
  recordTypeInvalid: ({ problems }) =>
    `この種類は使えません：${problems.map(({ place, rule }) => recordType.rule(place, rule)).join('、')}`,
  paragraphNotFound: () => 'この段落はその間に別の場所で変更されました。現在のテキストを表示します。',
  mentionNotFound: () => 'この名前のタグは既にありません。別の場所で外された可能性があります。',
  notTwoTexts: () => '対応させることができるのは、一つの記述の二つのテキストの段落だけです。',
  pairNotFound: () => 'これらの段落の対応は既にありません。別の場所で外された可能性があります。',
  exemptionNotFound: () => 'このコードは既にありません。別の場所で削除された可能性があります。',
  exemptionTaken: ({ code }) => `この法令には既にコード「${code}」があります。`,
  exemptionUnknown: ({ code }) => `コード「${code}」は引用できません。一覧から選んでください。`,
  exemptionNeeds: ({ code, need }) =>
    `${code}の引用には${needWords[need] ?? need}が必要です。コードとともに記入してください。`,
  exemptionNotOffered: ({ code, standing }) =>
    `${code}はこの記録には引用できません(${standingWords[standing] ?? standing})。`,
  exemptionRegimes: () =>
    '1つの墨消しに引用できるのは1つの法令のコードだけです。法令ごとに墨消しを分けるか、どれかを選んでください。',
  redactionNotFound: () => 'この墨消しは既にありません。別の場所で削除された可能性があります。',
  anchorNotFound: () => 'この箇所は既にありません。別の場所で削除された可能性があります。',
  anchorUnplaced: ({ place }) => `指定された箇所はこの記述にありません(${place})。`,
  redactionHeld: () =>
    '提案済みまたは同意済みの墨消しにかかわる変更です。先に審査へ差し戻すか、理由を付けて墨消しを取り消してください。',
  looseningNeedsReason: () =>
    '不開示としたものを緩める変更です。独立した決定となりますので、理由を記入してください。',
  reviewerUnnamed: () =>
    '審査は氏名を明らかにして行います。設定に氏名を入力するか、担当者を指定してください。',
  reviewerSame: ({ who }) => `提案者は${who}です。第二審査は別の担当者が行ってください。`,
  personNotFound: () => 'この担当者は一覧にありません。',
  personTaken: ({ who }) => `${who}という担当者はすでに登録されています（表記の違いは区別しません）。`,
  personHasKey: ({ who }) =>
    `${who}には鍵があり、署名はこの氏名で残ります。氏名を変えるときは、別の担当者として登録してください。`,
  personUnknown: ({ who }) => `${who}は担当者の一覧にないか、現在は担当していません。`,
  roleMissing: ({ who, roles }) =>
    `${who}にはこの操作の権限がありません。必要な役割：${roles.map((role) => persons.roles[role] ?? role).join('、')}。`,
  keyMissing: ({ who }) =>
    `${who === '' ? '機関' : who}の鍵がまだありません。「機関の担当者」で作成してください。`,
  keyLocked: ({ who }) =>
    `${who === '' ? '機関' : who}の鍵は施錠されています。パスフレーズで開錠してください。`,
  approverMissing: () =>
    '鍵を持つ承認者が少なくとも1名必要です。いなければ、承認も設定の変更もできなくなります。',
  otherApprover: ({ who }) => `別の承認者の署名が必要です：${who.join('、')}。`,
  wayOutNeedsReason: () =>
    '審査中の資料があり、これは公開の手続によらずに外へ出ます。理由を入力してください。監査記録に残ります。',
  reasonMissing: () => '理由を入力してください。監査記録に残ります。',
  reviewState: ({ state, wanted }) =>
    `この資料は「${review.states[state] ?? state}」です。この操作は${wanted.map((one) => `「${review.states[one] ?? one}」`).join('または')}のときに行えます。`,
  reviewUnresolved: ({ count, unresolved }) =>
    `未解決の事項が${n(count)}件あります:${[...new Set(unresolved.map(({ code }) => review.unresolved[code] ?? code))].join('、')}。`,
  blindUnfinished: ({ who }) =>
    who === ''
      ? '第二審査は別個に行います。先に、提案の内容を見ずに指定を終え、照合してください。'
      : `別個の第二審査は${who}が行いました。同意も${who}が行ってください。`,
  blindUnsettled: ({ count }) => `両者の指定に相違が${n(count)}件あります。先に解消してください。`,
  reviewChanged: ({ parts }) =>
    `現在の内容は審査時と異なります(${parts.join('、')})。資料は審査担当者に戻ります。`,
  reviewIncomplete: ({ missing }) =>
    `次の事項が未記入です:${missing.map((one) => review.missing[one] ?? one).join('、')}。`,
  leakNothing: () => '探すべき非公開の箇所がありません。',
  slipNotFound: () => '一覧のこの項目は既にありません。別の場所で外された可能性があります。',
  slipTaken: () => 'この語句は既に一覧にあります。',
  proposalNotFound: () => 'この候補は既にありません。別の場所で採用または却下された可能性があります。',
  authorityNotFound: () =>
    'この名称は既に名称一覧にありません。別の名称を選ぶか、取り除いた操作を元に戻してください。',
  authorityNeedsName: () =>
    '名称には典拠形が一つ必要です。典拠形を入力するか、いずれかの形を典拠形にしてください。',
  authorityInUse: ({ uses, binned }) =>
    `この名称は記述${n(uses)}件${binned === 0 ? '' : `とごみ箱の${n(binned)}件`}で使われています。先にそこから外すか、別の名称に統合してください。`,
  authorityFileNotFound: () => 'この典拠ファイルは目録に付いていません。もう一度付けてください。',
  notAnAuthorityFile: ({ file }) =>
    `「${file}」は書庫の典拠ファイルではありません。目録の名称から保存したファイルを選んでください。`,
  notAPosition: () => '在任者を持てるのは職だけです。先に在任者を外すか、種別を「職」のままにしてください。',
  accessionNotFound: () =>
    'この受入は受入台帳にありません。別の受入を選ぶか、取り除いた操作を元に戻してください。',
  accessionNumberMissing: () => '受入番号が必要です。台帳のとおりに入力してください。',
  accessionNumberTaken: ({ number }) =>
    `受入番号「${number}」は既に使われています。別の番号にするか、先にそちらの番号を変えてください。`,
  accessionInUse: ({ number, uses, binned }) =>
    `受入「${number}」は${uses}件の記述${binned === 0 ? '' : `とごみ箱の中の${binned}件`}で使われています。先にそれらの記述から外してください。`,
  containerNotFound: () => 'この容器は見つかりません。別の容器を選ぶか、消した操作を元に戻してください。',
  containerInUse: ({ uses }) =>
    `この容器にはまだ入っているものがあります（${uses}件、ごみ箱の中を含む）。先に取り出すか、別の容器と統合してください。`,
  containerNumberMissing: () =>
    '容器には番号または名前が必要です。容器に書かれているとおりに入力してください。',
  containerInItself: () => '容器を、それ自身や、その中にある容器に入れることはできません。',
  barcodeTaken: ({ barcode }) =>
    `バーコード ${barcode} は、別の容器または配架場所で使われています。読み取り直すか、先にそちらから外してください。`,
  locationNotFound: () => 'この配架場所は見つかりません。別の場所を選ぶか、消した操作を元に戻してください。',
  locationTaken: () => '同じ配架場所がすでにあります。それを選ぶか、別の場所名を入力してください。',
  locationInUse: ({ uses }) => `この場所には容器が${uses}個あります。先に移動してください。`,
  locationNeedsPath: () => '配架場所には「本館 / 書庫2 / 14 / 3」のような場所名が必要です。',
  termNotFound: () =>
    'この用語は既に語彙にありません。別の用語を選ぶか、取り除いた操作を元に戻してください。',
  termNeedsLabel: () =>
    '用語には優先する表記が必要で、言語ごとに一つまでです。入力するか、ほかを別表記にしてください。',
  termInItself: () => '用語を、それ自身や、その下位の用語の下に置くことはできません。',
  termInUse: ({ uses, binned }) =>
    `この用語は記述${n(uses)}件${binned === 0 ? '' : `とごみ箱の${n(binned)}件`}に付いています。先にそこから外すか、別の用語に統合してください。`,
  findingNotFound: () => 'この指摘は既にありません。別の場所で内容が直された可能性があります。',
  citationTemplateInvalid: ({ code, about }) =>
    code === 'tokenUnknown'
      ? `{${about}} という差し込み項目はありません。`
      : `角括弧 ${about} の相手がありません。`,
  paragraphTooLong: ({ file, limit }) =>
    `${file}に${n(limit)}字を超える段落があります。行や文の切れ目で段落を分けて、もう一度取り込んでください。`,
  vocabularyUnreadable: ({ file, why, line }) =>
    `${file}を語彙として読めません${line > 0 ? `（${line}行目）` : ''}。${
      {
        notWellFormed: '書き方が壊れています。取り直すか、作成元で確かめてください。',
        encoding: '文字を読み取れません。UTF-8 で保存し直してください。',
        entity: '実体参照がファイルの外を指すか、際限なく大きくなります。',
        tooLong: '長すぎる文が含まれています。',
      }[why]
    }`,
  vocabularyEmpty: ({ file }) =>
    `${file}には、表記を持つ概念がありません。表には code、label@ja などの列が必要です。`,
  printTemplateInvalid: ({ code, about }) =>
    code === 'sheetTooSmall'
      ? 'この大きさのラベルは、この面数では用紙に収まりません。寸法を確かめてください。'
      : code === 'tokenUnknown'
        ? `{${about}} という差し込み項目はここにはありません。`
        : `角括弧 ${about} の相手がありません。`,
  printNothing: () => '印刷するものがありません。別の記述か容器を選んでください。',
  acceptanceNotFound: () => 'この了承は既にありません。別の場所で取り下げられた可能性があります。',
  pageNotFound: () => 'このページは既にありません。別の場所で外された可能性があります。',
  labelNotCounted: () =>
    'このラベルには続けて数えられる部分がありません。「1r」「i」「003」などから始めてください。',
  pageWithoutImage: () => 'このページには画像がありません。先にスキャン画像を追加してください。',
  regionOutsidePage: () =>
    '指定した範囲がページの外にあります。ページを表示し直し、範囲を選び直してください。',
  pagesNotJoined: () =>
    'この二つは一つのスキャン画像を分けたページではありません。同じ画像を分けた二つのページを選んでください。',
  scanNotFound: () => 'このスキャン画像は目録にありません。',
  savedSearchNotFound: () => 'この保存した検索は目録にありません。',
  textNotFound: () => 'このテキストは既にありません。別の場所で削除された可能性があります。',
  branchInReview: ({ units }) =>
    `このまとまりは貸し出せません。${n(units)}件が審査中で、不公開の印が手もとに残り、貸出先では守られないためです。`,
  lentOut: ({ to, since }) =>
    `このまとまりは${since.slice(0, 10)}から${to || '…'}に貸し出し中で、ここでは読むことだけできます。変更するには、返却を受けるか、貸し出しを取りやめてください。`,
  loanNotFound: () => 'その貸し出しはもうありません。一覧を表示し直してください。',
  notOnLoan: ({ file }) => `「${file}」は貸し出されたものではありません。貸し出した目録を選んでください。`,
  loanOfAnother: ({ file, catalogue }) =>
    `「${file}」は別の目録（「${catalogue}」）が貸し出したものです。その目録を開いて返却してください。`,
  loanEnded: ({ state, at }) =>
    state === 'returned'
      ? `この貸し出しは${at.slice(0, 10)}にすでに返却されています。さらに作業を頼むには、もう一度貸し出してください。`
      : `この貸し出しは${at === '' ? '' : `${at.slice(0, 10)}に`}取りやめられ、その後ここで変更された可能性があります。何も取り込みません。`,
  nothingToUndo: () => '元に戻す操作はありません。',
  nothingToRedo: () => 'やり直す操作はありません。',
  expressionInvalid: ({ reason }) =>
    `正規表現として読み取れません（${reason}）。書き直すか、文字列のまま検索してください。`,
  expressionTooSlow: ({ seconds }) =>
    `一件の記述に ${n(seconds)} 秒以上かかったため、この正規表現の処理を中止しました。何も変更されていません。繰り返しの中に繰り返しを入れない形に書き直してください。`,
  tooManyHits: ({ limit }) =>
    `${n(limit)} 件を超える箇所が見つかりました。対象の記述や項目を絞るか、検索する語を長くしてください。`,
  listNotFound: () => 'このリストは既にありません。別の場所で削除された可能性があります。',
  noteNotFound: () => 'この連絡メモは既にありません。別の場所で削除された可能性があります。',
  patternNotUsable: () =>
    'この書式では参照コードを作れません。{n} か {code} を含めてください。{parent} を使うには、上位の記述に参照コードが必要です。',
  hitsChanged: () => '検索した後で記述が変更されたため、何も置換していません。もう一度検索してください。',
  valueTooLong: ({ limit }) => `値が ${n(limit)} 字を超えるため、何も変更していません。`,
  doneByAnother: ({ who, at }) =>
    `これは ${who} が ${at} に行った操作です。取り消すときは、その操作を指定してください。変更の内容は履歴で確認できます。`,
  historyNotFound: () => 'この操作は目録の履歴にありません。',
  sheetUnknown: () => 'この表は開かれていません。もう一度選んでください。',
  sheetUnreadable: ({ file, why, row }) =>
    ({
      unreadable: `「${file}」は表として読めません${row > 0 ? `（${n(row)} 行目）` : ''}。XLSX または CSV で保存し直してください。`,
      encrypted: `「${file}」はパスワードで保護されているか、古い形式のブックです。パスワードのない XLSX で保存してください。`,
      encoding: `「${file}」の文字コードを判別できません。UTF-8 で保存し直してください。`,
      empty: `「${file}」は空です。`,
    })[why],
  sheetTooLarge: ({ file, what, limit }) =>
    ({
      columns: `「${file}」の列が ${n(limit)} を超えています。`,
      rows: `「${file}」の行が ${n(limit)} を超えています。`,
      cell: `「${file}」に ${n(limit)} バイトを超える行があります。引用符が閉じていない可能性があります。`,
      size: `「${file}」を展開すると ${n(Math.floor(limit / 1e6))} MB を超えます。`,
    })[what] + '読み込みませんでした。',
  sheetHasProblems: ({ count }) =>
    `${n(count)} 行に問題があるため、何も取り込んでいません。ファイルを直して、もう一度開いてください。`,
  batchNotFound: () => 'この一括書き出しは目録にありません。',
  batchNameTaken: ({ name }) => `「${name}」という一括書き出しがすでにあります。別の名前にしてください。`,
  batchNameUnknown: ({ token }) =>
    `{${token}} に当たるものがありません。ファイル名には {referenceCode}、{title}、{uid}、{number} を使えます。`,
  batchNowhere: ({ name }) => `「${name}」の書き出し先を選んでください。前回のフォルダーが見つかりません。`,
  batchRunning: ({ name }) => `「${name}」は実行中です。終わるのを待つか、一時停止してください。`,
  sheetMappingNotFound: () => 'この列の対応は目録にありません。',
  sheetChanged: () => '比べた後で目録が変更されたため、何も取り込んでいません。もう一度比べてください。',
  eadUnknown: () => 'このEADファイルは開かれていません。もう一度選んでください。',
  eadUnreadable: ({ file, why, line, column }) => {
    const place = line === 0 ? '' : column === 0 ? `（${n(line)}行）` : `（${n(line)}行${n(column)}桁）`
    return (
      {
        notWellFormed: `「${file}」は正しいXMLではありません${place}。作成したプログラムで書き出し直してください。`,
        encodingUnknown: `「${file}」の文字コードは未知のものです。UTF-8で保存し直してください。`,
        encodingWrong: `「${file}」の文字は、宣言された文字コードに合いません${place}。UTF-8で保存し直してください。`,
        entityExternal: `「${file}」は他のファイルを参照しています${place}。他のファイルは読みません。参照の箇所に内容を書き入れてください。`,
        entityHoldsMarkup: `「${file}」の実体が要素を含んでいます${place}。参照の箇所に書き入れてください。`,
        entityTooLarge: `「${file}」の実体は際限なく大きくなります${place}。害を与えるために作られた可能性があります。`,
        empty: `「${file}」は空です。`,
        notEad: `「${file}」にEADはありません（archdescがありません）。EAD 2002またはEAD3の目録を選んでください。`,
        tooDeep: `「${file}」の入れ子が深すぎます${place}。`,
        partTooLarge: `「${file}」の一つの記述単位が1600万字を超えています${place}。分けてください。`,
        notGzip: `圧縮された「${file}」を展開できません。コピーし直すか、展開してから選んでください。`,
        unpacksTooLarge: `「${file}」は展開すると何百倍にもなります。害を与えるために作られた可能性があります。`,
      }[why] + '何も取り込んでいません。'
    )
  },
  eadChanged: () =>
    'ファイルを読んだ後で目録が変更され、同じ番号が他の記述に付けられました。何も取り込んでいません。もう一度読んでください。',
  tooManyCells: ({ most }) => `一度に扱えるのは ${n(most)} セルまでです。行を分けて行ってください。`,
  handleUnknown: () => '選択したファイルの情報が失効しました。もう一度選んでください。',
  fileNotFound: ({ file }) => `「${file}」が見つかりません。移動、改名または削除された可能性があります。`,
  fileUnreadable: ({ file }) => `「${file}」を読み取れません。アクセス権を確認して、もう一度お試しください。`,
  fileNotRegular: ({ file }) => `「${file}」は通常のファイルではないため、取り込みませんでした。`,
  folderUnreadable: ({ file }) =>
    `フォルダー「${file}」を読み取れません。アクセス権を確認して、もう一度お試しください。`,
  folderNotWritable: ({ file }) =>
    `「${file}」に書き込めません。別のフォルダーを選ぶか、アクセス権を変更してください。`,
  fileExists: ({ file }) => `「${file}」はすでにあります。別の名前にするか、置き換えを許可してください。`,
  nameNotAllowed: ({ file }) =>
    `「${file}」はファイル名に使えません。/ \\ : * ? " < > | と、先頭または末尾のピリオドを除いてください。`,
  uploadTooLarge: ({ file, limit }) =>
    `「${file}」は、ブラウザーへのドロップで受け取れる上限（${n(Math.floor(limit / 1e6))} MB）を超えています。フォルダーから取り込んでください。`,
  diskFull: ({ file }) =>
    `ディスクの空きが足りないため、「${file}」を書き込めませんでした。空きを作ってから、もう一度お試しください。`,
  scanEmpty: ({ file }) =>
    `「${file}」は空のファイル（0 バイト）です。複写またはスキャンをやり直してください。`,
  scanTruncated: ({ file }) => `「${file}」は途中で切れています。複写またはスキャンをやり直してください。`,
  scanDamaged: ({ file }) =>
    `「${file}」は破損していて表示できません。複写またはスキャンをやり直してください。`,
  scanUnsupported: ({ file, format }) =>
    `「${file}」は読み取れない形式（${FORMATS[format] ?? format}）です。${
      format.startsWith('TIFF')
        ? 'グレー、RGB、CMYK のいずれか、8 または 16 ビット、非圧縮または LZW の TIFF で'
        : format.startsWith('PDF')
          ? 'ページを分けて、複数の小さな PDF に'
          : 'TIFF、JPEG、PNG、PDF のいずれかで'
    }保存し直してから取り込んでください。`,
  scanTooLarge: ({ file, width, height, inOnePiece }) =>
    inOnePiece
      ? `「${file}」は大きすぎて一度に復号できません（${n(width)} × ${n(height)} 画素）。LZW 圧縮の TIFF か、タイルに分けた JPEG 2000 で保存し直してから取り込んでください。`
      : `「${file}」は大きすぎて安全に開けません（${n(width)} × ${n(height)} 画素）。解像度を下げるか、分割してスキャンしてください。`,
  linkNotFollowed: ({ file }) =>
    `スキャン画像「${file}」は、目録によればこのパソコンの別の場所にあるため、開いていません。目録の出所を確認したと示すと表示されます。`,
  scanMissing: ({ file }) =>
    `スキャン画像「${file}」が元の場所にありません。元の場所に戻すか、取り込み直してください。`,
  pdfEncrypted: ({ file }) =>
    `「${file}」はパスワードで保護されています。保護を外した写しを保存して、それを取り込んでください。`,
  decoderFailed: ({ file }) =>
    `「${file}」を開けませんでした（画像の復号処理が停止しましたが、ほかのファイルに影響はありません）。別のソフトで TIFF 形式に保存し直してから取り込んでください。`,
  scanSetAside: ({ file }) =>
    `「${file}」は画像の復号処理を 2 回停止させたため、除外しました。指示があるまで開きません。繰り返す場合は、別のソフトで TIFF 形式に保存し直して取り込んでください。`,
  ocrNothing: () => '読み取る画像のあるページがありません。画像を取り込むか、ほかの記述を選んでください。',
  ocrEdited: ({ pages }) =>
    `${pages} ページで、読み取った文字に手が加えられています。残すか、読み直すかを選んでください。`,
  ocrFileUnreadable: ({ file, why, line }) =>
    `${file}を hOCR、ALTO、PAGE として読めません${line > 0 ? `（${line}行目）` : ''}。${
      {
        notWellFormed: 'XML が壊れています。作り直してください。',
        encoding: '文字を読み取れません。UTF-8 で保存し直してください。',
        entity: '実体参照がファイルの外を指すか、際限なく大きくなります。',
        tooLarge: 'ファイルが大きすぎるか、段落が長すぎます。',
        tooDeep: '要素の入れ子が深すぎます。',
        noPage: 'ページがありません。',
        unknownFormat: '別の要素で始まっています。',
      }[why]
    }`,
  importFormatUnknown: ({ format }) => `「${format}」は取り込める形式ではありません。`,
  importNotFound: () => 'この取り込みは既に終わったか、取りやめられています。',
  filePatternInvalid: ({ code, about }) =>
    code === 'unknownToken'
      ? `「{${about}}」は規則に使えません。{ref}、{title}、{folder}、{page}、{side}、{any} を使ってください。`
      : code === 'twice'
        ? `「{${about}}」が規則の中に二つあります。`
        : code === 'unclosed'
          ? `「${about}」の括弧が対になっていません。`
          : '記述を決める部分がありません。{ref}、{title}、{folder} のいずれかが必要です。',
  fileOutsidePattern: ({ file }) => `「${file}」の名前は規則に合いません。`,
  importNothing: () => '取り込むものがありません。対応する形式のファイルが見つかりませんでした。',
  exportFormatUnknown: ({ format }) => `「${format}」は書き出せる形式ではありません。`,
  exportOptionUnknown: ({ option }) => `この形式に「${option}」という設定はありません。`,
  exportForStaffOnly: ({ format }) =>
    `${format} には翻刻が入りますが、翻刻は一般公開の判断を経ていません。「職員用」を選んでください。`,
  exportNothing: ({ unpublished }) =>
    unpublished === 0
      ? '書き出すものがありません。選択範囲に記述がありません。'
      : '書き出すものがありません。選択範囲の最上位の記述が公開されていません。上から順に公開にするか、職員用の写しを作成してください。',
  exportInvalid: ({ problems }) =>
    `書き出した内容が形式の規則に ${n(problems.length)} 箇所反するため、ファイルを残しませんでした` +
    (problems[0] === undefined ? '。' : `（${String(problems[0].line)} 行目：${problems[0].rule}）。`),
  institutionIncomplete: ({ missing }) =>
    `この形式には所蔵機関の情報（${missing.join('、')}）が必要です。「所蔵機関…」で入力してください。`,
  answerUnreadable: ({ file }) =>
    `「${file}」を開けません。照会への回答ではないか、パスフレーズが違うか、途中で変えられています。`,
  answerOfAnother: ({ file }) =>
    `「${file}」は別の照会への回答か、すでに回答のある照会への回答です。何も記録していません。`,
  requestNotFound: ({ id }) =>
    typeof id === 'string' ? `請求${id}はありません。` : 'その請求はもうありません。',
  requestNumberMissing: () => '請求には番号が要ります。',
  requestNumberTaken: ({ number }) => `請求${number}はすでに登録されています。`,
  requestUndecided: ({ items }) =>
    items === 0
      ? '請求対象がまだありません。先に加えてください。'
      : '請求対象のうち、現状のままで承認されたものがありません。「審査」で決定し、確認と承認を受けてください。',
  deliveryNotFound: () => 'その記録はもうありません。',
  releaseNotFound: ({ name }) =>
    `「${name}」という名称で公開されたものはありません。公開資料は2026-001、その中の件はREL-2026-0001のように呼ばれます。`,
  releaseNothing: ({ blocked }) =>
    blocked === 0
      ? '公開できるものがありません。承認された資料がまだありません。'
      : `${n(blocked)}件のいずれも、今の状態では公開できません。何が妨げているかは、公開の計画に示されています。`,
  releaseExists: ({ file }) =>
    `「${file}」はすでにあります。公開資料は新しいフォルダーに書き出してください。`,
  releaseTraces: ({ item, page }) =>
    `${item}の${String(page)}頁は一部公開できません。スキャン画像の圧縮方式のため、不開示部分の痕跡が黒塗りの外に残るおそれがあります。頁全体を不開示とするか、痕跡が残りうることを審査担当者が承認してください。`,
  releaseFaulty: ({ faults }) =>
    `公開資料は検査に合格しなかったため、書き出しを完了しませんでした（${String(faults)}件）。`,
  releaseUnproved: ({ files }) =>
    `公開資料の書き出しを完了しませんでした。不公開部分を別の内容に置き換えて作り直したところ、次のファイルが一致しませんでした：${files.slice(0, 5).join('、')}${files.length > 5 ? ' ほか' : ''}。`,
  releaseNotAsMade: ({ file }) =>
    `「${file}」は、現在のカタログから公開されるものと一致しません。公開後に変更されています。変更したものは、改めて審査し公開してください。`,
  releaseOfAnother: ({ file }) =>
    `「${file}」はこのカタログの公開資料ではないか、書き出した後に目録が変えられています。`,
  releaseSigned: ({ file }) =>
    `「${file}」は署名されています。目録に証明を書き込むと署名が無効になります。証明に署名する鍵を選んでください。証明は目録とは別のファイルに置かれます。`,
  releaseOfVersion: ({ program }) =>
    `この公開資料は${program}で作られました。版が違うと書き出されるバイトも変わりうるため、証明になりません。公開資料を作り直してください。`,
  jobNotFound: () => 'この処理は記録にありません。',
  cancelled: () => '中止しました。',
  unexpected: 'Shoko の内部で問題が起きました。ここまでの作業は保存されています。詳細はログにあります。',
  unreachable: 'Shoko が応答しません。入力した内容はここに保持され、応答があり次第保存されます。',
}
