import { bulk } from './bulk.ts'
import { checks } from './checks.ts'
import { cli } from './cli.ts'
import { desk } from './desk.ts'
import { errors } from './errors.ts'
import { manual } from './manual.ts'
import { names } from './names.ts'
import { native } from './native.ts'
import { record } from './record.ts'
import { recordTypes } from './record-types.ts'
import { work } from './work.ts'

export const en = { ...record, recordTypes, work, bulk, cli, desk, errors, manual, names, native, checks }
