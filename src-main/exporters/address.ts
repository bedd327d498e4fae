/** Addresses that a file says: only ones that lead to a page, whatever stands in the record. */
import { z } from 'zod'
import { isBlank } from '../shared/domain/markup.ts'
import type { ReleasedDescription } from '../shared/domain/released-view.ts'

const template = z
  .string()
  .trim()
  .max(2000)
  .regex(/^(?:https?:\/\/[^\s"<>\\^`|]+)?$/)
  .default('')

/** Where a page can be seen, with `{uid}`, `{referenceCode}` and `{page}` to be filled in; without it pages are listed but not linked. */
export const pageAddress = template.meta({
  title: 'Address of a page',
  description: 'For example https://example.org/{uid}/{page}',
})

/** Where a record can be seen, with `{uid}` and `{referenceCode}` to be filled in. */
export const recordAddress = template.meta({
  title: 'Address of a record',
  description: 'For example https://example.org/{uid}',
})

type Named = Pick<ReleasedDescription, 'uid' | 'referenceCode'>

/** Null where no address was chosen. */
export function addressOf(template: string, { uid, referenceCode }: Named, page?: number): string | null {
  if (template === '') return null
  const values: Record<string, string> = {
    uid,
    referenceCode: referenceCode ?? '',
    ...(page !== undefined && { page: String(page) }),
  }
  return template.replace(/\{(uid|referenceCode|page)\}/g, (whole, name: string) => {
    const value = values[name]
    return value === undefined ? whole : encodeURIComponent(value.toWellFormed())
  })
}

/** An address that the record itself states and that a reader can follow; null for anything else. */
export function statedAddress({ identifiers }: Pick<ReleasedDescription, 'identifiers'>): string | null {
  const stated = identifiers.find(({ type, value }) => type === 'url' && !isBlank(value))?.value.trim()
  return stated !== undefined && isWebAddress(stated) ? stated : null
}

/** http or https, and nothing that has to be escaped first. */
export const isWebAddress = (text: string): boolean =>
  /^https?:\/\/[A-Za-z0-9.:[\]-]+(?:[/?#][\w\-.~:/?#[\]@!$&'()*+,;=%]*)?$/.test(text) &&
  !/%(?![0-9A-Fa-f]{2})/.test(text)
