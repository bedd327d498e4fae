/** The page `verify.html`: a folder is dropped or chosen, and what is found is told. `words` and `glyphs` stand in the page. */
import { sha256 } from './sha256.js'
import { verify } from './verify.js'

const data = JSON.parse(document.getElementById('data').textContent)
let words = data.words.en
const by = (id) => document.getElementById(id)
let running = false

function show(language) {
  document.documentElement.lang = language
  words = data.words[language]
  document.title = words.title
  for (const element of document.querySelectorAll('[data-words]'))
    element.textContent = words[element.dataset.words]
}

async function check(files) {
  if (running) return
  running = true
  by('faults').replaceChildren()
  for (const name of ['proof', 'prover', 'before']) by(name).textContent = ''
  by('result').className = ''
  by('result').textContent = words.working
  // A folder that was dropped is itself the first part of every path.
  const start = files.every(({ path }) => path.includes('/')) ? files[0].path.indexOf('/') + 1 : 0
  const found = files.map(({ file, path }) => ({
    name: path.slice(start),
    size: file.size,
    slice: async (from, to) => new Uint8Array(await file.slice(from, to).arrayBuffer()),
    sha256: () => sha256(file),
  }))
  try {
    const progress = (done, total) => (by('result').textContent = `${words.working} ${done} / ${total}`)
    const { faults, checked, release, fingerprint, proof, prover, unproved } = await verify(
      found,
      data.glyphs,
      progress,
    )
    const good = release !== null && faults.length === 0
    by('result').className = good ? 'good' : 'bad'
    by('result').textContent = good
      ? `${words.good} ${release}`
      : words.bad.replace('{n}', String(faults.length))
    by('checked').textContent = Object.entries(checked)
      .filter(([test, count]) => test !== 'unproved' || count > 0)
      .map(([test, count]) => `${words.tests[test]}: ${count}`)
      .join(' · ')
    for (const { test, file, what } of faults) {
      const line = document.createElement('li')
      line.textContent = `${words.tests[test]} — ${file}: ${what}`
      by('faults').append(line)
    }
    by('proof').textContent =
      proof === null
        ? words.proof.none
        : [
            words.proof[proof.result],
            ...(proof.notReplaced.length > 0
              ? [words.proof.lossy.replace('{files}', proof.notReplaced.join(', '))]
              : []),
          ].join(' ')
    by('prover').textContent = prover === null ? '' : `${words.provedWith} ${prover}`
    const manifest = found.find(({ name }) => name === 'manifest.json')
    by('digest').textContent = manifest ? `${words.digest} ${await manifest.sha256()}` : ''
    by('before').textContent =
      unproved === null ? '' : `${words.before} ${await sha256(new Blob([unproved]))}`
    by('signer').textContent = fingerprint === null ? words.unsigned : `${words.signedWith} ${fingerprint}`
  } catch {
    by('result').className = 'bad'
    by('result').textContent = words.unreadable
  }
  running = false
}

async function entriesOf(entry, path = '') {
  if (entry.isFile) {
    const file = await new Promise((resolve, reject) => entry.file(resolve, reject))
    return [{ file, path: path + entry.name }]
  }
  const reader = entry.createReader()
  const all = []
  for (;;) {
    const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject))
    if (some.length === 0) break
    all.push(...some)
  }
  return (await Promise.all(all.map((one) => entriesOf(one, `${path}${entry.name}/`)))).flat()
}

by('folder').addEventListener('change', ({ target }) => {
  const files = [...target.files].map((file) => ({ file, path: file.webkitRelativePath || file.name }))
  if (files.length > 0) void check(files)
})
addEventListener('dragover', (event) => event.preventDefault())
addEventListener('drop', async (event) => {
  event.preventDefault()
  const entries = [...event.dataTransfer.items].flatMap((item) => item.webkitGetAsEntry() ?? [])
  const files = (await Promise.all(entries.map((entry) => entriesOf(entry)))).flat()
  if (files.length > 0) void check(files)
})
for (const button of document.querySelectorAll('[data-language]'))
  button.addEventListener('click', () => show(button.dataset.language))
show(navigator.language.startsWith('ja') ? 'ja' : 'en')
