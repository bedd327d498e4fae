import type { native as en } from '../en/native.ts'

export const native: typeof en = {
  file: 'ファイル',
  openCatalogue: '目録を開く…',
  edit: '編集',
  view: '表示',
  window: 'ウインドウ',
  opened: 'Shoko をブラウザーで開きました。',
  openThis: '次のアドレスをブラウザーで開いてください。1 分以内に 1 回だけ使えます。',
  howToGoOn: 'Enter で新しいアドレスを表示し、Ctrl-C で終了します。',
  howToEnd: 'Ctrl-C で終了します。',
  runsAlready: 'この目録はすでに開いています。新しい入口を用意しました。',
  shownElsewhere: 'この目録はすでに開いています。そのウインドウを前面に出しました。',
  portTaken: ({ port }) =>
    `ポート ${port} は別のプログラムが使っています。別の番号にするか、--port を省いてください。`,
  cannotStart: 'この目録を開けません',
  ended:
    '目録を扱うプロセスが終了しました。保存済みの内容はディスクに残っています。続けるには Shoko を起動し直してください。',
}
