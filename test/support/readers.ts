import * as fields from "../../packages/core/src/fields/index.ts";
import { readAttributes } from "../../packages/core/src/grammar/attributes.ts";
import { parseDigits } from "../../packages/core/src/grammar/digits.ts";
import { parseHttpDate } from "../../packages/core/src/grammar/http-date.ts";
import { splitList } from "../../packages/core/src/grammar/list.ts";
import { parseParameters } from "../../packages/core/src/grammar/parameters.ts";
import { parseQuality } from "../../packages/core/src/grammar/quality.ts";
import { readQuoted } from "../../packages/core/src/grammar/quoted-string.ts";
import { isFieldValue, isToken, trimOws } from "../../packages/core/src/grammar/token.ts";
import {
  componentsOf,
  encodeReference,
  isUriReference,
} from "../../packages/core/src/grammar/uri.ts";
import { readWord } from "../../packages/core/src/grammar/word.ts";
import { type Conditions, readConditions } from "../../packages/core/src/request/conditions.ts";
import type { Req } from "../../packages/core/src/request/request.ts";
import { chooseEncoding } from "../../packages/core/src/semantics/encodings.ts";
import { chooseLanguage } from "../../packages/core/src/semantics/languages.ts";
import { chooseType } from "../../packages/core/src/semantics/media-types.ts";
import {
  evaluate,
  type State,
  type Verdict,
} from "../../packages/core/src/semantics/preconditions.ts";
import { readPreferences } from "../../packages/core/src/semantics/preferences.ts";
import { rangesFor, type Selection } from "../../packages/core/src/semantics/ranges.ts";
import { localRedirect } from "../../packages/core/src/semantics/redirects.ts";
import { targetOf } from "../../packages/node/src/attach/target.ts";
import { contentDisposition } from "../../packages/node/src/content-disposition.ts";
import { decodePath, guardPath } from "../../packages/node/src/files/path-guard.ts";
import {
  targetOf as fileTargetOf,
  normalised,
  redirectTo,
} from "../../packages/node/src/files/target.ts";
import { conformanceReaders } from "./conformance-readers.ts";

/** What takes text from the network and makes something of it. */
export type Reader = (text: string) => unknown;

const noon = new Date(Date.UTC(1994, 10, 6, 12));
const state: State = { exists: true, etag: fields.etag("a"), lastModified: noon };
export const length = 1000;
export const types = ["text/html", "application/json", "a/b;c=d"] as const;
export const codings = ["gzip", "br", "identity"] as const;
export const languages = ["en", "de-AT", "zh-Hant"] as const;
export const base = "https://good.example/from/here";

function conditions(name: string, line: string, more: object = {}): Conditions {
  const req: Req = { method: "GET", headers: { ...more, [name]: line } };
  return readConditions(req);
}

const under =
  (name: string) =>
  (line: string): Verdict =>
    evaluate(conditions(name, line), state);

const grammar = {
  componentsOf,
  encodeReference,
  isFieldValue,
  isToken,
  isUriReference,
  mergeVary: (text: string) => fields.mergeVaryLines(text, "a"),
  parseDigits,
  parseHttpDate: (text: string) => parseHttpDate(text, noon),
  parseParameters: (text: string) => parseParameters(text, 0),
  parseQuality,
  readQuoted: (text: string) => readQuoted(text, 0),
  readWord: (text: string) => readWord(text, 0),
  splitList,
  trimOws,
  readAttributes: (text: string) => readAttributes(text, 0),
};

/** By name, what decides on the text of one field, and what reads paths and targets. */
export const decisions = {
  chooseEncoding: (line: string) => chooseEncoding(line, codings),
  chooseLanguage: (line: string) => chooseLanguage(line, languages),
  chooseType: (line: string) => chooseType(line, types),
  "evaluate If-Match": under("if-match"),
  "evaluate If-Modified-Since": under("if-modified-since"),
  "evaluate If-None-Match": under("if-none-match"),
  "evaluate If-Unmodified-Since": under("if-unmodified-since"),
  "rangesFor If-Range": (line: string): Selection =>
    rangesFor(conditions("if-range", line, { range: "bytes=0-1" }), state, length, noon.getTime()),
  "rangesFor Range": (line: string): Selection =>
    rangesFor(conditions("range", line), state, length, noon.getTime()),
  readPreferences: (line: string) => readPreferences({ headers: { prefer: line } }),
  localRedirect: (text: string) => localRedirect(text, base),
  "path of a file": (text: string): string | undefined => {
    const path = decodePath(fileTargetOf(text).path);
    return path === undefined ? undefined : guardPath(path, "deny");
  },
  "redirect to a directory": (text: string) => {
    const target = fileTargetOf(text);
    return redirectTo(normalised(target) ?? target).headers.location;
  },
  "target of a request": (text: string) => targetOf("GET", text),
  "name of a download": (text: string) => contentDisposition("attachment", text),
} satisfies Record<string, Reader>;

interface Codec {
  readonly parse: Reader;
  readonly format: (value: unknown) => string;
}

/** Each codec under the name that it is exported by. */
export const codecs: ReadonlyMap<string, Codec> = new Map(
  Object.entries(fields).filter(
    ([, value]) => typeof value === "object" && "parse" in value,
  ) as unknown as [string, Codec][],
);

/** Every function that reads text from the network, by name. */
export const readers: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ...Object.entries(grammar),
  ...[...codecs].map(([name, codec]) => [name, (text: string) => codec.parse(text)] as const),
  ...Object.entries(decisions),
  ...Object.entries(conformanceReaders),
]);
