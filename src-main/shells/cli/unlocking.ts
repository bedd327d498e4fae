/** What meets something locked: its passphrase is asked for, and it is done again. */
import type { Core } from '../../core.ts'
import { isRefusal, refusal } from '../../shared/contract/errors.ts'
import type { ErrorCode } from '../../shared/contract/errors.ts'
import type { PersonId } from '../../shared/contract/ids.ts'
import { isSamePerson } from '../../shared/domain/review/person.ts'
import type { Io } from './io.ts'
import { passphraseOfPerson } from './passphrase.ts'
import { UsageError } from './verbs/verb.ts'

/** Does something; where it is refused with a code, opens what that needs, and does it again. */
async function again<T>(
  code: ErrorCode,
  act: () => Promise<T>,
  open: (data: unknown) => Promise<unknown>,
): Promise<T> {
  try {
    return await act()
  } catch (error) {
    if (!isRefusal(error) || error.code !== code) throw error
    await open(error.data)
    return act()
  }
}

/** What may meet an encrypted catalogue. */
export const unlocking = <T>(io: Io, { client }: Pick<Core, 'client'>, act: () => Promise<T>): Promise<T> =>
  again('catalogueLocked', act, async (data) => {
    const { id, file } = data as { id: string; file: string }
    const passphrase = await io.passphrase(io.m.encryption.unlock.prompt(file))
    if (passphrase === '') throw refusal('passphraseWrong', {})
    await client.encryption.unlock({ id, passphrase })
  })

/** What may take the key of a person, or of the office. */
export const withKey = <T>(io: Io, { client }: Pick<Core, 'client'>, act: () => Promise<T>): Promise<T> =>
  again('keyLocked', act, async (data) => {
    const { who } = data as { who: string }
    const m = io.m.persons
    const passphrase = await passphraseOfPerson(who === '' ? m.officeKey : m.keyOf(who))
    await client.person.unlock({ owner: who === '' ? null : await ownerOf({ client }, who), passphrase })
  })

/** @throws UsageError with whom there is */
export async function ownerOf({ client }: Pick<Core, 'client'>, name: string): Promise<PersonId> {
  const { persons } = await client.person.list()
  const found = persons.find((person) => isSamePerson(person.name, name))
  if (!found) throw new UsageError(persons.map((person) => person.name).join(' | '))
  return found.id
}
