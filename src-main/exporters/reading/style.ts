/** How the document looks: on a screen, light or dark, and on paper. */
import { cssString } from './html-text.ts'

export const COLOURS = {
  light: `--paper:#fdfcf9;--ink:#23211d;--soft:#5c574d;--line:#ddd8cd;--accent:#2b5480;--warn:#8a4b00;--stage:#edeae3`,
  dark: `--paper:#1f1e1c;--ink:#e8e5de;--soft:#b4aea2;--line:#3d3b34;--accent:#93b9e2;--warn:#e9b872;--stage:#161513`,
} as const

export const SERIF = `'Hiragino Mincho ProN','Yu Mincho','Noto Serif CJK JP','Noto Serif JP','Noto Serif',Georgia,serif`
export const SANS = `system-ui,'Hiragino Sans','Yu Gothic UI','Noto Sans CJK JP','Noto Sans JP',sans-serif`

const SCREEN = `
*{box-sizing:border-box;margin:0;padding:0}
html{color-scheme:light dark;background:var(--paper);color:var(--ink);font:16px/1.75 ${SERIF};scroll-padding-top:12px}
html[data-theme=light]{color-scheme:light}
html[data-theme=dark]{color-scheme:dark}
body{max-width:1280px;margin:0 auto;padding:28px clamp(16px,4vw,56px) 56px;overflow-wrap:anywhere}
h1{font-size:27px;font-weight:600;line-height:1.35;text-wrap:balance}
h2{color:var(--soft);font:600 12px/1.4 ${SANS};letter-spacing:.06em}
a{color:var(--accent);text-underline-offset:2px}
a:focus-visible,[tabindex]:focus-visible{outline:2px solid var(--accent);outline-offset:3px}
.front{padding-bottom:18px;border-bottom:3px double var(--line)}
.repository,.code,.about,.caption,.internal,.note,.signs,.made,.pages{color:var(--soft);font:13px/1.6 ${SANS}}
.repository{margin-bottom:10px}
.also{margin-top:4px;font-size:19px;line-height:1.5}
.kana{color:var(--soft);font-size:13px}
.code{margin-top:10px;font-variant-numeric:tabular-nums}
.internal{display:inline-block;padding:0 8px;border:1px solid var(--warn);border-radius:2px;color:var(--warn);font-size:12px;font-weight:600}
.why{margin-left:8px;color:var(--soft);font:12px/1.6 ${SANS}}
.front .internal{margin-top:12px}
section{margin-top:26px}
dl{display:grid;grid-template-columns:minmax(110px,200px) 1fr;margin-top:8px;border-top:1px solid var(--line)}
dt,dd{padding:4px 0;border-bottom:1px solid var(--line)}
dt{padding-right:16px;color:var(--soft);font:13px/1.9 ${SANS}}
dd{line-height:1.65}
dd>*+*{margin-top:2px}
.note{margin-left:10px}
dd ul,dd ol{padding-left:1.4em}
.cited{margin-top:6px;line-height:1.65}
.pages ul{display:flex;flex-wrap:wrap;gap:2px 12px;margin-top:4px;list-style:none}
.page{padding-top:14px;border-top:1px solid var(--line)}
.page>header{display:flex;align-items:baseline;justify-content:space-between;gap:12px;margin-bottom:12px}
.page>header h2{color:var(--ink);font-size:14px}
.page{content-visibility:auto;contain-intrinsic-size:auto 1100px}
.spread{display:grid;gap:20px}
figure{min-width:0}
figure img{display:block;width:auto;max-width:100%;height:auto;max-height:1100px;margin:0 auto;border:1px solid var(--line);background:var(--stage);color:var(--soft);font:13px ${SANS}}
.empty{padding:10px 0;color:var(--soft);font-size:14px}
.row,.heads{display:grid;grid-template-columns:minmax(0,1fr);gap:4px 28px}
.heads{padding-bottom:4px;border-bottom:1px solid var(--line)}
.heads b{color:var(--ink);font-weight:600}
.row{padding:5px 0}
.cell{min-width:0}
.cell p{white-space:pre-wrap;text-wrap:pretty}
.cell p+p{margin-top:6px}
.heading{font-weight:600}
.cell .form{color:var(--soft);font-size:13px;line-height:1.6;white-space:normal}
del{text-decoration:line-through}
ins{text-decoration:underline;text-underline-offset:3px}
.illegible{border-bottom:2px dotted var(--soft)}
.handwriting{text-decoration:underline wavy var(--soft) 1px;text-underline-offset:4px}
.stamp{padding:0 4px;border:1px solid currentcolor;border-radius:2px}
.boilerplate{color:var(--soft);font-size:13px}
.doubt,.turn{color:var(--soft);font:11px/1 ${SANS}}
.turn{margin:0 .35em;padding:0 4px;border-right:1px solid;border-left:1px solid}
.vertical p{margin-left:auto;writing-mode:vertical-rl;text-orientation:mixed;line-height:1.8}
.vertical .short{max-inline-size:12em}
.vertical .middling{max-inline-size:18em}
.vertical .long{max-inline-size:26em}
.signs{margin-top:30px;padding-top:10px;border-top:3px double var(--line)}
.signs ul{display:flex;flex-wrap:wrap;gap:2px 22px;margin-top:4px;list-style:none}
.made{margin-top:14px}
.cell.vertical{min-width:auto}
@media (min-width:620px){.of-2 .row,.of-2 .heads,.of-4 .row,.of-4 .heads{grid-template-columns:repeat(2,minmax(0,1fr))}.of-3 .row,.of-3 .heads{grid-template-columns:repeat(3,minmax(0,1fr))}.of-2 .upright,.of-4 .upright{grid-template-columns:repeat(2,minmax(auto,1fr))}.of-3 .upright{grid-template-columns:repeat(3,minmax(auto,1fr))}}
@media (min-width:980px){.with-image .spread{grid-template-columns:minmax(0,5fr) minmax(0,7fr)}.with-image figure{position:sticky;top:12px;align-self:start}.with-image figure img{max-height:94vh}}
`

