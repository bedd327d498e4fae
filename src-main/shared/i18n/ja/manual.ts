import type { manual as en } from '../en/manual.ts'

export const manual: typeof en = {
  title: '手引き',
  contents: '目次',
  pages: {
    start: 'スキャン画像から EAD3 まで',
    'command-line': 'コマンドライン',
  },
}
