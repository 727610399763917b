import type { FieldLines } from "../exchange.ts";
import type { Sent } from "./client/sent.ts";
import { type Facts, factNames, type Probe } from "./probe-entry.ts";

/** The request of a probe with its facts filled in; undefined if one of them is not known. */
export function fill(probe: Probe, facts: Facts): Sent | undefined {
  const { behind, body, fields = [], hold, line, needs = [], own, wire } = probe;
  const known = (text: string): boolean => {
    for (const name of factNames) {
      if (text.includes(`{${name}}`) && facts[name] === undefined) return false;
    }
    return true;
  };
  const filled = (text: string): string =>
    text.replace(/\{(\w+)\}/g, (braces, name) => factNamed(facts, name) ?? braces);
  const parts = [line, ...fields, body ?? "", wire ?? "", ...(behind ?? [])];
  if (!parts.every(known) || needs.some((name) => facts[name] === undefined)) return undefined;
  const [method = "", target = "", version = "HTTP/1.1"] = filled(line).split(" ");
  const standing: FieldLines = [
    ["Host", facts.host ?? ""],
    ["User-Agent", "rightstatus"],
  ];
  const said = wire === undefined ? fields : fieldsIn(wire);
  const headers = said.map((field) => splitField(filled(field)));
  return {
    method,
    target,
    headers: wire === undefined ? [...standing, ...headers] : headers,
    httpVersion: version.slice("HTTP/".length),
    ...(body === undefined ? {} : { body: Buffer.from(filled(body), "latin1") }),
    ...(wire === undefined ? {} : { wire: filled(wire) }),
    ...(own === undefined ? {} : { own }),
    ...(hold === undefined ? {} : { hold }),
    ...(behind === undefined
      ? {}
      : { behind: behind.flatMap((line) => fill({ id: "", line }, facts) ?? []) }),
  };
}

/** The fields that a tolerant server may read out of malformed bytes. */
function fieldsIn(wire: string): readonly string[] {
  const [head = ""] = wire.trimStart().split("\r\n\r\n", 1);
  const unfolded = head.replace(/\r\n[ \t]/g, " ");
  return unfolded
    .split("\r\n")
    .slice(1)
    .filter((line) => /^[\w-]+:/.test(line));
}

function splitField(field: string): readonly [name: string, value: string] {
  const colon = field.indexOf(":");
  return [field.slice(0, colon), field.slice(colon + 1).trim()];
}

function factNamed(facts: Facts, name: string): string | undefined {
  const known = factNames.find((one) => one === name);
  return known === undefined ? undefined : facts[known];
}
