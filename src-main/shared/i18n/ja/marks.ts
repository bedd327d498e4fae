import type { marks as en } from '../en/marks.ts'

export const marks: typeof en = {
  name: { distribution: '正式名称', stamp: '押印者' },
  date: '日付',
  onPage: (n) => `${String(n)}ページ`,
  pageGone: 'ページがありません',
  mark: 'ページ上の位置を示す',
  markAgain: 'ページ上の位置を示し直す',
  show: 'ページ上で見る',
  clear: 'ページ上の位置を外す',
  noPages: '画像のあるページがありません。',
  at: ({ x, y, width, height }) => `位置 ${String(x)}, ${String(y)}・${String(width)} × ${String(height)}`,
  drawing: 'ページ上の位置',
  how: 'マウスで囲むか、矢印キーで動かし Shift＋矢印で大きさを変えます。Enter で決定、Escape で取り消し。',
}
