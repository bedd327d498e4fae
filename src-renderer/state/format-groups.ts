/** Formats in the order in which somebody looks for one: by who takes them. */
const GROUPS = {
  archives: ['ead3', 'ead2002', 'ead2002-dtd', 'eac-cpf', 'ric-o', 'csv-atom', 'csv-aspace'],
  readers: ['finding-aid-html', 'docx', 'html'],
  libraries: ['dc', 'mods', 'mets', 'marcxml'],
  editions: ['tei'],
  tables: ['csv', 'xlsx'],
  citations: ['csl-json', 'bibtex', 'ris'],
  staff: ['reading-html', 'reading-pdf', 'alto', 'page', 'hocr'],
} as const
type FormatGroup = keyof typeof GROUPS

/** Formats with the group that each belongs to, group by group; one that no group has comes first, with the archives'. */
export function grouped<Format extends { readonly id: string }>(
  formats: readonly Format[],
): { group: FormatGroup; format: Format }[] {
  const groups = Object.entries(GROUPS) as [FormatGroup, readonly string[]][]
  const known = new Set(groups.flatMap(([, ids]) => ids))
  return groups.flatMap(([group, ids]) => [
    ...(group === 'archives' ? formats.filter(({ id }) => !known.has(id)) : []).map((format) => ({
      group,
      format,
    })),
    ...ids.flatMap((id) => formats.filter((format) => format.id === id).map((format) => ({ group, format }))),
  ])
}
