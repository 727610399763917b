import type { Level } from "../../rule.ts";
import {
  counted,
  counts,
  type Excused,
  type Group,
  grouped,
  levels,
  mainMessages,
  summary,
  type Verdict,
} from "../verdict.ts";
import { css } from "./html-style.ts";
import { escaped } from "./markup.ts";
import type { Occasion } from "./occasion.ts";
import { references } from "./rfc.ts";

/** A page to share, complete in itself: it has no script, and no links but those to the RFCs. */
export function html(verdict: Verdict, { at, version }: Occasion): string {
  const { excused, findings, urls } = verdict;
  const broken = grouped(findings);
  const fine = urls.filter((url) => !broken.has(url));
  const title = `HTTP conformance of ${urls.length === 1 ? urls[0] : counted(urls.length, "URL")}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="color-scheme" content="light dark">
<title>${escaped(title)}</title>
<style>
${css}</style>
</head>
<body>
<header>
<h1>${escaped(title)}</h1>
<p>${escaped(summary(verdict))}</p>
${tally(verdict)}
</header>
<main>
${[...broken].map(([url, groups]) => section(url, groups)).join("\n")}
${fine.length === 0 ? "" : fineSection(fine)}
${excused.length === 0 ? "" : excusedSection(excused)}
</main>
<footer>
<p>Made by rightstatus ${escaped(version)} on <time datetime="${at.toISOString()}">${at.toISOString().slice(0, 16).replace("T", " ")} UTC</time>.</p>
</footer>
</body>
</html>
`;
}

const meanings: Readonly<Record<Level, string>> = {
  MUST: "broken requirements",
  SHOULD: "recommendations not followed",
  ADVICE: "practice that serves clients better",
};

function tally({ findings }: Verdict): string {
  const count = counts(findings);
  const items = levels.map(
    (level) =>
      `<li class="${level}"><b>${count[level]}</b> <span>${level}</span> ${meanings[level]}</li>`,
  );
  return `<ul class="tally">\n${items.join("\n")}\n</ul>`;
}

function section(url: string, groups: readonly Group[]): string {
  return `<section>
<h2>${escaped(url)}</h2>
${groups.map(article).join("\n")}
</section>`;
}

function article(group: Group): string {
  const { cases, fix, level, rule, section } = group;
  const sources = references(section).map(({ href, text }) =>
    href === undefined ? escaped(text) : `<a href="${escaped(href)}">${escaped(text)}</a>`,
  );
  return `<article class="${level}">
<h3><span class="level">${level}</span> <code>${escaped(rule)}</code></h3>
<p class="section">${sources.join(", ")}</p>
${mainMessages(group)
  .map((message) => `<p>${escaped(message)}</p>`)
  .join("\n")}
<p class="fix"><b>Fix:</b> ${escaped(fix)}</p>
${cases.slice(0, MOST_CASES).map(caseOf).join("\n")}
${cases.length > MOST_CASES ? `<p>And ${counted(cases.length - MOST_CASES, "more exchange")}.</p>` : ""}
</article>`;
}

/** How many exchanges are shown for one rule and URL. */
const MOST_CASES = 5;

function caseOf({ came, probe, sent }: Group["cases"][number]): string {
  return `<details>
<summary>${escaped(probe)}</summary>
<h4>Sent</h4>
<pre>${wire(sent)}</pre>
<h4>Came</h4>
<pre>${wire(came)}</pre>
</details>`;
}

function wire(head: string): string {
  return escaped(head.trimEnd().replaceAll("\r\n", "\n"));
}

function fineSection(urls: readonly string[]): string {
  return `<section>
<h2>Without a finding</h2>
<ul>
${urls.map((url) => `<li>${escaped(url)}</li>`).join("\n")}
</ul>
</section>`;
}

function excusedSection(excused: readonly Excused[]): string {
  const rows = [...grouped(excused).values()]
    .flat()
    .map(
      ({ cases: [{ reason }], rule, url }) =>
        `<tr><td><code>${escaped(rule)}</code></td><td>${escaped(url)}</td><td>${escaped(reason)}</td></tr>`,
    );
  return `<section>
<h2>Excused by the project</h2>
<div class="wide" tabindex="0">
<table>
<thead><tr><th scope="col">Rule</th><th scope="col">URL</th><th scope="col">Reason</th></tr></thead>
<tbody>
${rows.join("\n")}
</tbody>
</table>
</div>
</section>`;
}
