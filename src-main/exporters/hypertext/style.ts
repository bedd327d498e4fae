/** How a page looks: on a screen, light or dark, and on paper. */
import { COLOURS, SANS, SERIF } from '../reading/style.ts'

const COMMON = `:root{${COLOURS.light}}@media screen and (prefers-color-scheme:dark){:root{${COLOURS.dark}}}
*{box-sizing:border-box;margin:0;padding:0}
[hidden]{display:none!important}
html{color-scheme:light dark;background:var(--paper);color:var(--ink);font:16px/1.7 ${SERIF}}
body{max-width:1040px;margin:0 auto;padding:28px clamp(16px,4vw,48px) 56px;overflow-wrap:anywhere}
h1{font-size:27px;font-weight:600;line-height:1.35;text-wrap:balance}
a{color:var(--accent);text-underline-offset:2px}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
.front{padding-bottom:16px;border-bottom:3px double var(--line)}
.repository,.code,.note,.made,.tools,.level,.when,.staff{color:var(--soft);font:13px/1.6 ${SANS}}
.also{margin-top:4px;font-size:19px;line-height:1.5}
.kana{color:var(--soft);font-size:13px}
.staff{display:inline-block;margin-bottom:10px;padding:0 8px;border:1px solid var(--warn);border-radius:2px;color:var(--warn);font-weight:600}
dl{display:grid;grid-template-columns:minmax(100px,190px) 1fr;margin:2px 0 10px 21px;border-top:1px solid var(--line)}
dt,dd{padding:4px 0;border-bottom:1px solid var(--line)}
dt{padding-right:16px;color:var(--soft);font:13px/1.9 ${SANS}}
dd{line-height:1.65}
dd>*+*{margin-top:2px}
dd ul,dd ol{margin-left:0;padding-left:1.4em;border:0;list-style:revert}
.note{margin-left:10px}
.made{margin-top:28px}
@media (max-width:560px){dl{grid-template-columns:1fr;margin-left:10px}dt{border:0;padding-bottom:0}}
@media print{html{background:#fff;font-size:10pt}body{max-width:none;padding:0}a{color:inherit;text-decoration:none}dt,dd{break-inside:avoid-page}}
@page{size:A4;margin:18mm}`

export const FINDING_AID_STYLE = `${COMMON}
html{scroll-padding-top:72px}
.tools{position:sticky;top:0;z-index:1;display:flex;flex-wrap:wrap;align-items:center;gap:6px 12px;padding:10px 0;border-bottom:1px solid var(--line);background:var(--paper)}
.tools label{flex:1 1 260px;display:flex;align-items:center;gap:8px}
.tools input{flex:1;min-width:0;padding:6px 10px;border:1px solid var(--soft);border-radius:4px;background:var(--paper);color:var(--ink);font:15px/1.4 ${SANS}}
.tools button{padding:5px 10px;border:1px solid var(--soft);border-radius:4px;background:none;color:var(--ink);font:13px/1.4 ${SANS}}
.tools button:hover{background:var(--stage)}
.tools [role=status]{flex-basis:100%}
ul.units,details>ul{list-style:none}
details>ul{margin-left:9px;padding-left:14px;border-left:1px solid var(--line)}
li[id]{content-visibility:auto;contain-intrinsic-size:auto 38px}
summary{display:flex;align-items:baseline;gap:10px;padding:5px 4px;border-radius:3px;cursor:pointer}
summary:hover{background:var(--stage)}
summary::before{content:'';flex:none;width:7px;height:7px;border-right:1.5px solid var(--soft);border-bottom:1.5px solid var(--soft);transform:rotate(-45deg)}
[open]>summary::before{transform:rotate(45deg) translate(-2px,-2px)}
summary .code,summary .when,.level{flex:none;font-variant-numeric:tabular-nums}
summary .title{flex:1;min-width:0}
::highlight(found){background-color:#f6d76a;color:#23211d}
@media (max-width:560px){summary{flex-wrap:wrap;gap:0 8px}summary .title{flex-basis:100%}}
@media print{.tools{display:none}summary{break-after:avoid}li[id]{content-visibility:visible}}`

export const RECORDS_STYLE = `${COMMON}
article{margin-top:34px}
h2{font-size:21px;font-weight:600;line-height:1.4;text-wrap:balance}
.also{font-size:17px}
article>dl{margin:10px 0 0}
@media print{article{break-inside:auto}h2{break-after:avoid}}`
