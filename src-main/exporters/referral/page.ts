/** A referral as one page that opens offline: sealed, and opened in the browser of whoever knows the passphrase. */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { resourcePath } from '../../platform/resources.ts'
import { COST } from '../../platform/derived-key.ts'
import { messages } from '../../shared/i18n/index.ts'
import type { Language } from '../../shared/i18n/index.ts'

/** What scrypt needs in a browser, which has none of its own. */
const HASHES = ['crypto', 'utils', '_u64', '_md', 'sha2', 'hmac', 'pbkdf2', 'scrypt']

const STYLE = `body{font:16px/1.6 sans-serif;max-width:60em;margin:0 auto;padding:0 1em 3em;color:#111;background:#fff}
#banner{margin:0 -1em;padding:.5em 1em;background:#a3001b;color:#fff;font-weight:bold}
[hidden]{display:none!important}button,input,textarea{font:inherit}textarea,input[type=text]{width:100%;box-sizing:border-box}
figure{position:relative;margin:1em 0;border:1px solid #767676}img{display:block;width:100%}
svg{position:absolute;inset:0;width:100%;height:100%}polygon{fill:#a3001b33;stroke:#a3001b;stroke-width:2;vector-effect:non-scaling-stroke}
mark{background:#a3001b22;outline:1px solid #a3001b}mark sup{color:#a3001b;font-weight:bold}
#problem{color:#a3001b;font-weight:bold}dt{font-weight:bold}dd{margin:0 0 .4em;white-space:pre-wrap}@media print{button,form{display:none}}`

export interface Sealed {
  readonly language: Language
  /** JSON; bound to every chunk as it stands. */
  readonly header: string
  readonly chunks: readonly Uint8Array[]
}

export async function referralPage({ language, header, chunks }: Sealed): Promise<string> {
  const script = `${await hashesScript()}\n${await readFile(resourcePath('resources/referral/page.js'), 'utf8')}`
  const words = { en: messages.en.referral.page, ja: messages.ja.referral.page }
  const data = JSON.stringify({ words, language, header, cost: COST }).replaceAll('<', '\\u003c')
  const m = messages[language].referral.page
  const policy = `default-src 'none'; script-src '${digest(script)}'; style-src '${digest(STYLE)}'; img-src blob:; base-uri 'none'; form-action 'none'`
  return `<!DOCTYPE html>
<html lang="${language}"><head><meta charset="utf-8" /><meta http-equiv="content-security-policy" content="${policy}" /><meta name="viewport" content="width=device-width" /><meta name="referrer" content="no-referrer" /><title>${m.title}</title><style>${STYLE}</style></head><body>
<p id="banner" data-words="banner">${m.banner}</p><main>
<p><button type="button" data-language="en" lang="en">English</button> <button type="button" data-language="ja" lang="ja">日本語</button></p>
<h1 data-words="title">${m.title}</h1>
<form id="open"><p data-words="about">${m.about}</p><p><label for="passphrase" data-words="passphrase">${m.passphrase}</label> <input id="passphrase" type="password" autocomplete="off" /> <button data-words="open">${m.open}</button></p></form>
<p id="problem" role="alert"></p><p id="working" role="status"></p>
<div id="content" hidden="hidden"></div>
<form id="answer" hidden="hidden"><h2 data-words="answer">${m.answer}</h2><p data-words="answerHint">${m.answerHint}</p>
<p><label for="said" data-words="said">${m.said}</label><textarea id="said" rows="6"></textarea></p><div id="marks"></div>
<p><label for="by" data-words="by">${m.by}</label><input id="by" type="text" autocomplete="off" /></p>
<p><label for="on" data-words="on">${m.on}</label> <input id="on" type="date" /></p>
<p><button data-words="save">${m.save}</button></p></form>
<p data-words="limits">${m.limits}</p></main>
<script id="data" type="application/json">${data}</script><script id="sealed" type="text/plain">
${chunks.map((chunk) => Buffer.from(chunk).toString('base64')).join('\n')}
</script><script type="module">${script}</script></body></html>
`
}

/** The modules of the package, each in a function of its own; the page takes scrypt. */
async function hashesScript(): Promise<string> {
  const folder = dirname(createRequire(import.meta.url).resolve('@noble/hashes/scrypt'))
  const modules = await Promise.all(
    HASHES.map(async (name) => {
      const source = await readFile(join(folder, `${name}.js`), 'utf8')
      return `${JSON.stringify(name)}: (exports, require) => {${source.replace(/^\/\/# sourceMappingURL.*$/gm, '')}}`
    }),
  )
  return `const hashes = (() => { const sources = {${modules.join(',\n')}}; const made = {}
const take = (path) => { const name = path.replace(/^.*\\//, '').replace(/\\.js$/, ''); if (!made[name]) { made[name] = {}; sources[name](made[name], take) } return made[name] }
return take('scrypt') })()`
}

const digest = (text: string): string => `sha256-${createHash('sha256').update(text).digest('base64')}`
