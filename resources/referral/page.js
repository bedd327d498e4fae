/** The page of a referral: opens what is sealed in it, shows it, and seals the answer. Nothing leaves the page but the file that is saved. */
const data = JSON.parse(document.getElementById('data').textContent)
const by = (id) => document.getElementById(id)
const bytesOf = (text) => new TextEncoder().encode(text)
const fromBase64 = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))
const hexOf = (bytes) => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')

let words = data.words[data.language]
let opened = null

function base64Of(bytes) {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return btoa(text)
}

function show(language) {
  document.documentElement.lang = language
  words = data.words[language]
  document.title = words.title
  for (const element of document.querySelectorAll('[data-words]'))
    element.textContent = words[element.dataset.words]
  if (opened) tell()
}

function joined(parts) {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

function counted(number, length) {
  const bytes = new Uint8Array(length)
  new DataView(bytes.buffer).setUint32(length === 9 ? 4 : length - 4, number)
  return bytes
}

async function keysOf(passphrase, salt) {
  const made = await hashes.scryptAsync(bytesOf(passphrase.normalize('NFKC')), salt, {
    ...data.cost,
    dkLen: 64,
    maxmem: 2 ** 28,
    onProgress: (share) =>
      (by('working').textContent = `${words.opening} ${String(Math.round(share * 100))} %`),
  })
  const key = (bytes) => crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt'])
  return { out: await key(made.slice(0, 32)), back: await key(made.slice(32)) }
}

async function open(passphrase) {
  const header = JSON.parse(data.header)
  const headerBytes = bytesOf(data.header)
  const chunks = by('sealed').textContent.trim().split('\n').map(fromBase64)
  const keys = await keysOf(passphrase, fromBase64(header.salt))
  const prefix = fromBase64(header.prefix)
  const plain = []
  for (const [number, chunk] of chunks.entries()) {
    const place = counted(number, 9)
    place[8] = number === chunks.length - 1 ? 1 : 0
    const iv = joined([prefix, counted(number, 8)])
    const additionalData = joined([headerBytes, place])
    plain.push(
      new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData }, keys.out, chunk)),
    )
  }
  const whole = joined(plain)
  const length = new DataView(whole.buffer).getUint32(0)
  const question = JSON.parse(new TextDecoder().decode(whole.subarray(4, 4 + length)))
  let at = 4 + length
  const images = question.images.map((size) => {
    const image =
      size === 0 ? null : URL.createObjectURL(new Blob([whole.slice(at, at + size)], { type: 'image/jpeg' }))
    at += size
    return image
  })
  const hash = hexOf(new Uint8Array(await crypto.subtle.digest('SHA-256', joined([headerBytes, ...chunks]))))
  return { question, images, hash, keys, salt: header.salt, id: header.id }
}

function made(tag, content, attributes = {}) {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
  element.append(...[content].flat().filter((part) => part !== null && part !== ''))
  return element
}

function markName({ number, codes }) {
  return `[${String(number)}] ${codes.join(' · ')}`
}

function figureOf(page, image) {
  const name = page.label
    ? `${words.page} ${String(page.number)} (${page.label})`
    : `${words.page} ${String(page.number)}`
  if (image === null) return made('p', `${name}: ${words.noImage}`)
  const svgOf = (tag, attributes) => {
    const element = document.createElementNS('http://www.w3.org/2000/svg', tag)
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
    return element
  }
  const svg = svgOf('svg', {
    viewBox: `0 0 ${String(page.width)} ${String(page.height)}`,
    preserveAspectRatio: 'none',
  })
  for (const { mark, shape } of page.marks) {
    const { x = 0, y = 0, width = page.width, height = page.height } = shape ?? {}
    const corners = shape?.points ?? [
      { x, y },
      { x: x + width, y },
      { x: x + width, y: y + height },
      { x, y: y + height },
    ]
    const polygon = svgOf('polygon', {
      points: corners.map((one) => `${String(one.x)},${String(one.y)}`).join(' '),
    })
    const title = svgOf('title', {})
    title.textContent = `[${String(mark)}]`
    polygon.append(title)
    svg.append(polygon)
  }
  const shown = page.marks.map(({ mark }) => `[${String(mark)}]`).join(' ')
  return made('figure', [
    made('img', [], { src: image, alt: name }),
    svg,
    made('figcaption', `${name} ${shown}`),
  ])
}

function tell() {
  const { question, images } = opened
  const facts = made('dl', [])
  const fact = (label, value) => {
    if (value) facts.append(made('dt', label), made('dd', value))
  }
  fact(words.from, question.institution)
  fact(words.to, question.agency)
  fact(words.item, [question.referenceCode, question.title].filter(Boolean).join(' · '))
  fact(words.question, question.question)
  fact(words.due, question.due)
  for (const mark of question.marks) fact(markName(mark), mark.reason || words.noReason)
  const texts = question.texts.map((text) =>
    made(
      'section',
      [
        made('h2', text.label),
        ...text.paragraphs.map((runs) =>
          made(
            'p',
            runs.map(({ text: said, mark }) =>
              mark === null ? said : made('mark', [said, made('sup', `[${String(mark)}]`)]),
            ),
          ),
        ),
      ],
      text.lang ? { lang: text.lang } : {},
    ),
  )
  by('content').replaceChildren(
    facts,
    ...question.pages.map((page, index) => figureOf(page, images[index])),
    ...texts,
  )
  const typed = [...by('marks').querySelectorAll('input')].map(({ value }) => value)
  by('marks').replaceChildren(
    ...question.marks.map((mark, index) => {
      const input = made('input', [], { type: 'text', id: `mark-${String(index)}` })
      input.value = typed[index] ?? ''
      return made('p', [made('label', `${words.onMark} ${markName(mark)}`, { for: input.id }), input])
    }),
  )
  by('content').hidden = false
  by('answer').hidden = false
}

by('open').addEventListener('submit', async (event) => {
  event.preventDefault()
  by('problem').textContent = ''
  try {
    opened = await open(by('passphrase').value)
    by('passphrase').value = ''
    by('open').hidden = true
    by('on').value = new Date().toISOString().slice(0, 10)
    tell()
  } catch {
    by('problem').textContent = words.wrong
  }
  by('working').textContent = ''
})

by('answer').addEventListener('submit', async (event) => {
  event.preventDefault()
  const said = by('said').value.trim()
  const who = by('by').value.trim()
  const on = by('on').value
  by('problem').textContent = said && who && on ? '' : words.incomplete
  if (!said || !who || !on) return
  const marks = opened.question.marks.map((mark, index) => ({
    number: mark.number,
    said: by(`mark-${String(index)}`).value.trim(),
  }))
  const { id, hash, salt } = opened
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const additionalData = bytesOf(`shoko-referral-answer\n${id}\n${hash}`)
  const plain = bytesOf(JSON.stringify({ said, by: who, on, marks: marks.filter((one) => one.said) }))
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData }, opened.keys.back, plain)
  const file = {
    format: 'shoko-referral-answer',
    version: 1,
    package: id,
    hash,
    salt,
    iv: base64Of(iv),
    sealed: base64Of(new Uint8Array(sealed)),
  }
  const link = made('a', [], { download: `answer-${id.slice(0, 8)}.json` })
  link.href = URL.createObjectURL(new Blob([JSON.stringify(file)], { type: 'application/json' }))
  link.click()
  by('working').textContent = words.saved
})

for (const button of document.querySelectorAll('[data-language]'))
  button.addEventListener('click', () => show(button.dataset.language))
