/** An EAD 2002 of 100,000 components taken in, against `xmllint --noout` of the file. */
import { execFileSync } from 'node:child_process'
import { closeSync, openSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { aCore, INSTITUTION } from '../builders.ts'
import { debianTool } from '../debian-tool.ts'
import type { BenchRow } from './row.ts'

const IN_A_SERIES = 500

/** A finding aid as ArchivesSpace writes one: series of files with dates, extents, containers, notes and names. */
function writeAid(path: string, components: number): void {
  const file = openSync(path, 'w')
  writeSync(
    file,
    '<?xml version="1.0" encoding="UTF-8"?>\n<ead xmlns="urn:isbn:1-931666-22-9"><eadheader><eadid>bench</eadid><profiledesc><langusage><language langcode="eng">English</language></langusage></profiledesc></eadheader>\n<archdesc level="fonds"><did><unitid>B</unitid><unittitle>外務省記録</unittitle></did><dsc>\n',
  )
  for (let n = 0; n < components; n++) {
    const year = 1900 + (n % 90)
    if (n % IN_A_SERIES === 0) {
      const end = n === 0 ? '' : '</c>\n'
      writeSync(
        file,
        `${end}<c id="s${n}" level="series"><did><unitid>B-${n}</unitid><unittitle>Series ${n}</unittitle></did>\n`,
      )
      continue
    }
    writeSync(
      file,
      `<c id="c${n}" level="file"><did><unittitle>Cables on the visit to ${year}, part ${n} 総理訪中</unittitle><unitid>B-${n}</unitid><unitdate normal="${year}-03-25/${year}-04-01" type="inclusive">${year} March 25-April 1</unitdate><physdesc><extent>${n % 9} folders</extent></physdesc><langmaterial><language langcode="jpn"/></langmaterial><container type="box" label="Mixed Materials">${n % 400}</container><container type="folder">${n % 30}</container></did><scopecontent><head>Scope and Contents</head><p>Telegrams between the embassy and the ministry on meeting ${n}, with <emph>drafts</emph> and enclosures. 往電第${n}号および別電。</p></scopecontent><accessrestrict><p>Open for research from ${year + 40}.</p></accessrestrict><controlaccess><subject source="lcsh">Foreign relations ${n % 50}</subject><persname source="naf">Katori, Yasue ${n % 40}</persname></controlaccess></c>\n`,
    )
  }
  writeSync(file, '</c></dsc></archdesc></ead>\n')
  closeSync(file)
}

export async function benchEadIn(work: string, components: number): Promise<BenchRow[]> {
  const path = join(work, 'aid.xml')
  writeAid(path, components)
  let theirs: number | null = null
  if (debianTool('xmllint', 'libxml2-utils')) {
    const started = performance.now()
    execFileSync('xmllint', ['--noout', '--huge', path])
    theirs = (performance.now() - started) / 1000
  }
  const made = aCore({ home: join(work, 'ead-in') })
  const { client } = made
  await client.catalogue.create({ handle: null, name: 'Taken', institution: INSTITUTION })
  let peak = 0
  const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 100)
  const started = performance.now()
  const { eadId } = await client.ead.open({ handle: made.handle(path, 'read') })
  const planned = await client.job.wait({ id: (await client.ead.plan({ eadId })).jobId })
  if (planned.state !== 'done') throw new Error(JSON.stringify(planned.error))
  const looked = (performance.now() - started) / 1000
  const taken = await client.job.wait({ id: (await client.ead.take({ eadId })).jobId })
  if (taken.state !== 'done') throw new Error(JSON.stringify(taken.error))
  const seconds = (performance.now() - started) / 1000
  clearInterval(watch)
  await made.core.close()
  const size = `${(statSync(path).size / 1e6).toFixed(0)} MB`
  return [
    {
      work: `EAD 2002 of ${components} components (${size}) in, indexed and durable`,
      against: 'xmllint --noout',
      ours: seconds,
      theirs,
      unit: 's',
      note: `looked through in ${looked.toFixed(1)} s`,
    },
    {
      work: 'the same, looked through with its account alone',
      against: 'xmllint --noout',
      ours: looked,
      theirs,
      unit: 's',
    },
    {
      work: 'the same, peak memory of the whole',
      against: 'target',
      ours: peak / 1e6,
      theirs: 300,
      unit: 'MB',
    },
  ]
}
