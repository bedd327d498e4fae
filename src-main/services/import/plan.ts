/** What is to be taken in, and how. */
import type { ImportFormat } from '../../shared/contract/import.ts'
import type { DescriptionId } from '../../shared/contract/ids.ts'

/** A file with its name as patterns read it: below the folder that was chosen, that folder's own name first. */
export interface SourceFile {
  path: string
  name: string
}

export interface ImportPlan {
  files: SourceFile[]
  as: ImportFormat
  into: DescriptionId | null
  storage: 'copied' | 'linked'
  arrange: 'attach' | 'items'
  /** How names say to which record and page a scan belongs; null: by what they have in common. */
  pattern: string | null
}
