/**
 * What the page does by itself: finding words in its units, opening the unit of an address, opening all for paper. It asks
 * nobody for anything; without it everything is there, to be opened by hand.
 */
export const SCRIPT = `
const units = [...document.querySelectorAll('li[id]')]
const [box] = document.getElementsByName('words')
const said = document.querySelector('[role=status]')
const folded = (text) => text.normalize('NFKC').toLowerCase()
const above = (unit) => unit.parentElement.closest('li[id]')
const details = (unit) => unit.firstElementChild
const line = (unit) => details(unit).firstElementChild
let own = null
let hits = []

function search() {
  const words = folded(box.value).split(/\\s+/).filter((word) => word !== '')
  own ??= new Map(units.map((unit) => [unit, folded(line(unit).textContent + ' ' + line(unit).nextElementSibling.textContent)]))
  hits = words.length === 0 ? [] : units.filter((unit) => words.every((word) => own.get(unit).includes(word)))
  const shown = new Set(hits)
  for (const hit of hits)
    for (let unit = above(hit); unit !== null && !shown.has(unit); unit = above(unit)) shown.add(unit)
  const hit = new Set(hits)
  const below = new Set()
  for (const unit of units) {
    const parent = above(unit)
    // What is below a hit can be opened from it.
    if (parent !== null && (hit.has(parent) || below.has(parent))) below.add(unit)
    unit.hidden = words.length > 0 && !shown.has(unit) && !below.has(unit)
    details(unit).open = words.length === 0 ? parent === null : shown.has(unit) && [...details(unit).querySelectorAll(':scope > ul > li[id]')].some((one) => shown.has(one))
  }
  said.textContent = words.length === 0 ? '' : hits.length === 0 ? said.dataset.none : said.dataset.some.replace('0', hits.length.toLocaleString(document.documentElement.lang))
  mark(words)
}

/** Marks the words where the browser can mark without a change of the page. */
function mark(words) {
  if (!CSS.highlights) return
  const ranges = []
  for (const unit of hits.slice(0, 200))
    for (const part of [line(unit), line(unit).nextElementSibling]) {
      const texts = document.createTreeWalker(part, NodeFilter.SHOW_TEXT)
      for (let node = texts.nextNode(); node; node = texts.nextNode()) {
        const text = node.data.toLowerCase()
        if (text.length !== node.data.length) continue
        for (const word of words)
          for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + word.length)) {
            const range = new Range()
            range.setStart(node, at)
            range.setEnd(node, at + word.length)
            ranges.push(range)
          }
      }
    }
  CSS.highlights.set('found', new Highlight(...ranges))
}

function go(unit) {
  for (let one = unit; one !== null; one = above(one)) {
    one.hidden = false
    details(one).open = true
  }
  line(unit).focus({ preventScroll: true })
  unit.scrollIntoView()
  // What is above it takes its true height only now that it is near.
  requestAnimationFrame(() => unit.scrollIntoView())
}

function goToAddress() {
  const unit = document.getElementById(decodeURIComponent(location.hash.slice(1)))
  if (unit?.matches('li[id]')) go(unit)
}

let waiting
box.addEventListener('input', (event) => {
  clearTimeout(waiting)
  if (!event.isComposing) waiting = setTimeout(search, 120)
})
box.addEventListener('compositionend', search)
box.addEventListener('keydown', (event) => {
  if (event.isComposing || event.key !== 'Enter') return
  event.preventDefault()
  clearTimeout(waiting)
  search()
  if (hits[0]) go(hits[0])
})
document.addEventListener('keydown', (event) => {
  if (event.key !== '/' || event.target === box || event.ctrlKey || event.metaKey || event.altKey) return
  event.preventDefault()
  box.focus()
})
for (const button of document.querySelectorAll('button'))
  button.addEventListener('click', () => {
    for (const unit of units) details(unit).open = button.value === 'open' || above(unit) === null
  })
let closed = []
addEventListener('beforeprint', () => {
  closed = units.filter((unit) => !details(unit).open)
  for (const unit of closed) details(unit).open = true
})
addEventListener('afterprint', () => {
  for (const unit of closed) details(unit).open = false
})
addEventListener('hashchange', goToAddress)
document.querySelector('.tools').hidden = false
goToAddress()
`
