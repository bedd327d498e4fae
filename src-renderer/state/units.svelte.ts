/** What is done to units in the tree: added, moved, duplicated, deleted, published. */
import type { Client } from '../../src-main/shared/contract/index.ts'
import type { DescriptionPatchInput, DescriptionRow } from '../../src-main/shared/contract/description.ts'
import type { DescriptionId } from '../../src-main/shared/contract/ids.ts'
import type { Status } from '../../src-main/shared/domain/field.ts'
import { guessLanguage } from '../language-tag.ts'
import type { LanguageMark } from '../language-tag.ts'
import { problemOf } from './problem.ts'
import type { Problem } from './problem.ts'
import type { Selection } from './selection.svelte.ts'
import type { Tree } from './tree.svelte.ts'

export type DropPlace = 'before' | 'inside' | 'after'

type Copied = NonNullable<Parameters<Client['description']['duplicate']>[0]['fields']>

export class Units {
  #client: Client
  #tree: Tree
  #selection: Selection
  #settle: () => Promise<void>
  #acting: Promise<boolean> = Promise.resolve(true)
  problem = $state.raw<Problem | null>(null)

  constructor(client: Client, tree: Tree, selection: Selection, settle: () => Promise<void>) {
    this.#client = client
    this.#tree = tree
    this.#selection = selection
    this.#settle = settle
  }

  forget(): void {
    this.problem = null
  }

  /** A new unit: at the top, inside the active one, or after it. True when it was made. */
  create = (where: 'top' | 'inside' | 'after'): Promise<boolean> =>
    this.#act(async () => {
      const active = this.#activeRow()
      const after = where === 'after' && active
      const unit = await this.#client.description.create({
        parentId: where === 'inside' && active ? active.id : after ? active.parentId : null,
        ...(after ? { afterId: active.id, fields: { level: active.level } } : {}),
      })
      await this.#tree.refresh()
      await this.#selection.reveal(unit.id)
    })

  /** `fields`: those that the copies take over; without them everything that can be. */
  duplicate = (fields: Copied | null = null, copies = 1): Promise<boolean> =>
    this.#act(async () => {
      const { active } = this.#selection
      if (active === null) return
      const copy = await this.#client.description.duplicate({ id: active, fields, copies })
      await this.#tree.refresh()
      await this.#selection.reveal(copy.id)
    })

  bin = (): Promise<boolean> =>
    this.#act(async () => {
      const ids = [...this.#selection.ids]
      if (ids.length === 0) return
      await this.#client.description.bin({ ids })
      this.#selection.ids.clear()
      await this.#tree.refresh()
      await this.#selection.follow()
    })

  setStatus = (status: Status): Promise<boolean> =>
    this.#act(async () => {
      for (const id of this.#selection.ids) await this.#client.description.edit({ id, patch: { status } })
    })

  /** Sets the title that the list shows, in the language that its script tells. */
  rename = (id: DescriptionId, title: string, usual: LanguageMark | null): Promise<boolean> =>
    this.#act(async () => {
      const { title: titles } = await this.#client.description.get({ id })
      const [first, ...rest] = titles
      const fresh = { value: title, ...(guessLanguage(title, usual) ?? {}) }
      const kept = title.trim() === '' ? rest : [first ? { ...first, value: title } : fresh, ...rest]
      const patch: DescriptionPatchInput = { title: kept }
      await this.#client.description.edit({ id, patch })
    })

  /** Puts what is dragged before, inside or after the unit at a position. */
  drop = (ids: readonly DescriptionId[], position: number, where: DropPlace): Promise<boolean> =>
    this.#act(async () => {
      const place = this.#tree.placeAt(position)
      const target = await this.#tree.rowAt(position)
      if (!place || !target) return
      const [first, ...rest] = ids
      if (first === undefined) return
      const moving: [DescriptionId, ...DescriptionId[]] = [first, ...rest]
      if (where === 'inside') await this.#client.description.move({ ids: moving, parentId: target.id })
      else {
        const before = where === 'before' ? target : await this.#sibling(target.parentId, place.index + 1)
        await this.#client.description.move({
          ids: moving,
          parentId: target.parentId,
          beforeId: before?.id ?? null,
        })
      }
      await this.#moved()
    })

  /** The selected units in the order of the tree. */
  chosen = (): DescriptionId[] => this.#ordered()

  /** Moves the selected units by a key: among their siblings, out of their parent, or into the unit above. */
  shift = (where: 'up' | 'down' | 'out' | 'in'): Promise<boolean> =>
    this.#act(async () => {
      const active = this.#activeRow()
      const place = this.#tree.placeAt(this.#selection.position)
      if (!active || !place) return
      const { branch, index } = place
      const ids = this.#ordered()
      if (where === 'up') {
        const before = await this.#sibling(branch.id, index - 1)
        if (!before) return
        await this.#client.description.move({ ids, parentId: branch.id, beforeId: before.id })
      } else if (where === 'down') {
        if (index >= branch.total - 1) return
        const before = await this.#sibling(branch.id, index + 2)
        await this.#client.description.move({ ids, parentId: branch.id, beforeId: before?.id ?? null })
      } else if (where === 'out') {
        if (!branch.parent) return
        const before = await this.#sibling(branch.parent.id, branch.index + 1)
        await this.#client.description.move({ ids, parentId: branch.parent.id, beforeId: before?.id ?? null })
      } else {
        const above = await this.#sibling(branch.id, index - 1)
        if (!above) return
        await this.#client.description.move({ ids, parentId: above.id })
        await this.#tree.refresh()
      }
      await this.#moved()
    })

  #activeRow(): DescriptionRow | undefined {
    return this.#tree.row(this.#selection.active)
  }

  /** The selected units in the order of the tree, as far as it is loaded. */
  #ordered(): [DescriptionId, ...DescriptionId[]] {
    const known = this.#tree.rowsOf(this.#selection.ids).map(({ id }) => id)
    const [first = this.#selection.active, ...rest] = known
    if (first === null) throw new Error('nothing is selected')
    return [first, ...rest]
  }

  async #sibling(parentId: DescriptionId | null, index: number): Promise<DescriptionRow | undefined> {
    if (index < 0) return undefined
    const { rows } = await this.#client.description.children({ parentId, offset: index, limit: 1 })
    return rows[0]
  }

  async #moved(): Promise<void> {
    await this.#tree.refresh()
    const { active } = this.#selection
    const place = active === null ? null : await this.#tree.find(active)
    if (!place) return
    await this.#selection.follow()
    this.#tree.show(this.#selection.position)
  }

  /** One after the other: the second of two quick keys finds what the first has moved. */
  #act(act: () => Promise<void>): Promise<boolean> {
    const acted = this.#acting.then(() => this.#try(act))
    this.#acting = acted
    return acted
  }

  async #try(act: () => Promise<void>): Promise<boolean> {
    try {
      await this.#settle()
      await act()
      this.problem = null
      return true
    } catch (error) {
      this.problem = problemOf(error)
      return false
    }
  }
}
