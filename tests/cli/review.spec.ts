/** A review as a script does it: marked in every place, proposed, agreed to by a second person, approved. */
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import type { Redaction } from '../../src-main/shared/contract/redaction.ts'
import type { Review } from '../../src-main/shared/contract/review.ts'
import { aCore, aFolder } from '../builders.ts'
import { hasSharedFiles, sharedFile } from '../shared-files.ts'
import { aCommandLine } from './run.ts'
import type { Cli } from './run.ts'

interface Passage {
  ja: string
  en: string
}

/** Marks passages of an item, each as a redaction of its own, and brings it to approval. */
async function reviewed(
  { shoko }: Cli,
  catalogue: string,
  code: string,
  page: string[],
  passages: Passage[],
) {
  const uids: string[] = []
  for (const { ja, en } of passages) {
    const marking = [
      'review',
      'mark',
      catalogue,
      code,
      '--code',
      '5-3',
      '--as',
      'Aoki',
      '--lines',
      '2',
      '--json',
    ]
    const place = ['--text', 'jpn', '--quote', ja, '--text', 'eng', '--quote', en]
    const marked = await shoko(...marking, ...page, ...place)
    expect(marked.err).toBe('')
    const { uid, unresolved, anchors } = marked.json<Redaction>()
    expect(unresolved).toEqual([])
    expect(anchors).toHaveLength(page.length === 0 ? 2 : 3)
    uids.push(uid)
  }
  const step = (name: string, as: string, ...more: string[]) =>
    shoko('review', name, catalogue, code, '--as', as, '--json', ...more)
  const early = await step('agree', 'Baba')
  expect([early.code, early.json()]).toMatchObject([1, { error: { code: 'reviewState' } }])
  const proposed = await step('propose', 'Aoki', '--looked', '--checked', '--decision', 'releaseInPart')
  expect(proposed.json<Review>()).toMatchObject({ standing: 'proposed', unresolved: [] })
  expect((await step('agree', 'Aoki')).json()).toMatchObject({ error: { code: 'reviewerSame' } })
  const returned = await step('return', 'Baba', '--comment', `${uids[0] ?? ''}=too narrow`)
  expect(returned.json<Review>().unresolved).toMatchObject([{ code: 'redactionReturned' }])
  return { uids, step }
}

const APPROVAL = ['--authority', '架空 太郎', '--position', '館長', '--on', '2026-01-05']

