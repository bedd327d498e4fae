import type { ReleasedDescription, ReleasedPage } from '../../shared/domain/released-view.ts'

/** The address of a page by a template with `{uid}`, `{referenceCode}` and `{page}`. */
export function addressOf(template: string, page: ReleasedPage, description: ReleasedDescription): string {
  const values: Record<string, string> = {
    uid: description.uid,
    referenceCode: description.referenceCode ?? '',
    page: String(page.number),
  }
  return template.replace(/\{(uid|referenceCode|page)\}/g, (_, name: string) =>
    encodeURIComponent((values[name] ?? '').toWellFormed()),
  )
}