/** Text is cut nowhere: a vertical paragraph is as high as it takes for its columns to stand in half a sheet. */
const PAPER = `
@media print{
html,html[data-theme]{color-scheme:light;background:#fff;font-size:10.5pt;line-height:1.6}
body{max-width:none;padding:0}
h1{font-size:18pt}
.also{font-size:13pt}
h2,.page>header h2{font-size:9pt}
.repository,.code,.about,.caption,.note,.signs,.made,dt{font-size:8.5pt}
.pages,nav{display:none}
a{color:inherit;text-decoration:none}
dl{grid-template-columns:38mm 1fr}
dt,dd{padding:1.2mm 0;line-height:1.4}
.cited,.front{break-inside:avoid}
dt,dd{break-inside:avoid-page}
h2{break-after:avoid}
.page{margin-top:0;padding-top:0;border:0;break-before:page;content-visibility:visible}
.with-image .spread{display:block}
.with-image figure{position:static}
figure{break-inside:avoid}
.spread figure img,.with-image figure img{max-width:100%;max-height:236mm}
.texts{margin-top:5mm}
.tall+.texts{margin-top:0;break-before:page}
.of-2 .row,.of-2 .heads,.of-4 .row,.of-4 .heads{grid-template-columns:repeat(2,minmax(0,1fr));column-gap:7mm}
.of-3 .row,.of-3 .heads{grid-template-columns:repeat(3,minmax(0,1fr));column-gap:6mm}
p{orphans:2;widows:2}
.heads{break-after:avoid}
.cell .form,.boilerplate{font-size:8.5pt}
.upright{break-inside:avoid}
.of-2 .upright,.of-4 .upright{grid-template-columns:repeat(2,minmax(auto,1fr))}
.of-3 .upright{grid-template-columns:repeat(3,minmax(auto,1fr))}
.vertical .short{max-inline-size:14em}
.vertical .middling{max-inline-size:22em}
.vertical .long{max-inline-size:30em}
}
`

/** The sheets of paper: what stands around the text on each of them. */
export const styleOf = (internal: string, code: string): string =>
  `:root{${COLOURS.light}}` +
  `@media screen and (prefers-color-scheme:dark){:root:not([data-theme=light]){${COLOURS.dark}}}` +
  `@media screen{:root[data-theme=dark]{${COLOURS.dark}}}` +
  SCREEN +
  PAPER +
  `@page{size:A4;margin:20mm 20mm 18mm;` +
  `@top-right{content:${cssString(internal)};color:#8a4b00;font:600 8pt ${SANS}}` +
  `@bottom-left{content:${cssString(code)};color:#5c574d;font:8pt ${SANS}}` +
  `@bottom-right{content:counter(page) " / " counter(pages);color:#5c574d;font:8pt ${SANS}}}`
