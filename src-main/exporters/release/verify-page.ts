/** `verify.html`: one page that opens offline, with the verifier of `resources/release` in it. */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { resourcePath } from '../../platform/resources.ts'
import { GLYPH_BITS, GLYPH_LETTERS } from '../../shared/domain/box/glyphs.ts'
import { messages } from '../../shared/i18n/index.ts'
import type { Language } from '../../shared/i18n/index.ts'

/** In the order in which each needs those before it. */
const MODULES = ['bytes', 'boxes', 'images', 'layer', 'pdf', 'verify', 'sha256', 'page']

const STYLE = `body{font:16px/1.6 sans-serif;max-width:46em;margin:2em auto;padding:0 1em;color:#111;background:#fff}
#result{font-size:1.3em;font-weight:bold;padding:.6em 1em;border:3px solid #767676}
#result:empty,#checked:empty,#digest:empty,#proof:empty,#prover:empty,#before:empty,#signer:empty{display:none}
#result.good{border-color:#0a6b2b}#result.bad{border-color:#a3001b}
#digest,#before,#proof,#prover,#signer{overflow-wrap:anywhere}button,input{font:inherit}`

export async function verifyPage(language: Language): Promise<string> {
  const sources = await Promise.all(
    MODULES.map((name) => readFile(resourcePath(`resources/release/${name}.js`), 'utf8')),
  )
  const script = sources.map(alone).join('\n')
  const words = { en: messages.en.release.verify, ja: messages.ja.release.verify }
  const glyphs = { letters: GLYPH_LETTERS, bits: GLYPH_BITS }
  const data = JSON.stringify({ words, glyphs }).replaceAll('<', '\\u003c')
  const m = messages[language].release.verify
  const policy = `default-src 'none'; script-src '${digest(script)}'; style-src '${digest(STYLE)}'; base-uri 'none'; form-action 'none'`
  return `<!DOCTYPE html>
<html lang="${language}"><head><meta charset="utf-8" /><meta http-equiv="content-security-policy" content="${policy}" /><meta name="viewport" content="width=device-width" /><title>${m.title}</title><style>${STYLE}</style></head><body><main>
<p><button type="button" data-language="en" lang="en">English</button> <button type="button" data-language="ja" lang="ja">日本語</button></p>
<h1 data-words="title">${m.title}</h1>
<p data-words="about">${m.about}</p>
<p><label for="folder" data-words="choose">${m.choose}</label> <input id="folder" type="file" webkitdirectory="" multiple="" /></p>
<p id="result" role="status"></p><p id="checked"></p><ul id="faults"></ul><p id="proof"></p><p id="prover"></p><p id="digest"></p><p id="before"></p><p id="signer"></p>
<p data-words="limits">${m.limits}</p>
</main><script id="data" type="application/json">${data}</script><script type="module">${script}</script></body></html>
`
}

/** A module as a part of one script: what it takes from the others stands before it. */
const alone = (source: string): string => source.replace(/^import .*\n/gm, '').replace(/^export /gm, '')

const digest = (text: string): string => `sha256-${createHash('sha256').update(text).digest('base64')}`
