/** What no grammar holds: what is there says something, and addresses are ones that a reader can follow. */
import type { XmlHandler } from '../../xml/parse.ts'
import type { ReportProblem } from '../../xml/validate.ts'
import { isWebAddress } from '../address.ts'

/** What says it in its attributes alone; the list, where the records name nobody. */
const MAY_BE_EMPTY = new Set(['records', 'entityType', 'eventDateTime', 'languageDeclaration'])
/** Names inside the catalogue and beyond it, which lead nowhere by themselves. */
const NAME = /^(?:urn:uuid:[0-9A-Fa-f-]{36}|#[\w.%~!*'()-]+)$/

export function recordsSaySomething(report: ReportProblem): XmlHandler {
  let [content, leaf] = ['', false]
  return {
    open(name, attributes, { line }) {
      ;[content, leaf] = ['', true]
      const { valueURI, href } = attributes
      for (const address of [valueURI, href])
        if (address !== undefined && !isWebAddress(address) && !NAME.test(address))
          report(line, `address ${name}`)
    },
    text: (text) => void (content += text),
    close(name, { line }) {
      if (leaf && content.trim() === '' && !MAY_BE_EMPTY.has(name)) report(line, `elementEmpty ${name}`)
      leaf = false
    },
  }
}