describe('shoko review', () => {
  it('brings an item of the sample from mark to approval, and lists it', async () => {
    const home = aFolder()
    const cli = aCommandLine()
    const { core, client } = aCore({ home })
    await client.catalogue.openSample()
    const catalogue = core.openFolder() ?? ''
    await core.close()
    expect((await cli.shoko('trust', catalogue)).code).toBe(0)
    const code = '2014-021/300012'
    const passages = [{ ja: '「北港の岸壁は、…見込みである。」', en: '"Part of the quay…next spring."' }]
    const box = ['--page', '2', '--box', '100,100,400,80']
    const { step, uids } = await reviewed(cli, catalogue, code, box, passages)
    const more = ['--with', uids[0] ?? '', '--page', '2', '--polygon', '10,10,60,10,35,60', '--as', 'Aoki']
    expect((await cli.shoko('review', 'mark', catalogue, code, ...more)).code).toBe(0)
    // What depends on where the marks are is looked for anew.
    expect((await step('propose', 'Aoki')).json()).toMatchObject({ error: { code: 'reviewUnresolved' } })
    expect((await step('propose', 'Aoki', '--checked')).json()).toMatchObject({ standing: 'proposed' })
    expect((await step('agree', 'Baba')).json()).toMatchObject({ standing: 'agreed', secondReviewer: 'Baba' })
    expect((await step('approve', 'Chiba')).json()).toMatchObject({ error: { code: 'reviewIncomplete' } })
    expect((await step('approve', 'Chiba', ...APPROVAL)).json()).toMatchObject({ approvedMatches: true })

    const listed = await cli.shoko('review', 'list', catalogue, '--state', 'approved')
    expect(listed.out).toMatch(new RegExp(`^${code}\tapproved\t`, 'm'))
    await cli.shoko('set', catalogue, code, 'note=another word')
    const check = await cli.shoko('call', catalogue, 'review.state', '{"descriptionId":4}')
    expect(check.json()).toMatchObject({
      approvedMatches: false,
      changed: [{ part: 'field', which: 'note' }],
    })
    expect((await step('recall', 'Chiba', '--reason', 'a name was missed')).json()).toMatchObject({
      state: 'recalled',
    })
    expect((await cli.shoko('review', 'propose', catalogue, code)).code).toBe(2)
  })

  it('changes, narrows and takes away what was marked, asks an agency, and says what is due and what is cited', async () => {
    const { shoko } = aCommandLine()
    await shoko('new', 'A.shoko', '--name', 'Office')
    const unit =
      '{"parentId":null,"fields":{"level":"item","referenceCode":"R-1","title":[{"value":"Talk"}]}}'
    await shoko('call', 'A.shoko', 'description.create', unit)
    await shoko(
      'call',
      'A.shoko',
      'text.create',
      '{"descriptionId":1,"kind":"transcription","language":"eng","script":null,"agent":null}',
    )
    const review = async (step: string, ...given: string[]) => {
      const { code, err, json } = await shoko(
        'review',
        step,
        'A.shoko',
        'R-1',
        '--as',
        'Aoki',
        '--json',
        ...given,
      )
      expect([step, code, err]).toEqual([step, 0, ''])
      return json
    }
    await review('require', '--batch', '2026-1', '--due', '2026-12-31')
    const marked = (await review('mark', '--code', '5-3', '--field', 'title', '--field', 'note'))<Redaction>()
    const one = ['--with', marked.uid]
    expect((await review('edit', ...one, '--code', '5-5', '--note', 'ask Baba'))<Redaction>()).toMatchObject({
      exemptions: [{ code: '5-5' }],
      note: 'ask Baba',
    })
    const reason = ['--reason', 'it stands in the description alone']
    expect(
      (await review('without', ...one, '--side', 'image', ...reason))<Redaction>().noCounterpart,
    ).toMatchObject([{ side: 'image' }])
    const narrowed = (await review('unmark', ...one, '--anchor', marked.anchors[1]?.uid ?? ''))<Redaction>()
    expect(narrowed.anchors.map(({ uid }) => uid)).toEqual([marked.anchors[0]?.uid])
    const cited = (await shoko('review', 'statistics', 'A.shoko', '--json')).json()
    expect(cited).toMatchObject({ codes: [{ code: '5-5', redactions: 1 }] })
    await review('refer', '--agency', 'Cabinet', '--question', 'May it go out?', '--due', '2026-12-01')
    const due = await shoko('review', 'due', 'A.shoko', '--due', '2027-01-01')
    expect(due.out).toBe('2026-12-01\tanswer\tR-1\tCabinet\n')
    expect((await review('answer', '--answer', 'It may not.'))<Review>()).toMatchObject({
      standing: 'inReview',
    })
    expect((await review('unmark', ...one))()).toBeNull()
    expect((await shoko('call', 'A.shoko', 'redaction.list', '{"descriptionId":1}')).json()).toEqual([])
    expect((await shoko('review', 'unmark', 'A.shoko', 'R-1', '--as', 'Aoki')).code).toBe(2)
  })

  it('puts boxes right, on all pages where that is asked for, and takes numbers as they are where not', async () => {
    const home = aFolder()
    const cli = aCommandLine()
    const { core, client } = aCore({ home })
    await client.catalogue.openSample()
    const catalogue = core.openFolder() ?? ''
    await core.close()
    await cli.shoko('trust', catalogue)
    const place = ['--page', '2', '--box', '100,100,400,80', '--code', '5-3', '--as', 'Aoki', '--json']
    const mark = async (...more: string[]) =>
      (await cli.shoko('review', 'mark', catalogue, '2014-021/300012', ...place, ...more)).json<Redaction>()
    const shapes = ({ anchors }: Redaction) =>
      anchors.flatMap(({ place }) =>
        place.kind === 'region' && !('points' in place.shape) ? [place.shape] : [],
      )
    expect(shapes(await mark())).toEqual([{ x: 100, y: 100, width: 400, height: 80 }])
    const everywhere = shapes(await mark('--all-pages', '--snap', 'ink'))
    const pages = await cli.shoko('call', catalogue, 'scan.pages', '{"descriptionId":4}')
    expect(everywhere).toHaveLength(pages.json<unknown[]>().length)
    expect(everywhere.length).toBeGreaterThan(1)
    expect(shapes(await mark('--snap', 'butThis'))).toHaveLength(4)
    // A box whose edge goes through the letters says so.
    const told = async (...more: string[]) => {
      const through = ['--page', '1', '--box', '300,600,900,120', '--code', '5-3', '--as', 'Aoki', ...more]
      return (await cli.shoko('review', 'mark', catalogue, '2014-021/300012', ...through)).err
    }
    expect(await told()).toContain('On page 1 ink crosses the edge of the box')
    expect(await told('--snap', 'ink')).not.toContain('ink crosses')
    expect(
      (await cli.shoko('review', 'mark', catalogue, '2014-021/300012', ...place, '--snap', 'x')).code,
    ).toBe(2)
  })

  it('finds what is to be looked at, and keeps who has looked for what on the paper', async () => {
    const { shoko, folder: cwd } = aCommandLine()
    await shoko('new', 'A.shoko', '--name', 'Office')
    const unit =
      '{"parentId":null,"fields":{"level":"item","referenceCode":"R-1","title":[{"value":"Gromyko and Gromykov"}]}}'
    await shoko('call', 'A.shoko', 'description.create', unit)
    await shoko(
      'call',
      'A.shoko',
      'authority.create',
      '{"fields":{"names":[{"kind":"authorized","value":"Gromyko, Andrei"}]}}',
    )
    await shoko('review', 'mark', 'A.shoko', 'R-1', '--code', '5-3', '--field', 'title', '--as', 'Aoki')
    const find = async (...given: string[]) => (await shoko('review', 'find', 'A.shoko', ...given)).out
    expect(await find('--name', 'Gromyko, Andrei')).toBe('R-1\ttitle\t+\t[Gromyko] and Gromykov\n')
    expect(await find('R-1', '--expression', 'k[o]v$')).toBe('R-1\ttitle\t+\tGromyko and Gromy[kov]\n')
    expect(await find('--words', 'gromyko', '--batch', 'none')).toBe('')
    expect((await shoko('review', 'find', 'A.shoko')).code).toBe(2)
    const check = (...given: string[]) =>
      shoko('review', 'checklist', 'A.shoko', 'R-1', '--as', 'Baba', ...given)
    expect((await check('--tick', 'besideBox', '--json')).json<Review>().checklist).toMatchObject([
      { what: 'besideBox', who: 'Baba' },
      { what: 'paraphrase', who: null },
    ])
    expect(
      (await check('--untick', 'besideBox', '--tick', 'paraphrase', '--json')).json<Review>().checklist,
    ).toMatchObject([
      { what: 'besideBox', who: null },
      { what: 'paraphrase', who: 'Baba' },
    ])
    expect((await check('--tick', 'nothing')).code).toBe(2)
    const propose = ['propose', 'A.shoko', 'R-1', '--as', 'Aoki', '--checked', '--decision', 'releaseInPart']
    expect(await shoko('review', ...propose)).toMatchObject({ code: 0 })
    // As if it had been proposed before anybody asked.
    const db = new Database(join(cwd, 'A.shoko', 'catalogue.sqlite'))
    db.exec(
      `DELETE FROM paperCheck; UPDATE review SET bound = json_remove(bound, '$."check besideBox"', '$."check paraphrase"')`,
    )
    db.close()
    for (const step of [['agree'], ['checklist', '--tick', 'paraphrase']]) {
      const refused = await shoko('review', step[0] ?? '', 'A.shoko', 'R-1', '--as', 'Baba', ...step.slice(1))
      expect([refused.code, refused.err]).toEqual([1, expect.stringContaining('Return it once')])
    }
  })

  it('says what is wrong with a place or a code, and changes nothing', async () => {
    const { shoko } = aCommandLine()
    await shoko('new', 'A.shoko', '--name', 'Office')
    const made = [
      'call',
      'A.shoko',
      'description.create',
      '{"parentId":null,"fields":{"level":"item","referenceCode":"R-1"}}',
    ]
    expect((await shoko(...made)).code).toBe(0)
    const mark = (...given: string[]) => shoko('review', 'mark', 'A.shoko', 'R-1', '--as', 'Aoki', ...given)
    const field = ['--field', 'referenceCode']
    for (const [given, code] of [
      [field, 2],
      [['--code', '5-3'], 2],
      [['--code', '5-3', '--box', '1,2,3,4'], 2],
      [['--code', '5-3', '--page', '1'], 1],
      [['--code', '99', ...field], 1],
      [['--code', '(b)(3)', ...field], 1],
      [['--code', '5-3', '--text', 'jpn', '--quote', 'ない'], 1],
      [['--code', '(b)(3)', '--say', 'statute=50 U.S.C. 3024(i)', ...field], 0],
    ] as const)
      expect((await mark(...given)).code, given.join(' ')).toBe(code)
  })
})

