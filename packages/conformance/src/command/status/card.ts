import type { Language, StatusRow } from "@rightstatus/core";
import { says } from "@rightstatus/core/says";
import { type Look, paint } from "../formats/text.ts";
import { widthOf, wrap } from "../typography.ts";
import { sampleOf } from "./samples.ts";
import { words } from "./words.ts";

/** Everything that is known about a status. */
export interface Card extends StatusRow {
  readonly language: Language;
  /** Two or three sentences. */
  readonly text: string;
  /** The call of the helper; left out if there is none. */
  readonly helper?: string;
  readonly express?: string;
  readonly koa?: string;
  /** How it is sent, if not by a handler that returns it. */
  readonly remark?: string;
}

export function cardOf(row: StatusRow, language: Language): Card {
  const { kind, ...code } = sampleOf(row);
  const { phrase = row.phrase, text = "" } = says(row.code, language) ?? {};
  const remark = kind === "reply" ? {} : { remark: words[language].kinds[kind] };
  return { ...row, language, phrase, text, ...code, ...remark };
}

type Fact = readonly [label: string, value: string];

/** A status for people at a terminal. */
export function cardText(card: Card, look: Look): string {
  const { code, phrase, remark, section, text } = card;
  const title = `${code} ${phrase}`;
  const gap = Math.max(2, look.columns - widthOf(title) - widthOf(section));
  const facts = factsOf(card);
  const lines = codeOf(card);
  const label = Math.max(...[...facts, ...lines].map(([each]) => widthOf(each))) + 2;
  return [
    paint(title, "bold", look) + " ".repeat(gap) + paint(section, "dim", look),
    "",
    ...wrap(text, look.columns),
    "",
    ...facts.flatMap((fact) => aligned(fact, label, look)),
    "",
    ...(remark === undefined ? [] : [...wrap(remark, look.columns), ""]),
    ...lines.flatMap((line) => aligned(line, label, look)),
    ...(lines.length === 0 ? [] : [""]),
  ].join("\n");
}

function factsOf(card: Card): readonly Fact[] {
  const said = words[card.language];
  const facts: readonly Fact[] = [
    [said.required, card.required.map(fieldName).join(", ")],
    [said.recommended, card.recommended.map(fieldName).join(", ")],
    [said.forbidden, card.forbidden.map(fieldName).join(", ")],
    [said.content, said.contents[card.content]],
    [said.caches, card.cacheable ? said.cacheable : said.notCacheable],
    [said.sender, said.roles[card.role]],
    [said.state, card.state === "current" ? "" : said.states[card.state]],
  ];
  return facts.filter(([, value]) => value !== "");
}

function codeOf({ express, helper, koa, language }: Card): readonly Fact[] {
  const lines: readonly (readonly [string, string | undefined])[] = [
    [words[language].helper, helper],
    ["Express", express],
    ["Koa", koa],
  ];
  return lines.flatMap(([label, code]) => (code === undefined ? [] : [[label, code] as const]));
}

function aligned([label, value]: Fact, width: number, look: Look): readonly string[] {
  return wrap(value, look.columns - width).map((line, index) => {
    const before = index === 0 ? label : "";
    return paint(before, "dim", look) + " ".repeat(width - widthOf(before)) + line;
  });
}

/** As RFC 9110 writes it: "www-authenticate" is WWW-Authenticate. */
function fieldName(name: string): string {
  const known: Readonly<Record<string, string>> = { etag: "ETag", im: "IM", www: "WWW" };
  return name
    .split("-")
    .map((part) => known[part] ?? part.charAt(0).toUpperCase() + part.slice(1))
    .join("-");
}
