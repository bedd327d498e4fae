/** The page that is shown, and the pages of a description. */
import type { Entry, Situation } from './situation.ts'

const ZOOM = 1.3

export function pageMenu({ desk, open, writable, writableActive, page }: Situation): Entry[] {
  const { stage, pages } = desk
  const paged = () => open() && desk.pages.current !== null
  const editable = () => paged() && writable()
  return [
    { id: 'page.next', group: 1, keys: [']', 'PageDown'], when: paged, run: pages.next },
    { id: 'page.previous', group: 1, keys: ['[', 'PageUp'], when: paged, run: pages.previous },
    { id: 'page.fit', group: 2, keys: ['0'], when: paged, run: () => page()?.fit() },
    { id: 'page.actual', group: 2, keys: ['1'], when: paged, run: () => page()?.actual() },
    {
      id: 'page.zoomIn',
      group: 2,
      keys: ['+', '='],
      when: paged,
      run: () => page()?.zoomBy(ZOOM),
    },
    {
      id: 'page.zoomOut',
      group: 2,
      keys: ['-'],
      when: paged,
      run: () => page()?.zoomBy(1 / ZOOM),
    },
    {
      id: 'page.fullScreen',
      group: 2,
      keys: ['F'],
      when: paged,
      run: () => {
        stage.fullScreen = !stage.fullScreen
      },
    },
    { id: 'ocr.open', group: 5, keys: ['O'], when: writableActive, run: () => stage.begin({ kind: 'ocr' }) },
    {
      id: 'ocr.files',
      group: 5,
      keys: [],
      when: writableActive,
      run: () => stage.begin({ kind: 'ocrFiles' }),
    },
    {
      id: 'page.rotate',
      group: 3,
      keys: ['R'],
      when: editable,
      run: () => pages.rotate(90),
    },
    {
      id: 'page.rotateBack',
      group: 3,
      keys: ['Shift+R'],
      when: editable,
      run: () => pages.rotate(-90),
    },
    {
      id: 'page.earlier',
      group: 4,
      keys: ['{'],
      when: editable,
      run: () => pages.shift(-1),
    },
    {
      id: 'page.later',
      group: 4,
      keys: ['}'],
      when: editable,
      run: () => pages.shift(1),
    },
    { id: 'page.add', group: 4, keys: [], when: writableActive, run: () => pages.add() },
    {
      id: 'page.detach',
      group: 4,
      keys: ['Delete'],
      pane: 'page',
      when: editable,
      run: () => pages.detach(),
    },
  ]
}