describe.skipIf(!hasSharedFiles)('the first document', () => {
  it('is withheld in part: the passage in both texts, and its note as a second redaction', async () => {
    const cli = aCommandLine()
    const code = '2002-113/119555'
    await cli.shoko('new', 'A.shoko', '--name', '架空文書館')
    await cli.shoko('import', 'A.shoko', sharedFile('seed/000_1cd010aa4a0030bb.txt'))
    const passages = [
      { ja: '「ソ連側は、1979年…拒否した。」', en: '"The Soviet Union brought up the 1979…rejected this."' },
      { ja: '(注：「」部分は…こととなつた。)', en: '(Note: According…publically.)' },
    ]
    const { step } = await reviewed(cli, 'A.shoko', code, [], passages)
    const list = await cli.shoko('call', 'A.shoko', 'redaction.list', '{"descriptionId":1}')
    const [first, second] = list.json<Redaction[]>()
    expect(first?.anchors.map(({ place }) => place.kind === 'span' && place.quotation.exact.length)).toEqual([
      87, 239,
    ])
    expect(second?.exemptions).toMatchObject([{ vocabulary: 'jp-ida5', code: '5-3' }])
    const anchorId = first?.anchors[0]?.id
    await cli.shoko(
      'call',
      'A.shoko',
      'redaction.moveAnchor',
      JSON.stringify({ anchorId, lines: 3, as: 'Aoki' }),
    )
    await step('propose', 'Aoki')
    await step('agree', 'Baba')
    expect((await step('approve', 'Chiba', ...APPROVAL)).json()).toMatchObject({ approvedMatches: true })
    const audit = await cli.shoko('call', 'A.shoko', 'review.audit', '{}')
    expect(audit.out).not.toContain('1979')
    expect((await cli.shoko('check', 'A.shoko', '--quick')).out).not.toContain('auditBroken')
  })
})
