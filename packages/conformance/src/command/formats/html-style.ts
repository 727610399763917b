/** The style of the page. Text and background differ by 4.5:1 or more in light and in dark (WCAG 2.2, 1.4.3). */
export const css: string = `:root {
  color-scheme: light dark;
  --text: #1b1f24; --dim: #57606a; --page: #ffffff; --card: #f6f8fa; --line: #d0d7de; --link: #0550ae;
  --must: #b42318; --should: #8a5a00; --advice: #0b6178;
}
@media (prefers-color-scheme: dark) {
  :root {
    --text: #e6edf3; --dim: #9da7b3; --page: #0d1117; --card: #161b22; --line: #30363d; --link: #79b8ff;
    --must: #ff938a; --should: #e3b341; --advice: #76c7e0;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; max-width: 60rem; padding: 2rem 1rem 4rem; background: var(--page); color: var(--text);
  font: 1rem/1.55 system-ui, sans-serif; overflow-wrap: anywhere;
}
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .5rem; }
h2 { font-size: 1.15rem; margin: 2.5rem 0 .75rem; }
h3 { font-size: 1rem; margin: 0; display: flex; flex-wrap: wrap; gap: .25rem .75rem; align-items: baseline; }
h4 { font-size: .85rem; margin: .75rem 0 .25rem; color: var(--dim); }
p { margin: .4rem 0; }
a { color: var(--link); }
code, pre { font-family: ui-monospace, monospace; font-size: .9em; }
pre { margin: 0; padding: .75rem; white-space: pre-wrap; background: var(--page); border: 1px solid var(--line); border-radius: .25rem; }
article { margin: .75rem 0; padding: 1rem; background: var(--card); border: 1px solid var(--line); border-left: .3rem solid var(--accent); border-radius: .35rem; }
.MUST { --accent: var(--must); } .SHOULD { --accent: var(--should); } .ADVICE { --accent: var(--advice); }
.level, .tally span { color: var(--accent); font-weight: 700; letter-spacing: .03em; }
.tally { display: flex; flex-wrap: wrap; gap: .75rem; list-style: none; margin: 1rem 0 0; padding: 0; }
.tally li { flex: 1 1 12rem; padding: .6rem .9rem; background: var(--card); border: 1px solid var(--line); border-top: .3rem solid var(--accent); border-radius: .35rem; }
.tally b { display: block; font-size: 1.7rem; line-height: 1.2; }
.section, footer { color: var(--dim); font-size: .9rem; }
details { margin-top: .6rem; }
summary { cursor: pointer; }
summary:focus-visible, a:focus-visible, [tabindex]:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .4rem .75rem .4rem 0; border-bottom: 1px solid var(--line); }
footer { margin-top: 3rem; }
@media print { article, .tally li { break-inside: avoid; } body { max-width: none; } }
`;
