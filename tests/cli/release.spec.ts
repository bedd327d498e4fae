/** A release as a script makes it: planned, written, listed, verified; what is withheld is in none of its files. */
import { appendFileSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { MadeRelease, ProveResult, ReleaseResult } from '../../src-main/shared/contract/release.ts'
import { aCore, aFolder } from '../builders.ts'
import { hasSharedFiles, sharedFile } from '../shared-files.ts'
import { aCommandLine } from './run.ts'
import type { Cli } from './run.ts'

const APPROVAL = ['--authority', '架空 太郎', '--position', '館長', '--on', '2026-01-05']

interface Marking {
  catalogue: string
  code: string
  places: readonly (readonly string[])[]
}

/** Marks places, each as a redaction, and has them approved. */
async function approved({ shoko }: Cli, { catalogue, code, places }: Marking): Promise<void> {
  const review = async (step: string, as: string, ...more: readonly string[]) => {
    const { code: ended, err } = await shoko('review', step, catalogue, code, '--as', as, ...more)
    expect([step, err, ended]).toEqual([step, '', 0])
  }
  for (const place of places) await review('mark', 'Aoki', '--code', '5-3', '--lines', '2', ...place)
  await review('propose', 'Aoki', '--looked', '--checked', '--decision', 'releaseInPart')
  await review('agree', 'Baba')
  await review('approve', 'Chiba', ...APPROVAL)
}

const filesOf = (folder: string): Record<string, string> =>
  Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]))

describe('shoko release', () => {
  it('releases an item of the sample once it is approved, and the release is verified', async () => {
    const home = aFolder()
    const cli = aCommandLine()
    const { core, client } = aCore({ home })
    await client.catalogue.openSample()
    const catalogue = core.openFolder() ?? ''
    await core.close()
    await cli.shoko('trust', catalogue)
    const code = '2014-021/300012'
    const only = ['--only', code, '--language', 'en']
    const dry = (...more: string[]) => cli.shoko('release', catalogue, '--dry-run', ...only, ...more)
    expect((await dry()).out).toContain(`${code}\tnot approved`)
    const text = ['--text', 'jpn', '--quote', '「北港の岸壁は、…見込みである。」']
    const other = ['--text', 'eng', '--quote', '"Part of the quay…next spring."']
    const box = ['--page', '2', '--box', '100,100,400,80']
    await approved(cli, { catalogue, code, places: [[...box, ...text, ...other]] })
    // Its scans are JPEGs of which nobody knows how far a pixel reaches: whoever releases has to sign for that.
    expect((await dry()).out).toContain(`${code}\ta scan is coded so that traces`)
    expect((await dry('--accept-traces')).out).toContain(`${code}\tin part\t`)

    const to = join(aFolder(), 'out')
    const made = await cli.shoko(
      'release',
      catalogue,
      '--to',
      to,
      '--only',
      code,
      '--as',
      'Chiba',
      '--language',
      'ja',
      '--accept-traces',
      '--json',
    )
    expect(made.code).toBe(0)
    const report = made.json<ReleaseResult>()
    expect(report).toMatchObject({ items: 1, leftOut: [] })
    const files = filesOf(to)
    const [words] = Object.keys(files).filter((name) => name.endsWith('.txt'))
    expect(files[words ?? '']).toContain('[2 lines withheld – 5条3号]')
    for (const [name, content] of Object.entries(files)) {
      expect(content, name).not.toContain('北港の岸壁は')
      expect(content, name).not.toContain('Part of the quay')
    }
    const again = await cli.shoko('release', catalogue, '--to', to, '--only', code, '--as', 'Chiba')
    expect([again.code, again.err]).toMatchObject([1, expect.stringContaining('out')])
    const verified = await cli.shoko('verify', to)
    expect([verified.code, verified.out]).toMatchObject([0, expect.stringContaining(report.manifest)])
    const list = await cli.shoko('release', catalogue, '--list', '--json')
    // The sample has a release in its register already.
    const [last] = list.json<MadeRelease[]>()
    expect(last).toMatchObject({ name: report.name, manifest: report.manifest })

    // Proved afterwards: the manifest is another then, and says what it was before.
    const proved = await cli.shoko('release', catalogue, '--prove-made', to, '--as', 'Chiba', '--json')
    expect(proved.code, proved.err).toBe(0)
    const proof = proved.json<ProveResult>()
    expect(proof).toMatchObject({ name: report.name, proof: { result: 'proved', differing: [] } })
    // A JPEG: its pixels were replaced as they are decoded.
    expect(proof.proof.notReplaced.length).toBeGreaterThan(0)
    const later = await cli.shoko('verify', to)
    expect(later.code).toBe(0)
    for (const digest of [proof.manifest, report.manifest]) expect(later.out).toContain(digest)

    appendFileSync(join(to, words ?? ''), 'one word more')
    expect((await cli.shoko('verify', to)).code).toBe(1)
    expect((await cli.shoko('release', catalogue)).code).toBe(2)
  })
})

describe.skipIf(!hasSharedFiles)('the first document', () => {
  it('leaves without its passage, and without the note that says why', async () => {
    const cli = aCommandLine()
    await cli.shoko('new', 'A.shoko', '--name', '架空文書館')
    await cli.shoko('import', 'A.shoko', sharedFile('seed/000_1cd010aa4a0030bb.txt'))
    const quoted = (ja: string, en: string) => [
      '--text',
      'jpn',
      '--quote',
      ja,
      '--text',
      'eng',
      '--quote',
      en,
    ]
    const places = [
      quoted('「ソ連側は、1979年…拒否した。」', '"The Soviet Union brought up the 1979…rejected this."'),
      quoted('(注：「」部分は…こととなつた。)', '(Note: According…publically.)'),
    ]
    await approved(cli, { catalogue: 'A.shoko', code: '2002-113/119555', places })
    const to = join(aFolder(), 'out')
    const made = await cli.shoko('release', 'A.shoko', '--to', to, '--as', 'Chiba', '--prove', '--json')
    expect(made.code, made.err).toBe(0)
    expect(made.json<ReleaseResult>().proof).toMatchObject({ result: 'proved', notReplaced: [] })
    for (const [name, content] of Object.entries(filesOf(to)))
      expect([name, /1979|再び持ち出し|こととなつた。\)|publically/.test(content)]).toEqual([name, false])
    expect((await cli.shoko('verify', to)).code).toBe(0)
  })
})
