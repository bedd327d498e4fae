/** The columns of a grid: which, how wide, and what new rows take from the one above. */

export interface GridColumn {
  readonly id: string
  readonly width: number
  readonly sticky: boolean
}

export const DEFAULT_WIDTH = 160
export const LEAST_WIDTH = 48
export const WIDTH_STEP = 32

/** What rapid entry begins with, before a person chooses: titles in the languages of the catalogue. */
export function usualColumns(languages: readonly string[]): GridColumn[] {
  const titles =
    languages.length > 0 ? languages.slice(0, 2).map((language) => `title@${language}`) : ['title']
  return [
    { id: 'referenceCode', width: 130, sticky: false },
    ...titles.map((id) => ({ id, width: 240, sticky: false })),
    { id: 'dates', width: 190, sticky: false },
    { id: 'level', width: 90, sticky: true },
    { id: 'extents', width: 90, sticky: false },
    { id: 'agents.creator', width: 150, sticky: false },
    { id: 'note', width: 200, sticky: false },
  ]
}

/** The columns with one at another place, taken out, or changed. */
export const moved = (columns: readonly GridColumn[], from: number, to: number): GridColumn[] => {
  const rest = columns.filter((_, at) => at !== from)
  const one = columns[from]
  return one ? rest.toSpliced(to, 0, one) : rest
}

export const changed = (
  columns: readonly GridColumn[],
  index: number,
  change: Partial<GridColumn>,
): GridColumn[] => columns.map((column, at) => (at === index ? { ...column, ...change } : column))
