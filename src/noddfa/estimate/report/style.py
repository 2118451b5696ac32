"""The look of the page, within the page: readable on a phone, on paper, in the dark; no outside address."""

from typing import Final

STYLE: Final = """
:root { color-scheme: light dark; --ink: #0b0c0c; --paper: #fff; --faint: #505a5f; --line: #b1b4b6; --own: #00625f; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #f3f2f1; --paper: #14191c; --faint: #c3c8cb; --line: #5c656a; --own: #6fd0c8; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 16px; max-width: 60rem; color: var(--ink); background: var(--paper);
  font: 1rem/1.5 system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; overflow-wrap: break-word; }
h1 { font-size: 1.75rem; line-height: 1.2; margin: .5rem 0 1rem; }
h2 { font-size: 1.3rem; line-height: 1.25; margin: 2.5rem 0 .75rem; border-top: 1px solid var(--line);
  padding-top: 1.25rem; }
h3 { font-size: 1.05rem; margin: 1.5rem 0 .5rem; }
p, li { max-width: 46rem; }
.faint { color: var(--faint); }
.verdict { font-size: 1.2rem; font-weight: 700; border-left: 6px solid var(--own); padding: .25rem 0 .25rem .9rem;
  margin: 1rem 0; }
.wide { overflow-x: auto; margin: .75rem 0 1.25rem; }
.wide:focus { outline: 3px solid var(--own); outline-offset: 2px; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
caption { text-align: left; font-weight: 700; padding: .25rem 0; }
th, td { text-align: left; vertical-align: top; padding: .4rem .75rem .4rem 0; border-bottom: 1px solid var(--line); }
thead th { font-size: .9rem; }
td.figure, th.figure { text-align: right; }
td.figure { white-space: nowrap; }
tbody th { font-weight: 400; }
figure { margin: 1rem 0; max-width: 44rem; }
svg { display: block; max-width: 100%; font-family: inherit; color: var(--ink); }
svg [class$="__bar"], svg [class$="__on"], svg [class$="__point"], svg [class$="__interval"], svg [class$="__end"],
svg [class$="__curve"] { color: var(--own); }
dt { font-weight: 700; margin-top: .9rem; }
dd { margin: .15rem 0 0; max-width: 46rem; }
@media (max-width: 34rem) {
  table.cards thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  table.cards tr, table.cards th, table.cards td { display: block; }
  table.cards tr { border-bottom: 1px solid var(--line); padding: .5rem 0; }
  table.cards th, table.cards td { border: 0; padding: 0; text-align: left; white-space: normal; }
  table.cards tbody th { font-weight: 700; }
  table.cards td::before { content: attr(data-head) ": "; color: var(--faint); }
}
@media print {
  :root { --ink: #000; --paper: #fff; --faint: #333; --line: #888; --own: #00403e; }
  body { font-size: 10.5pt; padding: 0; }
  h2, h3, caption, dt { break-after: avoid; }
  figure, table, tr, li, dd { break-inside: avoid; }
  h2 + p { break-after: avoid; }
  .wide + ul { break-before: avoid; }
  h2 { margin-top: 1.5rem; padding-top: .75rem; }
  p, li, dd { orphans: 3; widows: 3; }
  .wide { overflow: visible; }
}
"""
