import { readHar } from "../../packages/conformance/src/command/har/read.ts";
import { withoutSecrets } from "../../packages/conformance/src/command/secrets.ts";
import { UsageError } from "../../packages/conformance/src/command/usage-error.ts";
import { directivesOf } from "../../packages/conformance/src/directives.ts";
import type { Exchange } from "../../packages/conformance/src/exchange.ts";
import { lint } from "../../packages/conformance/src/lint.ts";
import { ResponseReader } from "../../packages/conformance/src/probe/client/response-reader.ts";
import { type BodyParts, partsOf } from "../../packages/conformance/src/readings/byteranges.ts";
import { challengesOf } from "../../packages/conformance/src/readings/challenges.ts";
import {
  type Cookie,
  cookiesOf,
  isCombined,
} from "../../packages/conformance/src/readings/cookies.ts";
import { digestsOf } from "../../packages/conformance/src/readings/digests.ts";
import * as fieldText from "../../packages/conformance/src/readings/field-text.ts";
import { linksOf } from "../../packages/conformance/src/readings/links.ts";
import { parameterised, weightOf } from "../../packages/conformance/src/readings/parameters.ts";
import { isProducts } from "../../packages/conformance/src/readings/products.ts";
import { quotasOf } from "../../packages/conformance/src/readings/rate-limit.ts";
import {
  dictionaryOf,
  itemOf,
  listOf,
} from "../../packages/conformance/src/readings/structured.ts";
import { View } from "../../packages/conformance/src/view.ts";
import * as list from "../../packages/core/src/grammar/list.ts";

/** What is read of a response that comes in pieces of so many octets. */
export function readInPieces(
  text: string,
  size: number,
): Omit<ResponseReader, "push" | "end" | "headAt"> {
  const reader = new ResponseReader("GET");
  const bytes = Buffer.from(text, "latin1");
  for (let at = 0; at < bytes.length; at += size) reader.push(bytes.subarray(at, at + size));
  reader.end();
  const { content, ending, head, interim, trailers, unread, untilClose } = reader;
  return { content: content?.slice(), ending, head, interim, trailers, unread, untilClose };
}

/** A response to a plain GET. */
function answered(response: Partial<Exchange["response"]>): Exchange {
  const headers = [["Host", "a.example"]] as const;
  return {
    request: { method: "GET", target: "/", headers },
    response: { status: 200, headers: [], ...response },
  };
}

const cookies = (text: string): readonly (readonly [Cookie, boolean])[] =>
  cookiesOf(new View(answered({ headers: [["Set-Cookie", text]] }))).map((cookie) => [
    cookie,
    isCombined(cookie),
  ]);

function parts(text: string): readonly unknown[] | undefined {
  const headers = [["Content-Type", "multipart/byteranges; boundary=b"]] as const;
  const body = Buffer.from(text, "latin1");
  const read: BodyParts | undefined = partsOf(new View(answered({ status: 206, headers, body })));
  return read?.parts.map(({ fields, length }) => [[...fields.names], length]);
}

/** The number of entries that were read, and of those that were not; or why it is no archive. */
function archive(text: string): readonly [read: number, skipped: number] | string {
  try {
    const { exchanges, skipped } = readHar(text, "a.har");
    for (const { exchange } of exchanges) lint(exchange);
    return [exchanges.length, skipped];
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
}

/** What lint says of a response as it came. */
function judged(text: string): readonly string[] {
  const { content, head, interim, trailers } = readInPieces(text, text.length || 1);
  if (head === undefined) return [];
  const response = {
    ...head,
    interim,
    ...(content && { body: content }),
    ...(trailers && { trailers }),
  };
  return lint(answered(response)).map(({ message }) => message);
}

/** By name, what the linter, the prober and the command read. */
export const conformanceReaders = {
  challengesOf,
  dictionaryOf,
  digestsOf,
  directivesOf,
  hasEmptyMember: list.hasEmptyMember,
  hasSpaceAtEquals: list.hasSpaceAtEquals,
  isProducts,
  itemOf,
  linksOf,
  listOf,
  needlessEscape: fieldText.needlessEscape,
  parameterised,
  partsBySemicolon: fieldText.partsBySemicolon,
  quotasOf,
  unquoted: list.unquoted,
  weightOf,
  withoutSecrets,
  "archive of a browser": archive,
  "cookies of a response": cookies,
  "lint of a response": judged,
  "parts of a response": parts,
  "response on the wire": (text: string) => readInPieces(text, text.length || 1),
} satisfies Record<string, (text: string) => unknown>;
