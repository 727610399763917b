import { parseUrl } from "@rightstatus/core/grammar";
import { counted, type Excused, type Group, grouped, type Verdict } from "../verdict.ts";
import { escaped } from "./markup.ts";
import type { Occasion } from "./occasion.ts";

/**
 * JUnit XML as Ant and Jenkins accept it: a suite for each URL, and a test for each rule that was broken
 * there. Only a MUST is a failure; the rest is in the output of its suite.
 */
export function junit(verdict: Verdict, occasion: Occasion): string {
  const broken = grouped(verdict.findings);
  const excused = grouped(verdict.excused);
  const urls = new Set([...verdict.urls, ...broken.keys(), ...excused.keys()]);
  const suites = [...urls].map((url, id) =>
    suiteOf(url, id, broken.get(url) ?? [], excused.get(url) ?? [], occasion),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n${suites.join("")}</testsuites>\n`;
}

function suiteOf(
  url: string,
  id: number,
  broken: readonly Group[],
  excused: readonly Group<Excused>[],
  { at, version }: Occasion,
): string {
  const failures = broken.filter(({ level }) => level === "MUST");
  const tests = [
    ...broken.map((group) => testOf(url, group, failureOf(group))),
    ...excused.map((group) => testOf(url, group, "")),
  ];
  if (tests.length === 0) tests.push(`<testcase ${names(url, "all rules")} time="0"/>`);
  const said = [
    ...broken.filter(({ level }) => level !== "MUST").map(textOf),
    ...excused.map(reasonOf),
  ];
  const attributes = [
    `id="${id}" name="${escaped(url)}" package="rightstatus" hostname="${escaped(hostOf(url))}"`,
    `timestamp="${at.toISOString().slice(0, 19)}" time="0"`,
    `tests="${tests.length}" failures="${failures.length}" errors="0"`,
  ];
  return [
    `  <testsuite ${attributes.join(" ")}>`,
    `    <properties><property name="version" value="${escaped(version)}"/></properties>`,
    ...tests.map((test) => `    ${test}`),
    `    <system-out>${escaped(said.join("\n\n"))}</system-out>`,
    "    <system-err/>",
    "  </testsuite>\n",
  ].join("\n");
}

function names(url: string, name: string): string {
  return `classname="${escaped(url)}" name="${escaped(name)}"`;
}

function testOf(url: string, { rule }: Group, content: string): string {
  const start = `<testcase ${names(url, rule)} time="0"`;
  return content === "" ? `${start}/>` : `${start}>${content}</testcase>`;
}

function failureOf(group: Group): string {
  if (group.level !== "MUST") return "";
  const message = escaped(group.messages.join("; "));
  return `<failure type="${escaped(group.section)}" message="${message}">${escaped(textOf(group))}</failure>`;
}

function textOf({ cases, fix, level, messages, rule, section }: Group): string {
  const [{ came, sent }] = cases;
  const many = cases.length === 1 ? [] : [`The first of ${counted(cases.length, "exchange")}:`];
  return [
    `${level} ${rule} (${section})`,
    ...messages,
    fix,
    ...many,
    sent.trimEnd(),
    "",
    came.trimEnd(),
  ]
    .join("\n")
    .replaceAll("\r", "");
}

function reasonOf(group: Group<Excused>): string {
  const [first] = group.cases;
  return `excused: ${group.rule} (${first.reason})`;
}

function hostOf(url: string): string {
  return parseUrl(url)?.host ?? "unknown";
}
