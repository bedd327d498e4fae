/** The catalogue as a whole: opened, filled, carried out, guarded, and what holds for all of it. */
import type { Entry, Situation } from './situation.ts'

export function catalogueMenu({ desk, open, writable, always, dialog }: Situation): Entry[] {
  const { stage, selection, catalogue } = desk
  return [
    {
      id: 'catalogue.new',
      group: 1,
      keys: [],
      when: always,
      run: dialog({ kind: 'create' }),
    },
    {
      id: 'catalogue.open',
      group: 1,
      keys: ['Mod+O'],
      when: always,
      run: dialog({ kind: 'open' }),
    },
    {
      id: 'catalogue.close',
      group: 1,
      keys: [],
      when: open,
      run: async () => {
        await desk.record.flush()
        await catalogue.close()
      },
    },
    {
      id: 'import.open',
      group: 2,
      keys: ['Mod+I'],
      when: writable,
      run: () => {
        stage.dialog = { kind: 'import', into: selection.active, files: [], arrange: 'items' }
      },
    },
    {
      id: 'sheet.open',
      group: 2,
      keys: ['Mod+Shift+I'],
      when: writable,
      run: () => stage.begin({ kind: 'sheet' }),
    },
    {
      id: 'ead.open',
      group: 2,
      keys: [],
      when: writable,
      run: () => stage.begin({ kind: 'ead' }),
    },
    {
      id: 'export.open',
      group: 2,
      keys: ['Mod+E'],
      when: open,
      run: dialog({ kind: 'export' }),
    },
    {
      id: 'batches.open',
      group: 2,
      keys: ['Mod+Alt+E'],
      when: open,
      run: () => stage.begin({ kind: 'batches' }),
    },
    // In the reading view, what is printed is the document.
    {
      id: 'reading.print',
      group: 2,
      keys: ['Mod+P'],
      when: () => open() && stage.work?.kind === 'reading',
      run: () => desk.reading.surface?.print(),
    },
    {
      id: 'print.open',
      group: 2,
      keys: ['Mod+P'],
      when: open,
      run: () => stage.begin({ kind: 'print' }),
    },
    {
      id: 'catalogue.backup',
      group: 3,
      keys: [],
      when: writable,
      run: () => catalogue.backUp(),
    },
    {
      id: 'view.backups',
      group: 3,
      keys: [],
      when: open,
      run: () => stage.begin({ kind: 'backups' }),
    },
    {
      id: 'encryption.open',
      group: 3,
      keys: [],
      when: open,
      run: () => stage.begin({ kind: 'encryption' }),
    },
    {
      id: 'view.checks',
      group: 3,
      keys: [],
      when: open,
      run: () => {
        desk.goTo('checks')
        return Promise.all([desk.checks.run(), desk.findings.start()])
      },
    },
    {
      id: 'view.integrity',
      group: 3,
      keys: [],
      when: open,
      run: () => stage.begin({ kind: 'integrity' }),
    },
    {
      id: 'fixity.open',
      group: 3,
      keys: [],
      when: open,
      run: () => stage.begin({ kind: 'fixity' }),
    },
    {
      id: 'relinking.open',
      group: 3,
      keys: [],
      when: writable,
      run: () => stage.begin({ kind: 'relinking' }),
    },
    {
      id: 'catalogue.statistics',
      group: 3,
      keys: [],
      when: open,
      run: () => stage.begin({ kind: 'statistics' }),
    },
    {
      id: 'loan.list',
      group: 3,
      keys: [],
      when: open,
      run: () => stage.begin({ kind: 'loans' }),
    },
    {
      id: 'citation.open',
      group: 4,
      keys: [],
      when: open,
      run: () => stage.begin({ kind: 'citation' }),
    },
    {
      id: 'names.files',
      group: 4,
      keys: [],
      when: open,
      run: () => stage.begin({ kind: 'authorityFiles' }),
    },
    {
      id: 'exemptions.open',
      group: 4,
      keys: [],
      when: open,
      run: () => stage.begin({ kind: 'exemptions' }),
    },
    {
      id: 'persons.open',
      group: 4,
      keys: [],
      when: open,
      run: () => stage.begin({ kind: 'persons' }),
    },
    {
      id: 'release.open',
      group: 4,
      keys: [],
      when: open,
      run: () => stage.begin({ kind: 'release' }),
    },
    {
      id: 'requests.open',
      group: 4,
      keys: [],
      when: open,
      run: () => stage.begin({ kind: 'requests' }),
    },
    {
      id: 'leaks.open',
      group: 4,
      keys: [],
      when: open,
      run: () => stage.begin({ kind: 'leaks' }),
    },
    {
      id: 'slips.open',
      group: 4,
      keys: [],
      when: open,
      run: () => stage.begin({ kind: 'slips' }),
    },
    {
      id: 'terms.files',
      group: 4,
      keys: [],
      when: open,
      run: () => stage.begin({ kind: 'termFiles' }),
    },
    {
      id: 'types.open',
      group: 4,
      keys: [],
      when: open,
      run: () => stage.begin({ kind: 'types' }),
    },
    {
      id: 'institution.open',
      group: 4,
      keys: [],
      when: open,
      run: dialog({ kind: 'institution' }),
    },
    {
      id: 'settings.open',
      group: 4,
      keys: ['Mod+,'],
      when: always,
      run: dialog({ kind: 'settings' }),
    },
  ]
}
