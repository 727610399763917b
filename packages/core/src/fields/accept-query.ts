import { quote, readQuoted } from "../grammar/quoted-string.ts";
import { codecOf, type FieldCodec, type FieldReader, refusal } from "./codec.ts";
import { formatMediaRange, parseMediaRange } from "./content-type.ts";

// Token, String and key of RFC 9651 sections 3.3.3, 3.3.4 and 3.1.2.
const BARE = `([A-Za-z*][!#$%&'*+\\-.^\`|~\\w:/]*|"(?:[ !#-[\\]-~]|\\\\["\\\\])*")`;
const KEY = "[a-z*][a-z0-9_\\-.*]*";
const ITEM = /* @__PURE__ */ new RegExp(BARE, "y");
const PARAMETER = /* @__PURE__ */ new RegExp(`; *(${KEY})=${BARE}`, "y");
const COMMA = /[ \t]*,[ \t]*/y;
const IS_KEY = /* @__PURE__ */ new RegExp(`^${KEY}$`);

/** What reads `acceptQuery`. */
export const acceptQueryReader: FieldReader<readonly string[]> = {
  name: "accept-query",
  section: "RFC 10008 section 3",
  parse(line) {
    const ranges: string[] = [];
    for (let at = 0; ; ) {
      const item = readItem(line, at);
      if (item === undefined) return undefined;
      ranges.push(item.range);
      if (item.end === line.length) return [...new Set(ranges)];
      const comma = match(COMMA, line, item.end);
      if (comma === undefined) return undefined;
      at = item.end + comma[0].length;
    }
  },
};

/**
 * Accept-Query (RFC 10008 section 3): the media ranges that QUERY takes, each once. It looks like
 * Accept but is a List of RFC 9651: a type is a Token, or a String where no Token can hold it, and
 * parameters have Strings for values.
 *
 * @example
 * ```ts
 * acceptQuery.format(["application/sql; charset=utf-8"]); // 'application/sql;charset="utf-8"'
 * acceptQuery.parse('"application/jsonpath"'); // ["application/jsonpath"]
 * ```
 */
export const acceptQuery: FieldCodec<readonly string[]> = codecOf(acceptQueryReader, (ranges) => {
  const items = new Set(ranges.map(formatItem));
  if (items.size === 0) throw refusal(acceptQueryReader, "at least one media range", ranges);
  return [...items].join(", ");
});

function readItem(line: string, at: number): { range: string; end: number } | undefined {
  const type = match(ITEM, line, at)?.[0];
  if (type === undefined) return undefined;
  const parameters: Record<string, string> = Object.create(null);
  let end = at + type.length;
  for (let found = match(PARAMETER, line, end); found; found = match(PARAMETER, line, end)) {
    const [text, key = "", value = ""] = found;
    parameters[key] = unquoted(value); // RFC 9651 section 4.2.3.2: the last one counts.
    end += text.length;
  }
  const range = formatMediaRange({ type: unquoted(type), parameters });
  return range === undefined ? undefined : { range, end };
}

function formatItem(text: string): string {
  const range = parseMediaRange(text);
  const parameters = Object.entries(range?.parameters ?? {});
  if (
    range === undefined ||
    parameters.some(([key, value]) => !IS_KEY.test(key) || /[^ -~]/.test(value))
  ) {
    throw refusal(acceptQueryReader, "media ranges, parameters in printable ASCII", text);
  }
  const type = match(ITEM, range.type, 0)?.[0] === range.type ? range.type : quote(range.type);
  return type + parameters.map(([key, value]) => `;${key}=${quote(value)}`).join("");
}

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? undefined;
}

function unquoted(bare: string): string {
  return readQuoted(bare, 0)?.value ?? bare;
}
