/**
 * Whether what was decided is signed as it has to be: read along the audit, which also says whose a key is and what its
 * owner may do. The tables of persons and keys are believed in nothing but the public keys: what somebody has put into
 * them by the side is in no row that an approver has signed.
 */
import { createPublicKey, verify } from 'node:crypto'
import { fingerprintOf } from '../../platform/sealed-key.ts'
import { SIGNED_BY } from '../../shared/domain/person.ts'
import { foldedName } from '../../shared/domain/review/person.ts'
import type { Act } from '../../shared/domain/review/states.ts'
import { hashOf, signedBytes } from './audit.ts'
import type { StoredRow } from './audit.ts'

export interface SignedRow extends StoredRow {
  readonly fingerprint: string | null
  readonly signature: string | null
  readonly publicKey: string | null
}

export type SignatureFault = 'signatureMissing' | 'signatureBroken' | 'keyRetired'

/** A person as the rows of the office tell. */
export interface Told {
  readonly name: string
  readonly roles: readonly string[]
  readonly active: boolean
  /** The key in use. */
  readonly fingerprint: string | null
}

export class Registry {
  /** By the name in one form. */
  #persons = new Map<string, Told>()
  #retired = new Set<string>()
  #since: number | null = null
  /** A row of the office does not hold: then nobody knows who may sign. */
  isBroken = false

  /** The row with which the passphrases were turned on that are in use; null where none are. */
  get since(): number | null {
    return this.#since
  }

  isRetired = (fingerprint: string): boolean => this.#retired.has(fingerprint)

  /** The next row in order: what is wrong with its signature, or null. */
  take(row: SignedRow): SignatureFault | null {
    if (row.description !== '') return this.#since === null ? null : this.#judge(row)
    // Whoever turns them on is in the list of persons that this row brings.
    if (row.act === 'passphrasesOn') this.#begin(row)
    const fault = this.#since === null ? null : this.#judge(row)
    if (fault !== null) this.isBroken = true
    if (row.act === 'passphrasesOff') this.#since = null
    else if (row.act !== 'passphrasesOn') this.#follow(row)
    return fault
  }

  #begin({ seq, after }: SignedRow): void {
    this.#since = seq
    this.#persons.clear()
    this.#retired.clear()
    for (const told of (JSON.parse(after ?? '{}') as { persons?: Told[] }).persons ?? [])
      this.#persons.set(foldedName(told.name), told)
  }

  #follow({ act, after }: SignedRow): void {
    const said = JSON.parse(after ?? '{}') as Partial<Told> & { retired?: string | null }
    const name = foldedName(said.name ?? '')
    const known = this.#persons.get(name)
    if (act === 'key' && said.retired) this.#retired.add(said.retired)
    if (said.name === undefined) return
    if (act === 'key' && known) this.#persons.set(name, { ...known, fingerprint: said.fingerprint ?? null })
    else if (act === 'person')
      this.#persons.set(name, {
        name: said.name,
        roles: said.roles ?? [],
        active: said.active ?? false,
        fingerprint: known?.fingerprint ?? null,
      })
  }

  #judge(row: SignedRow): SignatureFault | null {
    const roles = SIGNED_BY[row.act]
    if (roles === undefined && row.signature === null) return null
    const { fingerprint, signature, publicKey } = row
    if (fingerprint === null || signature === null || publicKey === null) return 'signatureMissing'
    if (fingerprintOf(publicKey) !== fingerprint || hashOf(stored(row)) !== row.hash) return 'signatureBroken'
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), type: 'spki', format: 'der' })
    if (!verify(null, signedBytes(row.hash), key, Buffer.from(signature, 'base64'))) return 'signatureBroken'
    if (this.#retired.has(fingerprint)) return 'keyRetired'
    const person = this.#persons.get(foldedName(row.actor))
    // The only approver, with a new key in the place of a lost one, signs with the new one.
    const own = row.act === 'key' && isOwnKey(row, fingerprint)
    if (!person?.active || (person.fingerprint !== fingerprint && !own)) return 'signatureBroken'
    return roles === undefined || roles.some((role) => person.roles.includes(role)) ? null : 'signatureBroken'
  }
}

function isOwnKey({ actor, after }: SignedRow, fingerprint: string): boolean {
  const said = JSON.parse(after ?? '{}') as { name?: string; fingerprint?: string }
  return foldedName(said.name ?? '') === foldedName(actor) && said.fingerprint === fingerprint
}

const stored = ({ fingerprint: _, signature: __, publicKey: ___, ...row }: SignedRow): StoredRow => row

/** Acts that an item's decision stands on, in the order in which they have to be. */
export const DECIDING = ['propose', 'agree', 'approve'] as const satisfies readonly Act[]
