/** Containers and locations: their lists, the record of one, and what is done with many. */
import type { Container, ContainerFields, ContainerRow } from '../../src-main/shared/contract/container.ts'
import type { DescriptionRow } from '../../src-main/shared/contract/description.ts'
import type { Client } from '../../src-main/shared/contract/index.ts'
import type { ContainerId, DescriptionId, LocationId } from '../../src-main/shared/contract/ids.ts'
import type { Location, LocationFields } from '../../src-main/shared/contract/location.ts'
import type { Composition } from './composition.svelte.ts'
import { EditedRecord } from './edited-record.svelte.ts'
import { problemOf } from './problem.ts'
import type { Problem } from './problem.ts'
import { Resource } from './resource.svelte.ts'
import { WindowedRows } from './windowed-rows.svelte.ts'

export const HOLDINGS = ['containers', 'locations'] as const
export type HoldingKind = (typeof HOLDINGS)[number]

interface Contents {
  total: number
  rows: { row: DescriptionRow; folder: string | null; item: string | null }[]
}

class ContainerRecord extends EditedRecord<ContainerId, ContainerFields, Container> {
  /** The record was merged away, or undo took it back. */
  protected override refused(problem: Problem): void {
    this.base = null
    this.problem = problem
  }
}

class LocationRecord extends EditedRecord<LocationId, LocationFields, Location> {
  protected override refused(problem: Problem): void {
    this.base = null
    this.problem = problem
  }
}

export class Holdings {
  #client: Client
  kind = $state<HoldingKind>('containers')
  unplaced = $state(false)
  readonly containers: WindowedRows<ContainerId, ContainerRow>
  readonly locations: WindowedRows<LocationId, Location>
  readonly container: ContainerRecord
  readonly location: LocationRecord
  /** What is in the container that is shown. */
  readonly contents: Resource<ContainerId, Contents>
  /** What stands at the location that is shown. */
  readonly standing: Resource<LocationId, { total: number; rows: ContainerRow[] }>
  /** Where the description that is shown is. */
  readonly ofShown: Resource<DescriptionId, Awaited<ReturnType<Client['container']['of']>>>
  problem = $state.raw<Problem | null>(null)

  constructor(client: Client, parting: Client, composition: Composition) {
    this.#client = client
    this.containers = new WindowedRows<ContainerId, ContainerRow>(
      {
        list: (query, window) => client.container.list({ query, unplaced: this.unplaced, ...window }),
        ids: (query) => client.container.ids({ query, unplaced: this.unplaced }),
        show: (id) => void this.openContainer(id),
      },
      composition,
    )
    this.locations = new WindowedRows<LocationId, Location>(
      {
        list: (query, window) => client.location.list({ query, ...window }),
        show: (id) => void this.openLocation(id),
      },
      composition,
    )
    this.container = new ContainerRecord(
      {
        get: (id) => client.container.get({ id }),
        edit: (change) => client.container.edit(change),
        part: (change) => parting.container.edit(change),
        whole: (_, value) => value,
      },
      composition,
    )
    this.location = new LocationRecord(
      {
        get: (id) => client.location.get({ id }),
        edit: (change) => client.location.edit(change),
        part: (change) => parting.location.edit(change),
        whole: (_, value) => value,
      },
      composition,
    )
    this.contents = new Resource((id) => client.container.contents({ id, limit: 200 }))
    this.standing = new Resource((locationId) => client.container.list({ locationId, limit: 200 }))
    this.ofShown = new Resource((id) => client.container.of({ id }))
  }

  get list(): WindowedRows<ContainerId, ContainerRow> | WindowedRows<LocationId, Location> {
    return this.kind === 'containers' ? this.containers : this.locations
  }

  get record(): ContainerRecord | LocationRecord {
    return this.kind === 'containers' ? this.container : this.location
  }

  /** Changes that the core has not taken. */
  get unsaved(): number {
    return this.container.unsaved.length + this.location.unsaved.length
  }

  /** Another catalogue, or none. */
  clear(): void {
    this.unplaced = false
    this.containers.clear()
    this.locations.clear()
    this.problem = null
    void this.container.open(null)
    void this.location.open(null)
  }

