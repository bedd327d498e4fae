import type { native as en } from '../en/native.ts'

export const native: typeof en = {
  file: 'ファイル',
  openCatalogue: '目録を開く…',
  edit: '編集',
  view: '表示',
  window: 'ウインドウ',
  cannotStart: 'この目録を開けません',
  ended:
    '目録を扱うプロセスが終了しました。保存済みの内容はディスクに残っています。続けるには Shoko を起動し直してください。',
}
