/** A catalogue under a passphrase: opening it, encrypting and making plain, the slots of its key. */
import { lockedFolder, headOf, holdKey } from '../../catalogue/encryption/keyring.ts'
import { newRecoveryKey, readSlots, slotFor, told, unlock } from '../../catalogue/encryption/slots.ts'
import type { Slots } from '../../catalogue/encryption/slots.ts'
import { databasePath } from '../../catalogue/open.ts'
import { join } from 'node:path'
import { refusal } from '../../shared/contract/errors.ts'
import type { Act } from '../../shared/domain/review/states.ts'
import type { Context, Service } from '../context.ts'
import { filesUnderKey, makePlain, underPassphrase } from './converting.ts'
import { noted } from './noted.ts'
import { placesOf, remains } from './remains.ts'
import { putSlots } from './carried.ts'

export const encryption: Service<'encryption'> = {
  async state(context) {
    const { folder } = context.catalogue()
    const encrypted = isEncrypted(context)
    return {
      encrypted,
      slots: encrypted ? told(readSlots(folder)) : [],
      remains: await remains(context),
    }
  },

  locked: (context) => (context.current() === null ? context.locked.last : null),

  async unlock(_, { id, passphrase }) {
    const folder = lockedFolder(id)
    if (folder === null) throw refusal('catalogueNotFound', { file: '' })
    const { slotId: _slot, ...key } = await unlock(readSlots(folder), passphrase)
    holdKey(key)
    return null
  },

  encrypt: (context, said) => underPassphrase(context, said),
  encryptFiles: (context) => filesUnderKey(context),
  decrypt: (context, said) => makePlain(context, said),

  addPassphrase: (context, { passphrase, name, added, as }) =>
    change(context, { passphrase, as, act: 'addSlot' }, async (slots, { key, salt }) => {
      free(slots, name)
      const slot = await slotFor({ key, salt }, added, { name, kind: 'passphrase', at: context.clock.now() })
      return { slots: [...slots.slots, slot], of: slot.id }
    }),

  async addRecovery(context, { passphrase, name, handle, language, as }) {
    const parent = handle === null ? null : context.handles.take(handle, 'write')
    if (handle !== null && parent === null) throw refusal('handleUnknown', {})
    const secret = newRecoveryKey()
    const at = context.clock.now()
    const changed = await change(
      context,
      { passphrase, as, act: 'addSlot' },
      async (slots, { key, salt }) => {
        free(slots, name)
        const slot = await slotFor({ key, salt }, secret, { name, kind: 'recovery', at })
        return { slots: [...slots.slots, slot], of: slot.id }
      },
    )
    if (parent === null) return { ...changed, key: secret, sheet: null }
    const catalogue = context.catalogue().name
    const sheet = `${[catalogue, name, at.slice(0, 10)].join(' ').replace(/[/\\:*?"<>|\p{Cc}]/gu, '_')}.pdf`
    await context.tasks.run('recoverySheet', {
      path: join(parent, sheet),
      catalogue,
      slot: name,
      key: secret,
      day: at.slice(0, 10),
      language,
      generator: `Shoko ${context.version}`,
    })
    return { ...changed, key: secret, sheet }
  },

  changePassphrase: (context, { passphrase, changed, as }) =>
    change(context, { passphrase, as, act: 'changeSlot' }, async (slots, { key, salt, slotId }) => {
      const before = slots.slots.find(({ id }) => id === slotId)
      // Who gives a recovery key has lost a passphrase, and adds another.
      if (before?.kind !== 'passphrase') throw refusal('passphraseWrong', {})
      const { name } = before
      const slot = await slotFor({ key, salt }, changed, {
        id: slotId,
        name,
        kind: 'passphrase',
        at: context.clock.now(),
      })
      return { slots: slots.slots.map((one) => (one.id === slotId ? slot : one)), of: slotId }
    }),

  removeSlot: (context, { passphrase, id, as }) =>
    change(context, { passphrase, as, act: 'removeSlot' }, (slots) => {
      if (!slots.slots.some((slot) => slot.id === id)) throw refusal('slotUnknown', {})
      if (slots.slots.length === 1) throw refusal('slotLast', {})
      return Promise.resolve({ slots: slots.slots.filter((slot) => slot.id !== id), of: id })
    }),

  async removeCopies(context) {
    context.writing()
    if (!isEncrypted(context)) throw refusal('notEncrypted', {})
    if (context.jobs.busy()) throw refusal('jobsRunning', {})
    // One that opens is there before the others go.
    await context.backUp()
    await context.tasks.run('removePlainCopies', placesOf(context))
    return remains(context)
  },
}

const isEncrypted = (context: Context): boolean =>
  headOf(databasePath(context.catalogue().folder)) !== 'plain'

function free({ slots }: Slots, name: string): void {
  if (slots.some((slot) => slot.name === name)) throw refusal('slotNameTaken', { name })
}

type Opened = Awaited<ReturnType<typeof unlock>>

/** Whoever changes what opens a catalogue opens it first, also where it is open. */
async function change(
  context: Context,
  { passphrase, as, act }: { passphrase: string; as: string | undefined; act: Act },
  made: (slots: Slots, opened: Opened) => Promise<{ slots: Slots['slots']; of: string }>,
) {
  const audited = noted(context, as)
  if (!isEncrypted(context)) throw refusal('notEncrypted', {})
  const { folder } = context.catalogue()
  const before = readSlots(folder)
  const { slots, of } = await made(before, await unlock(before, passphrase))
  const after = { ...before, slots }
  putSlots(context, after)
  audited(act, { before: { slots: told(before) }, after: { slots: told(after), of }, reason: '' })
  return { slots: told(after) }
}
