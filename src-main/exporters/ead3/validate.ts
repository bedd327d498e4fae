/**
 * Checks a written EAD3 file in one reading: well-formed, as the profile (resources/profiles/ead3-shoko.rng) says,
 * and by the rules that no grammar can hold. Memory holds a path from the root and the identifiers.
 */
import type { Validation } from '../exporter.ts'
import { validateXml } from '../read-back.ts'
import { ead3Rules } from './rules.ts'

export const validateEad3 = (path: string, onProgress?: (bytes: number) => void): Promise<Validation> =>
  validateXml(path, 'resources/profiles/ead3-shoko.rng', ead3Rules, onProgress)