  /** The page is going away. */
  part(): void {
    this.container.part()
    this.location.part()
  }

  async settle(): Promise<void> {
    await Promise.all([this.container.settle(), this.location.settle()])
  }

  show(kind: HoldingKind): void {
    this.kind = kind
    this.problem = null
    void this.run()
  }

  run = (): Promise<void> =>
    this.kind === 'containers' ? this.containers.run(this.container.id) : this.locations.run(this.location.id)

  /** After changes in the catalogue. */
  async refresh(): Promise<void> {
    await this.run()
    void this.record.refresh()
    void this.contents.reload()
    void this.standing.reload()
  }

  onlyUnplaced(only: boolean): void {
    this.unplaced = only
    void this.containers.again()
  }

  async openContainer(id: ContainerId): Promise<void> {
    await Promise.all([this.container.open(id), this.contents.open(id)])
  }

  async openLocation(id: LocationId): Promise<void> {
    await Promise.all([this.location.open(id), this.standing.open(id)])
  }

  /** Shows a container in the list of all of them. */
  async revealContainer(id: ContainerId): Promise<void> {
    this.kind = 'containers'
    this.unplaced = false
    this.containers.query = ''
    void this.openContainer(id)
    await this.containers.again()
    const at = (await this.#client.container.ids({})).indexOf(id)
    await this.containers.look(at, at + 1)
    this.containers.index = at
  }

  /** Enter after a number, or what a scanner sent: the first that is found is shown; a barcode may also be that of a shelf. */
  async scan(): Promise<void> {
    await this.list.again()
    if (this.list.total > 0) {
      this.list.choose(0)
      return
    }
    const { query } = this.list
    const other = this.kind === 'containers' ? this.locations : this.containers
    other.query = query
    await other.again()
    if (![...other.rows.values()].some(({ barcode }) => barcode === query.normalize('NFKC').trim())) return
    this.kind = this.kind === 'containers' ? 'locations' : 'containers'
    other.choose(0)
  }

  /** The containers that are meant: those picked, or the one that is shown. */
  meant(): ContainerId[] {
    const { picked } = this.containers
    if (picked.size > 0) return [...picked]
    return this.container.id === null ? [] : [this.container.id]
  }

  add = (indicator: string): Promise<boolean> =>
    this.#try(async () => {
      const { id } = await this.#client.container.create({ fields: { indicator } })
      await this.revealContainer(id)
    })

  addLocation = (path: string): Promise<boolean> =>
    this.#try(async () => {
      const { id } = await this.#client.location.create({ fields: { path } })
      this.locations.query = ''
      await this.openLocation(id)
      await this.run()
    })

  /** The location of a path, made where there is none. */
  locationFor = async (path: string): Promise<LocationId | null> => {
    let found: LocationId | null = null
    await this.#try(async () => {
      found = (await this.#client.location.create({ fields: { path } })).id
    })
    return found
  }

  place = (locationId: LocationId | null): Promise<boolean> =>
    this.#try(async () => {
      await this.container.settle()
      const ids = this.meant() as [ContainerId, ...ContainerId[]]
      await this.#client.container.place({ scope: { ids }, locationId })
    })

  renumber = (first: string): Promise<boolean> =>
    this.#try(async () => {
      await this.#client.container.renumber({ ids: this.meant(), first })
    })

  merge = (keepId: ContainerId): Promise<boolean> =>
    this.#try(async () => {
      const ids = this.meant().filter((id) => id !== keepId) as [ContainerId, ...ContainerId[]]
      await this.#client.container.merge({ keepId, ids })
      await this.revealContainer(keepId)
    })

  delete = (): Promise<boolean> =>
    this.#try(async () => {
      await this.settle()
      if (this.kind === 'locations') {
        if (this.location.id === null) return
        await this.#client.location.delete({ id: this.location.id })
        await this.location.open(null)
      } else {
        await this.#client.container.delete({ ids: this.meant() })
        await this.container.open(null)
      }
      await this.list.again()
    })

  async #try(act: () => Promise<void>): Promise<boolean> {
    try {
      await act()
      this.problem = null
      return true
    } catch (error) {
      this.problem = problemOf(error)
      return false
    }
  }
}
