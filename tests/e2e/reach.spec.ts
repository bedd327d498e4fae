/** No call of the contract is out of reach: each is caused by a person's spec, or used by a verb of the command line. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { contract } from '../../src-main/shared/contract/index.ts'
import { root } from '../../src-main/shells/fresh.mjs'
import { keptCalls } from './fixtures/calls.ts'

/** Calls that verbs make, as `client.noun.verb(`; `shoko call` reaches everything, and counts for nothing. */
function usedByVerbs(): Set<string> {
  const folder = join(root, 'src-main', 'shells', 'cli')
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(join(folder, name), 'utf8'))
  const calls = sources.join('\n').matchAll(/client\.(\w+)\.(\w+)\(/g)
  return new Set([...calls].map(([, noun = '', verb = '']) => `${noun}.${verb}`))
}

test('every call of the contract is reached from the desk or the command line', () => {
  const calls = Object.entries(contract).flatMap(([noun, verbs]) =>
    Object.keys(verbs).map((verb) => `${noun}.${verb}`),
  )
  const [fromDesk, fromVerbs] = [keptCalls(), usedByVerbs()]
  expect(fromDesk.size).toBeGreaterThan(0)
  expect(fromVerbs.size).toBeGreaterThan(0)
  expect(calls.filter((call) => !fromDesk.has(call) && !fromVerbs.has(call))).toEqual([])
})
