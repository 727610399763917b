import type { State } from "../../../packages/core/src/semantics/preconditions.ts";
import { naiveHttpDate } from "./http-date.ts";
import { naiveRanges, specsIn } from "./ranges.ts";

/** RFC 9110 section 13 once more, from what stands on the wire, in the words of the section. */

/** The lines of each field of a request, by its name in lower case. */
export type Lines = Readonly<Record<string, readonly string[] | undefined>>;

const tag = '(?:W/)?"[\\x21\\x23-\\x7e\\x80-\\xff]*"';
const tagList = new RegExp(`^[ \\t,]*(?:${tag}(?:[ \\t]*,[ \\t,]*${tag})*[ \\t]*(?:,[ \\t,]*)?)?$`);

/** Section 13.2.1: methods that do not involve the selection or modification of a representation. */
const unconditional = ["CONNECT", "OPTIONS", "TRACE"];
/** RFC 10008 section 2: as GET, conditions and ranges included. */
export const reads: readonly string[] = ["GET", "HEAD", "QUERY"];

/** Which precondition is false and decides, in the order of section 13.2.2. */
export function falseField(method: string, lines: Lines, state: State): string | undefined {
  if (unconditional.includes(method)) return undefined;
  // Section 13.2.1: not where the response without them is neither 2xx nor 412. Only PUT creates.
  if (!state.exists && method !== "PUT") return undefined;
  const modified = modifiedAt(state);

  if (lines["if-match"]) {
    if (!isListed(lines["if-match"], state, strongly)) return "If-Match";
  } else {
    const since = dateIn(lines["if-unmodified-since"]);
    if (since !== undefined && modified !== undefined && modified > since) {
      return "If-Unmodified-Since";
    }
  }
  if (lines["if-none-match"]) {
    if (isListed(lines["if-none-match"], state, weakly)) return "If-None-Match";
  } else if (reads.includes(method)) {
    const since = dateIn(lines["if-modified-since"]);
    if (since !== undefined && modified !== undefined && modified <= since) {
      return "If-Modified-Since";
    }
  }
  return undefined;
}

/** Sections 13.2.2 and 13.2.1 as a status: 200 is whatever the method itself leads to. */
export function naiveStatus(method: string, lines: Lines, state: State): 200 | 304 | 412 {
  const field = falseField(method, lines, state);
  if (field === undefined) return 200;
  const isNew = field === "If-None-Match" || field === "If-Modified-Since";
  return isNew && reads.includes(method) ? 304 : 412;
}

/**
 * Which write conditions of a request hold, so that the store has to hold to them: only those that are
 * there, count, and are true.
 */
export function heldFields(method: string, lines: Lines, state: State): readonly string[] {
  if (unconditional.includes(method) || (!state.exists && method !== "PUT")) return [];
  const held: string[] = [];
  if (lines["if-match"] && isListed(lines["if-match"], state, strongly)) held.push("If-Match");
  const [since, modified] = [dateIn(lines["if-unmodified-since"]), modifiedAt(state)];
  if (!lines["if-match"] && since !== undefined && modified !== undefined && modified <= since) {
    held.push("If-Unmodified-Since");
  }
  const none = lines["if-none-match"];
  if (none && tagsIn(none) !== undefined && !isListed(none, state, weakly)) {
    held.push("If-None-Match");
  }
  return held;
}

/**
 * Step 5 of section 13.2.2, and what the response would be without it: "200", "416 *\/10", or the parts as
 * "206 0-1 8-9".
 */
export function naivePart(
  method: string,
  lines: Lines,
  state: State,
  length: number | undefined,
  now: number,
): string {
  // Section 14.2: a server MUST ignore Range with a method that has no range handling; HEAD has none.
  if (method !== "GET" && method !== "QUERY") return "200";
  const specs = lines.range && specsIn(lines.range.join(", "));
  if (!specs || length === undefined) return "200";
  const answer = naiveRanges(specs, length);
  if (lines["if-range"] === undefined) return answer;
  const applies = naiveIfRange(lines["if-range"].join(", "), state, now);
  return applies && answer.startsWith("206") ? answer : "200";
}

/** Section 13.1.5: an exact match, of a strong validator. */
export function naiveIfRange(line: string, state: State, now: number): boolean {
  if (new RegExp(`^${tag}$`).test(line)) return strongly(line, state.etag ?? "");
  const date = naiveHttpDate(line, new Date(now));
  if (date === undefined || state.lastModified === undefined) return false;
  // Section 8.8.2.2: weak while it could change once more in the second that it names.
  return secondOf(state.lastModified) === date && now / 1000 >= date + 1;
}

/** What is in no grammar is no tag, and so lists none. */
function isListed(
  lines: readonly string[],
  state: State,
  match: (a: string, b: string) => boolean,
): boolean {
  const tags = tagsIn(lines) ?? [];
  if (tags === "*") return state.exists;
  return tags.some((one) => state.exists && match(one, state.etag ?? ""));
}

function tagsIn(lines: readonly string[]): "*" | readonly string[] | undefined {
  const line = lines.join(", ");
  if (line === "*") return "*";
  return tagList.test(line) ? (line.match(new RegExp(tag, "g")) ?? []) : undefined;
}

/** Section 8.8.3.2, the table: both strong and the same; the same opaque-tag. */
function strongly(a: string, b: string): boolean {
  return a === b && !a.startsWith("W/") && b !== "";
}

function weakly(a: string, b: string): boolean {
  return b !== "" && a.replace(/^W\//, "") === b.replace(/^W\//, "");
}

/** Sections 13.1.3 and 13.1.4: to be ignored if it is not one valid HTTP-date. */
function dateIn(lines: readonly string[] | undefined): number | undefined {
  return lines?.length === 1 ? naiveHttpDate(lines[0] ?? "", new Date()) : undefined;
}

function modifiedAt({ exists, lastModified }: State): number | undefined {
  return exists && lastModified ? secondOf(lastModified) : undefined;
}

function secondOf(date: Date): number {
  return Math.floor(date.getTime() / 1000);
}
