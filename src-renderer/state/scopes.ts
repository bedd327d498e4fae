/** What a piece of work over many can be about, as the desk stands now. */
import type { Scope } from '../../src-main/shared/contract/scope.ts'
import type { Desk } from './desk.svelte.ts'

export type ScopeName = 'selection' | 'branch' | 'found' | 'list' | 'everything'

export interface ScopeChoice {
  readonly value: ScopeName
  readonly label: string
  readonly scope: Scope
}

export function scopeChoices({ selection, tree, search, lists, words }: Desk): ScopeChoice[] {
  const m = words.m.bulk.scope
  const choices: ScopeChoice[] = []
  const ids = [...selection.ids]
  if (ids.length > 0)
    choices.push({ value: 'selection', label: m.selection(ids.length), scope: { kind: 'units', ids } })
  const row = tree.row(selection.active)
  if (row && row.childCount > 0)
    choices.push({
      value: 'branch',
      label: m.branch(row.title ?? words.m.untitled),
      scope: { kind: 'branch', id: row.id },
    })
  if (search.total > 0)
    choices.push({
      value: 'found',
      label: m.found(search.total),
      scope: { kind: 'search', query: search.answered },
    })
  if (lists.current && lists.current.count > 0)
    choices.push({
      value: 'list',
      label: m.list(lists.current.name ?? words.m.bulk.lists.bookmarks, lists.current.count),
      scope: { kind: 'list', id: lists.current.id },
    })
  choices.push({ value: 'everything', label: m.everything, scope: { kind: 'branch', id: null } })
  return choices
}

/** What is most likely meant: several that are selected, or the results that are looked at; otherwise everything. */
export function likelyScope({ selection, stage, search }: Desk): ScopeName {
  if (selection.ids.size > 1) return 'selection'
  return stage.place === 'results' && search.total > 0 ? 'found' : 'everything'
}
