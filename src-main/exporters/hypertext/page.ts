/** The frame of a page of HTML, and its reading back: nothing in it runs, or is shown, but what the file itself brings. */
import { createHash } from 'node:crypto'
import { readChunks } from '../../platform/files.ts'
import type { Language } from '../../shared/i18n/index.ts'
import { xmlDecoder } from '../../xml/decode.ts'
import { element } from '../../xml/element.ts'
import { xmlParser } from '../../xml/parse.ts'
import type { Validation } from '../exporter.ts'
import { problemsOf } from '../read-back.ts'
import { htmlText } from '../reading/html-text.ts'

export interface PageForm {
  /** What the report says that the file is. */
  readonly name: string
  readonly style: string
  /** What the page does by itself; null where it does nothing. */
  readonly script: string | null
  /** The element in which each unit says what it is. */
  readonly heading: 'summary' | 'h2'
}

/** Begins and ends as a comment of the script and of XML both want it, so that the page is well-formed XML too. */
const run = (script: string): string => `//<![CDATA[${script}//]]>`

const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

const policyOf = ({ style, script }: PageForm): string =>
  `default-src 'none'; style-src ${hash(style)}; ` +
  `script-src ${script === null ? "'none'" : hash(run(script))}; base-uri 'none'; form-action 'none'`

/** Everything before the content of the body. */
export function beginning(form: PageForm, language: Language, title: string): string {
  const metas = [
    { charset: 'utf-8' },
    { 'http-equiv': 'content-security-policy', content: policyOf(form) },
    { name: 'viewport', content: 'width=device-width' },
  ]
  return (
    `<!DOCTYPE html>\n<html lang="${language}"><head>` +
    metas.map((meta) => htmlText(element('meta', meta))).join('') +
    htmlText(element('title', {}, title)) +
    `<style>${form.style}</style></head><body>`
  )
}

/** Everything after it. */
export const ending = ({ script }: PageForm): string =>
  `${script === null ? '' : `<script>${run(script)}</script>`}</body></html>\n`

const HARMLESS = /^(?:https?:\/\/|mailto:|#)/
/** What would bring in or run anything from elsewhere. */
const FOREIGN = new Set(['iframe', 'object', 'embed', 'link', 'form', 'base', 'svg', 'math', 'img'])

/** Checks a page: whole, its own style and script and policy alone, harmless addresses, each unit with a heading. */
export const checkPage =
  (form: PageForm) =>
  (path: string, onProgress?: (bytes: number) => void): Promise<Validation> =>
    problemsOf(form.name, async (report) => {
      const policy = policyOf(form)
      const ids = new Set<string>()
      let depth = 0
      let [scripts, policies, headings] = [0, 0, 0]
      /** Since the last tag, and since the last heading began. */
      let [own, said] = ['', '']
      const parser = xmlParser({
        open(name, attributes, { line }) {
          if (depth === 0 && (name !== 'html' || !attributes['lang'])) report(line, 'language')
          depth += 1
          own = ''
          if (FOREIGN.has(name)) report(line, `foreign ${name}`)
          if (name === form.heading) {
            headings += 1
            said = ''
          }
          const { id } = attributes
          if (id !== undefined && ids.has(id)) report(line, 'idUnique')
          if (id !== undefined) ids.add(id)
          if (attributes['http-equiv'] !== undefined) {
            policies += 1
            if (attributes['content'] !== policy) report(line, 'policy')
          }
          for (const [attribute, value] of Object.entries(attributes)) {
            if (attribute.startsWith('on') || attribute === 'style') report(line, 'script')
            if ((attribute === 'href' || attribute === 'src') && !HARMLESS.test(value))
              report(line, 'address')
          }
        },
        text(text) {
          own += text
          said += text
        },
        close(name, { line }) {
          depth -= 1
          if (name === form.heading && said.trim() === '') report(line, 'empty')
          if (name === 'style' && own !== form.style) report(line, 'style')
          if (name === 'script') {
            scripts += 1
            if (own !== `//${form.script ?? ''}//`) report(line, 'script')
          }
          own = ''
        },
      })
      const decoder = xmlDecoder()
      let read = 0
      for await (const chunk of readChunks(path)) {
        parser.write(decoder.push(chunk))
        onProgress?.((read += chunk.length))
      }
      parser.write(decoder.end())
      parser.close()
      if (scripts !== (form.script === null ? 0 : 1) || policies !== 1) report(1, 'policy')
      if (ids.size === 0 || ids.size !== headings) report(1, 'units')
    })
