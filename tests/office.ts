/** An office with passphrases: Aoki reviews, Baba agrees, Chiba approves, each with a key that is open. */
import type { Client } from '../src-main/shared/contract/index.ts'
import type { PersonRole } from '../src-main/shared/domain/person.ts'
import { anEmptyCatalogue } from './builders.ts'
import type { CatalogueInASpec } from './builders.ts'
import { anItemToReview } from './reviewed-item.ts'
import type { ReviewedItem } from './reviewed-item.ts'

export const PASSPHRASES = {
  Aoki: 'aoki keeps this one',
  Baba: '馬場の長いパスフレーズです',
  Chiba: 'chiba keeps this one',
}

const ROLES: Record<keyof typeof PASSPHRASES, PersonRole[]> = {
  Aoki: ['cataloguer', 'reviewer'],
  Baba: ['secondReviewer'],
  Chiba: ['approver'],
}

/** Without anything to review. */
export async function anOfficeAlone(): Promise<CatalogueInASpec> {
  const made = await anEmptyCatalogue()
  await turnOn(made.client)
  return made
}

/** With an item to review. */
export async function anOffice(options = {}): Promise<ReviewedItem> {
  const item = await anItemToReview(options)
  await turnOn(item.client)
  return item
}

export async function turnOn(client: Client): Promise<void> {
  for (const [name, passphrase] of Object.entries(PASSPHRASES)) {
    const roles = ROLES[name as keyof typeof PASSPHRASES]
    const { persons } = await client.person.add({ name, position: '', roles, active: true, as: 'Chiba' })
    const owner = persons.find((person) => person.name === name)?.id ?? null
    await client.person.renewKey({ owner, passphrase, as: 'Chiba' })
  }
  await client.person.usePassphrases({ on: true, as: 'Chiba' })
}
