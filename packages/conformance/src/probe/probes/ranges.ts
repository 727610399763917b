import type { Probe } from "../probe-entry.ts";
import type { ProbeRuleId } from "../rules.ts";

const pair = "discovery/get";
const part: readonly ProbeRuleId[] = ["probe/range-taken", "probe/range-content"];
const none: readonly ProbeRuleId[] = ["probe/range-refused"];

/** Ranges (RFC 9110 section 14). */
export const ranges: readonly Probe[] = [
  get("first", ["Range: bytes=0-0"], part),
  get("last", ["Range: bytes={last}-{last}"], part),
  get("from", ["Range: bytes={last}-"], part),
  get("suffix", ["Range: bytes=-1"], part),
  get("suffix-too-long", ["Range: bytes=-1000000000"], part),
  get("past-the-end", ["Range: bytes=0-1000000000"], part),
  get("big-number", ["Range: bytes=0-99999999999999999999"], part),
  get("all", ["Range: bytes=0-"], part),
  get("unit-case", ["Range: BYTES=0-0"], part),
  get("several", ["Range: bytes=0-0,-1"], ["probe/range-taken"]),
  get("empty-members", ["Range: bytes=0-0,,-1"], ["probe/range-taken"]),
  get("several-one-left", ["Range: bytes=0-0,{length}-"], part),
  get("overlapping", ["Range: bytes=0-,0-,0-,0-"]),
  get("behind-the-end", ["Range: bytes={length}-"], none),
  get("no-octet", ["Range: bytes=-0"], none),
  get("backwards", ["Range: bytes=5-2"]),
  get("malformed", ["Range: bytes=a-b"]),
  get("unknown-unit", ["Range: lines=0-0"]),
  get("two-lines", ["Range: bytes=0-0", "Range: bytes=1-1"]),
  get("if-range-tag", ["Range: bytes=0-0", "If-Range: {strong}"], part),
  get("if-range-weak", ["Range: bytes=0-0", "If-Range: W/{opaque}"]),
  get("if-range-other", ["Range: bytes=0-0", 'If-Range: "rightstatus-no-such-tag"']),
  get("if-range-date", ["Range: bytes=0-0", "If-Range: {date}"]),
  get("if-range-earlier", ["Range: bytes=0-0", "If-Range: {before}"]),
  get("if-range-later", ["Range: bytes=0-0", "If-Range: {after}"]),
  get("if-range-malformed", ["Range: bytes=0-0", "If-Range: 2038"]),
  get("if-range-alone", ['If-Range: "rightstatus-no-such-tag"']),
  get("if-none-match-first", ["Range: bytes=0-0", "If-None-Match: {etag}"]),
  get("if-match-first", ["Range: bytes=0-0", 'If-Match: "rightstatus-no-such-tag"']),
  { ...get("head", ["Range: bytes=0-0"]), line: "HEAD {path}" },
  { ...get("options", ["Range: bytes=0-0"]), line: "OPTIONS {path}", pair: "discovery/options" },
  {
    id: "ranges/missing",
    line: "GET {missing}",
    fields: ["Range: bytes=0-0"],
    pair: "discovery/missing",
  },
];

function get(name: string, fields: readonly string[], expects: Probe["expects"] = []): Probe {
  return { id: `ranges/${name}`, line: "GET {path}", fields, needs: ["content"], pair, expects };
}
