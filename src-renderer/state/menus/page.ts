/** The page that is shown, and the pages of a description. */
import type { Entry, Situation } from './situation.ts'

const ZOOM = 1.3

export function pageMenu({ desk, open, writable, writableActive, page }: Situation): Entry[] {
  const { stage, pages, viewing } = desk
  const paged = () => open() && desk.pages.current !== null
  const editable = () => paged() && writable()
  const seen = () => paged() && pages.current?.scan != null
  const adjustable = () => seen() && writable()
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
      run: () => stage.toggleFullScreen(),
    },
    { id: 'page.loupe', group: 2, keys: ['L'], when: seen, run: () => (viewing.loupe = true) },
    {
      id: 'page.compare',
      group: 2,
      keys: ['V'],
      when: () => paged() && pages.all.length > 1,
      run: () => desk.comparePages(),
    },
    { id: 'page.adjust', group: 3, keys: ['A'], when: seen, run: () => viewing.toggle('view') },
    { id: 'page.invert', group: 3, keys: ['I'], when: adjustable, run: () => viewing.invert() },
    {
      id: 'page.straighten',
      group: 3,
      keys: ['Shift+A'],
      when: adjustable,
      run: () => viewing.proposeStraightening(),
    },
    { id: 'page.crop', group: 3, keys: ['C'], when: adjustable, run: () => viewing.beginCrop() },
    {
      id: 'page.cropToSheet',
      group: 3,
      keys: ['Shift+C'],
      when: adjustable,
      run: () => viewing.proposeCrop(),
    },
    { id: 'page.resetView', group: 3, keys: [], when: adjustable, run: viewing.reset },
    {
      id: 'ocr.open',
      group: 5,
      keys: ['Shift+O'],
      when: writableActive,
      run: () => stage.begin({ kind: 'ocr' }),
    },
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
    {
      id: 'page.scans',
      group: 4,
      keys: [],
      when: () => paged() && pages.current?.scan != null,
      run: () => {
        if (pages.current) stage.begin({ kind: 'version', pageId: pages.current.id })
      },
    },
    { id: 'page.split', group: 4, keys: ['S'], when: adjustable, run: () => viewing.beginSplit() },
    {
      id: 'page.join',
      group: 4,
      keys: ['Shift+S'],
      when: () => editable() && pages.partner !== null,
      run: () => pages.join(),
    },
    { id: 'page.labels', group: 5, keys: ['#'], when: editable, run: () => viewing.toggle('labels') },
    { id: 'page.recto', group: 5, keys: ['O'], when: editable, run: () => pages.markSide('recto') },
    { id: 'page.verso', group: 5, keys: ['U'], when: editable, run: () => pages.markSide('verso') },
    { id: 'page.blank', group: 5, keys: ['W'], when: editable, run: () => pages.markState('blank') },
    { id: 'page.missing', group: 5, keys: ['X'], when: editable, run: () => pages.markState('missing') },
    {
      id: 'page.addMissing',
      group: 4,
      keys: [],
      when: writableActive,
      run: () => pages.add('missing'),
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
