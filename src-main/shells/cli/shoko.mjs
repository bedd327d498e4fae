#!/usr/bin/env node
/**
 * The `shoko` command: sees to a Node that the program runs on, and to a build that is not older than its sources,
 * then hands over. Nothing of the program is loaded before; its native parts end an older Node without a word.
 */
import { spawn } from 'node:child_process'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { join } from 'node:path'
import { makeFresh, projectNode, root } from '../fresh.mjs'

const OLDEST = 22

/** @param {unknown} error */
const fail = (error) => {
  console.error(`shoko: ${error instanceof Error ? error.message : String(error)}`)
  process.exitCode = 1
}

try {
  makeFresh()
  if (Number(process.versions.node.split('.')[0]) >= OLDEST) {
    await import(pathToFileURL(join(root, 'out', 'main', 'cli.js')).href)
  } else {
    const again = spawn(projectNode(), [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
      stdio: 'inherit',
    })
    // Ctrl-C reaches both; the one that works decides how to end.
    process.on('SIGINT', () => {})
    process.on('SIGTERM', () => again.kill('SIGTERM'))
    again.on('error', fail)
    again.on('exit', (code, signal) => {
      process.exitCode = code ?? (signal === 'SIGINT' ? 130 : 1)
    })
  }
} catch (error) {
  fail(error)
}
