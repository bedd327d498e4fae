/** 公開の手続によらずに外へ出るものの言葉。 */
import type { wayOut as english } from '../en/way-out.ts'

export const wayOut: typeof english = {
  mark: '内部用・公開不可',
  reason: '理由',
  hint: '審査中の資料があり、これは公開の手続によらずに外へ出ます。不開示とした内容も含まれます。理由を入力してください。ファイル名と監査記録に残ります。',
  title: '公開の手続によらないもの',
  go: '外へ出す',
}
