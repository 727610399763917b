import { styleText } from "node:util";
import type { Level } from "../../rule.ts";
import { cut, visible, widthOf, wrap } from "../typography.ts";
import {
  counted,
  type Excused,
  type Group,
  grouped,
  mainMessages,
  summary,
  type Verdict,
} from "../verdict.ts";

/** What the terminal can show. */
export interface Look {
  readonly columns: number;
  readonly coloured: boolean;
}

type Style = Parameters<typeof styleText>[0];

const colours: Readonly<Record<Level, Style>> = {
  MUST: ["red", "bold"],
  SHOULD: ["yellow", "bold"],
  ADVICE: ["cyan", "bold"],
};

const INDENT = 8;
/** How many lines of a header section are shown; the other formats have all. */
const MOST_LINES = 12;

/**
 * A report for people at a terminal: by URL and rule, the most severe first, and the count in the last line.
 */
export function text(verdict: Verdict, look: Look): string {
  const lines: string[] = [];
  for (const [url, groups] of grouped(verdict.findings)) {
    lines.push(paint(cut(visible(url), look.columns), "bold", look), "");
    for (const group of groups) lines.push(...groupLines(group, look), "");
  }
  for (const groups of grouped(verdict.excused).values()) {
    for (const group of groups) lines.push(...excusedLines(group, look));
  }
  if (verdict.excused.length > 0) lines.push("");
  return [...lines, ...wrap(summary(verdict), look.columns), ""].join("\n");
}

/** Text in a style, if the terminal can show it. */
export function paint(text: string, style: Style, { coloured }: Look): string {
  return coloured ? styleText(style, text, { validateStream: false }) : text;
}

function groupLines(group: Group, look: Look): readonly string[] {
  const { cases, fix, level, rule, section } = group;
  const [first] = cases;
  const others = cases.length - 1;
  const via = `${first.probe}${others === 0 ? "" : `, and ${counted(others, "more exchange")}`}`;
  return [
    ...titleLines(level, rule, section, look),
    ...mainMessages(group).flatMap((message) => paragraph(message, "", look)),
    ...paragraph(fix, "Fix:  ", look),
    ...paragraph(via, "Seen: ", look),
    ...wireLines(first.sent, ">", look),
    ...wireLines(first.came, "<", look),
  ];
}

function titleLines(level: Level, rule: string, section: string, look: Look): readonly string[] {
  const label = paint(level.padEnd(6), colours[level], look);
  const gap = look.columns - INDENT - widthOf(rule) - widthOf(section);
  const dim = (text: string): string => paint(text, "dim", look);
  if (gap >= 2) return [`${label}  ${paint(rule, "bold", look)}${" ".repeat(gap)}${dim(section)}`];
  return [`${label}  ${paint(rule, "bold", look)}`, ...paragraph(section, "", look).map(dim)];
}

function paragraph(text: string, label: string, { columns }: Look): readonly string[] {
  const own = wrap(visible(text), columns - INDENT - label.length);
  return own.map((line, index) => {
    const before = index === 0 ? label : " ".repeat(label.length);
    return " ".repeat(INDENT) + before + line;
  });
}

function wireLines(head: string, mark: ">" | "<", look: Look): readonly string[] {
  const all = head.trimEnd().split(/\r?\n/);
  const shown = all.slice(0, MOST_LINES);
  if (all.length > MOST_LINES) shown.push(`(${counted(all.length - MOST_LINES, "more line")})`);
  return shown.map((line) => {
    const marked = cut(`${mark} ${visible(line)}`, look.columns - INDENT);
    return " ".repeat(INDENT) + paint(marked, "dim", look);
  });
}

function excusedLines({ cases, rule, url }: Group<Excused>, look: Look): readonly string[] {
  const [first] = cases;
  const text = visible(`Excused: ${rule} with ${url}: ${first.reason}`);
  return wrap(text, look.columns).map((line) => paint(line, "dim", look));
}
