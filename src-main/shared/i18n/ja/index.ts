import type { Messages } from '../index.ts'
import { bulk } from './bulk.ts'
import { checks } from './checks.ts'
import { cli } from './cli.ts'
import { desk } from './desk.ts'
import { errors } from './errors.ts'
import { grid } from './grid.ts'
import { manual } from './manual.ts'
import { names } from './names.ts'
import { native } from './native.ts'
import { sheet } from './sheet.ts'
import { record } from './record.ts'
import { work } from './work.ts'

export const ja = {
  ...record,
  bulk,
  checks,
  cli,
  desk,
  errors,
  grid,
  manual,
  names,
  native,
  sheet,
  work,
} satisfies Messages
