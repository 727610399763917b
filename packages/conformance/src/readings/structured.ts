/** A value of RFC 9651 section 3.3: Integers and Decimals are numbers, Byte Sequences bytes. */
export type Bare = number | string | boolean | Uint8Array | Token | Day | DisplayString;

export interface Token {
  readonly token: string;
}

/** A Date, in seconds since 1970: there are some that no Date of JavaScript holds. */
export interface Day {
  readonly seconds: number;
}

export interface DisplayString {
  readonly display: string;
}

export type Parameters = ReadonlyMap<string, Bare>;
export type Item = readonly [value: Bare, parameters: Parameters];
export type InnerList = readonly [items: readonly Item[], parameters: Parameters];
export type Member = Item | InnerList;

/** What was read of a text, and where it ends there. */
type Read<T> = { readonly value: T; readonly end: number } | undefined;

// Section 3.3: a number, String, Token, Byte Sequence, Boolean, Date, Display String.
const BARE =
  /(-?\d+(?:\.\d*)?)|"((?:[ !#-[\]-~]|\\["\\])*)"|([A-Za-z*][!#$%&'*+\-.^_`|~\w:/]*)|:([A-Za-z\d+/=]*):|\?([01])|@(-?\d+(?:\.\d*)?)|%"((?:[ !#$&-~]|%[\da-f]{2})*)"/y;
// Section 4.2.4: no more digits than these.
const INTEGER = /^-?\d{1,15}$/;
const DECIMAL = /^-?\d{1,12}\.\d{1,3}$/;
const KEY = /[a-z*][a-z\d_\-.*]*/y;
const PARAMETER = /; *([a-z*][a-z\d_\-.*]*)(=?)/y;
const SPACES = / */y;
const OWS = /[ \t]*/y;

/** A list of RFC 9651; undefined if it does not parse, because recipients then ignore it (section 4.2). */
export function listOf(text: string): readonly Member[] | undefined {
  const list: Member[] = [];
  const isWhole = areMembers(text, (at) => {
    const member = memberAt(text, at);
    if (member !== undefined) list.push(member.value);
    return member?.end;
  });
  return isWhole ? list : undefined;
}

/** The same of a dictionary: of members with one key the last one counts (section 4.2.2). */
export function dictionaryOf(text: string): ReadonlyMap<string, Member> | undefined {
  const dictionary = new Map<string, Member>();
  const isWhole = areMembers(text, (at) => {
    const key = match(KEY, text, at)?.[0];
    if (key === undefined) return undefined;
    const end = at + key.length;
    const member = text[end] === "=" ? memberAt(text, end + 1) : withParameters(true, text, end);
    if (member !== undefined) dictionary.set(key, member.value);
    return member?.end;
  });
  return isWhole ? dictionary : undefined;
}

/** The same of an item. */
export function itemOf(text: string): Item | undefined {
  const item = itemAt(text, past(SPACES, text, 0));
  return item && past(SPACES, text, item.end) === text.length ? item.value : undefined;
}

/** Is all of the text members with commas between them, or nothing? `readAt` gives the end of one. */
function areMembers(text: string, readAt: (at: number) => number | undefined): boolean {
  for (let at = past(SPACES, text, 0); at < text.length; ) {
    const end = readAt(at);
    if (end === undefined) return false;
    const comma = past(OWS, text, end);
    if (comma === text.length) return true;
    at = past(OWS, text, comma + 1);
    if (text[comma] !== "," || at === text.length) return false;
  }
  return true;
}

function memberAt(text: string, at: number): Read<Member> {
  return text[at] === "(" ? innerListAt(text, at + 1) : itemAt(text, at);
}

function innerListAt(text: string, start: number): Read<InnerList> {
  const items: Item[] = [];
  let at = past(SPACES, text, start);
  while (text[at] !== ")") {
    const item = itemAt(text, at);
    if (item === undefined || !/^[ )]/.test(text.slice(item.end, item.end + 1))) return undefined;
    items.push(item.value);
    at = past(SPACES, text, item.end);
  }
  return withParameters(items, text, at + 1);
}

function itemAt(text: string, at: number): Read<Item> {
  const bare = bareAt(text, at);
  return bare && withParameters(bare.value, text, bare.end);
}

function withParameters<T>(value: T, text: string, start: number): Read<readonly [T, Parameters]> {
  const parameters = new Map<string, Bare>();
  let end = start;
  while (text[end] === ";") {
    const found = match(PARAMETER, text, end);
    if (found === undefined) return undefined;
    const [whole, key = "", equals] = found;
    end += whole.length;
    const bare = equals === "=" ? bareAt(text, end) : { value: true, end };
    if (bare === undefined) return undefined;
    parameters.set(key, bare.value);
    end = bare.end;
  }
  return { value: [value, parameters], end };
}

function bareAt(text: string, at: number): Read<Bare> {
  const found = match(BARE, text, at);
  const value = found && bareOf(found);
  return value === undefined ? undefined : { value, end: at + (found?.[0].length ?? 0) };
}

function bareOf([, number, string, token, bytes, boolean, date, display]: RegExpExecArray):
  | Bare
  | undefined {
  if (number !== undefined) {
    return INTEGER.test(number) || DECIMAL.test(number) ? Number(number) : undefined;
  }
  if (string !== undefined) return string.replace(/\\(.)/g, "$1");
  if (token !== undefined) return { token };
  if (bytes !== undefined) return bytesOf(bytes);
  if (boolean !== undefined) return boolean === "1";
  if (date !== undefined) return INTEGER.test(date) ? { seconds: Number(date) } : undefined;
  return displayOf(display ?? "");
}

/** Base64, whose padding may be left out (section 4.2.7). */
function bytesOf(base64: string): Uint8Array | undefined {
  try {
    return Uint8Array.from(atob(base64), (octet) => octet.charCodeAt(0));
  } catch {
    return undefined;
  }
}

/** Section 4.2.10: octets that are no UTF-8 make no text. */
function displayOf(encoded: string): DisplayString | undefined {
  try {
    return { display: decodeURIComponent(encoded) };
  } catch {
    return undefined;
  }
}

function past(pattern: RegExp, text: string, at: number): number {
  return at + (match(pattern, text, at)?.[0].length ?? 0);
}

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? undefined;
}
