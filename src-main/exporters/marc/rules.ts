/** What MARC 21 says of tags, indicators, codes and fixed fields, and what no grammar can hold: links that have both ends. */
import type { XmlHandler } from '../../xml/parse.ts'
import type { ReportProblem } from '../../xml/validate.ts'
import { isWebAddress } from '../address.ts'

const LEADER = /^\d{5}[acdnp][pt][cdm]a{2}22\d{5} {3}4500$/
const CONTROL: Record<string, RegExp> = {
  '001': /\S/,
  '003': /\S/,
  '005': /^\d{14}\.\d$/,
  '008': /^\d{6}[eims|nb][\d u|]{8}.{25}$/,
}
const LINK = /^(\d{3})-(\d{2})(?:\/.+)?$/

export function marcRules(report: ReportProblem): XmlHandler {
  let content = ''
  let tag = ''
  let code = ''
  let titles = 0
  let mainEntries = 0
  let links = new Set<string>()

  /** Links of a field with its other script come in pairs; what is left over has lost its partner. */
  const linked = (value: string, line: number) => {
    const [, other = '', number = ''] = LINK.exec(value) ?? []
    if (number === '') return report(line, 'linkForm $6')
    const here = `${tag === '880' ? other : tag} ${number}`
    if (!links.delete(here)) links.add(here)
  }
  return {
    open(name, attributes, { line }) {
      content = ''
      if (name === 'record') {
        ;[titles, mainEntries, links] = [0, 0, new Set()]
      }
      if (name === 'controlfield' || name === 'datafield') tag = attributes['tag'] ?? ''
      if (name === 'datafield') {
        if (!/^[1-9]\d\d$|^0[1-9]\d$/.test(tag)) report(line, 'tag')
        for (const ind of ['ind1', 'ind2'])
          if (!/^[\da-z ]$/.test(attributes[ind] ?? '')) report(line, `indicator ${ind}`)
        if (tag === '245') titles++
        if (/^1\d\d$/.test(tag)) mainEntries++
      }
      if (name === 'subfield' && !/^[\da-z]$/.test((code = attributes['code'] ?? '')))
        report(line, 'subfieldCode')
    },
    text: (text) => void (content += text),
    close(name, { line }) {
      if (name === 'leader' && !LEADER.test(content)) report(line, 'leader')
      if (name === 'controlfield' && CONTROL[tag]?.test(content) === false)
        report(line, `controlfield ${tag}`)
      if (name === 'subfield') {
        if (content.trim() === '') report(line, `elementEmpty ${tag}$${code}`)
        if (code === '6') linked(content, line)
        if (tag === '856' && code === 'u' && !isWebAddress(content)) report(line, 'address 856$u')
      }
      if (name === 'record') {
        if (titles !== 1) report(line, 'oneTitle 245')
        if (mainEntries > 1) report(line, 'oneMainEntry 1XX')
        if (links.size > 0) report(line, 'linkWithoutPartner $6')
      }
      content = ''
    },
  }
}
