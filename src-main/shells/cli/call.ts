/** Any call of the contract by name, with its input as JSON. */
import { z } from 'zod'
import type { AnyContractProcedure } from '@orpc/contract'
import { ERRORS } from '../../shared/contract/errors.ts'
import { contract } from '../../shared/contract/index.ts'
import type { CliCore } from './run.ts'

const procedures = contract as unknown as Record<string, Record<string, AnyContractProcedure>>

export const callNames = (): string[] =>
  Object.entries(procedures).flatMap(([noun, verbs]) => Object.keys(verbs).map((verb) => `${noun}.${verb}`))

export function procedureOf(name: string): AnyContractProcedure | undefined {
  const [noun = '', verb = ''] = name.split('.')
  return Object.hasOwn(procedures, noun) ? procedures[noun]?.[verb] : undefined
}

/** Calls that change the catalogue are those that can be refused because it is open only to be read. */
export const writes = (procedure: AnyContractProcedure): boolean =>
  'readOnly' in (procedure['~orpc'].errorMap as object)

/** Every call with the JSON Schemas of its input, its output and the details of its errors. */
export function describeContract(): unknown[] {
  return callNames().map((name) => {
    const definition = (procedureOf(name)?.['~orpc'] ?? {}) as Record<string, unknown>
    const { inputSchema, outputSchema, errorMap } = definition
    return {
      call: name,
      input: schemaOf(inputSchema, 'input'),
      output: schemaOf(outputSchema, 'output'),
      errors: Object.fromEntries(
        Object.keys(errorMap ?? {}).map((code) => [
          code,
          schemaOf(ERRORS[code as keyof typeof ERRORS].data, 'output'),
        ]),
      ),
    }
  })
}

function schemaOf(schema: unknown, io: 'input' | 'output'): unknown {
  return schema instanceof z.ZodType ? z.toJSONSchema(schema, { io, unrepresentable: 'any' }) : null
}

/** Calls whose paths are written to. */
const WRITE_TO = new Set(['export.start', 'catalogue.create', 'authorityFile.save', 'encryption.addRecovery'])

/** In JSON, `path:FILE` stands for a handle. */
export const withHandles = (
  core: CliCore,
  name: string,
  input: unknown,
  resolve: (path: string) => string,
): unknown => {
  const purpose = WRITE_TO.has(name) ? 'write' : 'read'
  const replace = (value: unknown): unknown => {
    if (typeof value === 'string' && value.startsWith('path:'))
      return core.handle(resolve(value.slice(5)), purpose)
    if (Array.isArray(value)) return value.map(replace)
    return value
  }
  if (typeof input !== 'object' || input === null) return input
  return Object.fromEntries(
    Object.entries(input).map(([key, value]) => [
      key,
      ['handle', 'handles', 'to'].includes(key) ? replace(value) : value,
    ]),
  )
}
