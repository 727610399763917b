import assert from "node:assert/strict";
import { posix } from "node:path";
import { inspect, isDeepStrictEqual } from "node:util";
import { parse } from "content-disposition";
import { contentDisposition } from "../../packages/node/src/content-disposition.ts";
import {
  base,
  codecs,
  codings,
  decisions,
  languages,
  length,
  type Reader,
  readers,
  types,
} from "../support/readers.ts";
import { conformanceLaws } from "./conformance-laws.ts";

/** Tries one text on one reader; throws where what it makes of it is wrong. */
export type Target = (text: string) => void;

/** What must hold of what a decision makes of any text; of a codec, `lawsOf` says it. */
const laws: { readonly [K in keyof typeof decisions]: (text: string) => void } = {
  chooseEncoding: (line) => {
    const chosen = decisions.chooseEncoding(line);
    assert(chosen === undefined || codings.includes(chosen));
  },
  chooseLanguage: (line) => assert(languages.includes(decisions.chooseLanguage(line))),
  chooseType: (line) => {
    const chosen = decisions.chooseType(line);
    assert(chosen === undefined || types.includes(chosen));
  },
  // RFC 9110 sections 13.1.1 to 13.1.4, of a GET: what is malformed fails or does not count.
  "evaluate If-Match": (line) => {
    const verdict = decisions["evaluate If-Match"](line);
    if (codecs.get("ifMatch")?.parse(line) === undefined) {
      assert.equal(verdict, "precondition-failed");
    }
    assert.notEqual(verdict, "not-modified");
  },
  "evaluate If-Modified-Since": (line) =>
    assert.notEqual(decisions["evaluate If-Modified-Since"](line), "precondition-failed"),
  "evaluate If-None-Match": (line) =>
    assert.notEqual(decisions["evaluate If-None-Match"](line), "precondition-failed"),
  "evaluate If-Unmodified-Since": (line) =>
    assert.notEqual(decisions["evaluate If-Unmodified-Since"](line), "not-modified"),
  "rangesFor If-Range": (line) => {
    const { kind } = decisions["rangesFor If-Range"](line);
    assert(kind === "whole" || kind === "partial");
  },
  "rangesFor Range": (line) => {
    const selection = decisions["rangesFor Range"](line);
    if (selection.kind !== "partial") return;
    const sent = selection.ranges.reduce((sum, { start, end }) => {
      assert(0 <= start && start < end && end <= length);
      return sum + end - start;
    }, 0);
    assert(sent <= length && selection.ranges.length <= 16);
    assert.equal(selection.multipart, selection.ranges.length > 1);
  },
  readPreferences: (line) =>
    assert.equal(typeof decisions.readPreferences(line).respondAsync, "boolean"),
  // RFC 9110 section 17.11: wherever a browser goes, it stays.
  localRedirect: (text) => {
    const safe = decisions.localRedirect(text);
    if (safe === undefined) return;
    assert.match(safe, /^[!-~]+$/);
    assert.equal(new URL(safe, base).origin, new URL(base).origin);
    assert.notEqual(decisions.localRedirect(safe), undefined);
  },
  "path of a file": (text) => {
    const path = decisions["path of a file"](text);
    if (path === undefined) return;
    assert.equal(posix.join("/root", path), `/root/${path}`);
    assert.doesNotMatch(path, /\\|:|\0|(?:^|\/)\./);
  },
  "redirect to a directory": (text) => {
    const to = decisions["redirect to a directory"](text);
    if (typeof to !== "string") return;
    assert.match(to, /^\/(?![/\\])[!-~]*$/);
    assert.equal(new URL(to, base).origin, new URL(base).origin);
  },
  // As octets, and as what they are in UTF-8.
  "name of a download": (text) => {
    for (const name of [text, Buffer.from(text, "latin1").toString()]) {
      const line = contentDisposition("attachment", name);
      assert.match(line, /^attachment(?:; [ -~]+)?$/);
      assert.doesNotMatch(parse(line).parameters.filename ?? "", /[/\\\p{Cc}]/u);
    }
  },
  "target of a request": (text) => {
    const target = decisions["target of a request"](text) as { kind: string; url?: string };
    if (target.kind === "origin") assert.match(target.url ?? "", /^\//);
  },
};

/** By the name of the reader. */
export const targets: ReadonlyMap<string, Target> = new Map(
  [...readers].map(([name, read]) => [name, targetOf(name, read)]),
);

function targetOf(name: string, read: Reader): Target {
  const own = [...Object.entries(laws), ...Object.entries(conformanceLaws)];
  const law = own.find(([of]) => of === name)?.[1] ?? lawOf(name);
  return (text) => {
    // Twice, for what keeps something between calls.
    const [once, again] = [read(text), read(text)];
    // Node takes no two invalid dates for the same.
    if (!isDeepStrictEqual(once, again)) assert.equal(inspect(once), inspect(again));
    law(text);
  };
}

/** What is read means the same when it is written again. */
function lawOf(name: string): Target {
  const codec = codecs.get(name);
  return (text) => {
    const value = codec?.parse(text);
    if (value === undefined || codec === undefined) return;
    let again: string;
    try {
      again = codec.format(value);
    } catch (error) {
      // Not all that may be read may be sent: obs-text, a unit that we do not know.
      assert(error instanceof RangeError);
      return;
    }
    assert.match(again, /^(?:[!-~](?:[\t -~]*[!-~])?)?$/);
    assert.deepEqual(codec.parse(again), value);
  };
}
