/** The options of an export format as a form needs them, from their JSON Schema. */
import { z } from 'zod'

const Property = z.object({
  type: z.string().optional(),
  title: z.string().optional(),
  description: z.string().optional(),
  enum: z.array(z.string()).optional(),
  default: z.union([z.string(), z.number(), z.boolean()]).default(''),
})
const Schema = z.object({ properties: z.record(z.string(), Property).default({}) })

export interface Option {
  readonly name: string
  readonly title: string
  readonly description: string
  readonly kind: 'line' | 'number' | 'yesNo' | 'choice'
  readonly choices: readonly string[]
  readonly fallback: string | number | boolean
}

export function optionsOf(schema: Record<string, unknown>): Option[] {
  const read = Schema.safeParse(schema)
  if (!read.success) return []
  return Object.entries(read.data.properties).map(([name, property]) => ({
    name,
    title: property.title ?? name,
    description: property.description ?? '',
    kind:
      property.enum !== undefined
        ? 'choice'
        : property.type === 'boolean'
          ? 'yesNo'
          : property.type === 'number' || property.type === 'integer'
            ? 'number'
            : 'line',
    choices: property.enum ?? [],
    fallback: property.default,
  }))
}
