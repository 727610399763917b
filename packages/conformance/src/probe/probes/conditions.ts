import type { Probe } from "../probe-entry.ts";
import type { ProbeRuleId } from "../rules.ts";

const pair = "discovery/get";
const never = '"rightstatus-no-such-tag"';

/** Preconditions of reads (RFC 9110 section 13). */
export const conditions: readonly Probe[] = [
  get("if-none-match", ["If-None-Match: {etag}"]),
  get("if-none-match-weak", ["If-None-Match: W/{opaque}"]),
  get("if-none-match-strong", ["If-None-Match: {opaque}"]),
  get("if-none-match-list", [`If-None-Match: ${never}, {etag}`]),
  get("if-none-match-empty-members", ["If-None-Match: , ,\t{etag} ,"]),
  get("if-none-match-comma", ['If-None-Match: "a,b", {etag}']),
  get("if-none-match-lines", [`If-None-Match: ${never}`, "If-None-Match: {etag}"]),
  get("if-none-match-star", ["If-None-Match: *"]),
  get("if-none-match-other", [`If-None-Match: ${never}`]),
  get("if-none-match-no-cache", ["If-None-Match: {etag}", "Cache-Control: no-cache"]),
  get("if-none-match-before-date", ["If-None-Match: {etag}", "If-Modified-Since: {before}"]),
  get("if-none-match-other-with-date", [`If-None-Match: ${never}`, "If-Modified-Since: {date}"]),
  {
    id: "conditions/if-none-match-gzip",
    line: "GET {path}",
    fields: ["Accept-Encoding: gzip", "If-None-Match: {coded}"],
    pair: "discovery/gzip",
  },
  head("if-none-match", ["If-None-Match: {etag}"]),

  get("if-modified-since", ["If-Modified-Since: {date}"]),
  get("if-modified-since-later", ["If-Modified-Since: {after}"]),
  get("if-modified-since-earlier", ["If-Modified-Since: {before}"]),
  get("if-modified-since-rfc850", ["If-Modified-Since: {rfc850}"], "probe/date-forms"),
  get("if-modified-since-asctime", ["If-Modified-Since: {asctime}"], "probe/date-forms"),
  get("if-modified-since-malformed", ["If-Modified-Since: 2030-01-01T00:00:00Z"]),
  get("if-modified-since-list", ["If-Modified-Since: {date}, {date}"]),
  head("if-modified-since", ["If-Modified-Since: {date}"]),

  get("if-match", ["If-Match: {strong}"], "probe/condition-true"),
  get("if-match-list", [`If-Match: ${never}, {strong}`], "probe/condition-true"),
  get("if-match-star", ["If-Match: *"], "probe/condition-true"),
  get("if-match-other", [`If-Match: ${never}`]),
  get("if-match-weak", ["If-Match: W/{opaque}"]),
  get("if-unmodified-since", ["If-Unmodified-Since: {date}"], "probe/condition-true"),
  get("if-unmodified-since-later", ["If-Unmodified-Since: {after}"], "probe/condition-true"),
  get("if-unmodified-since-earlier", ["If-Unmodified-Since: {before}"]),
  get("if-unmodified-since-malformed", ["If-Unmodified-Since: 1970"], "probe/date-malformed"),
  get(
    "if-match-before-date",
    ["If-Match: {strong}", "If-Unmodified-Since: {before}"],
    "probe/if-match-first",
  ),
  get("if-match-before-if-none-match", [`If-Match: ${never}`, "If-None-Match: {etag}"]),
  {
    id: "conditions/if-match-missing",
    line: "GET {missing}",
    fields: [`If-Match: ${never}`],
    pair: "discovery/missing",
  },
  {
    id: "conditions/if-match-options",
    line: "OPTIONS {path}",
    fields: [`If-Match: ${never}`],
    pair: "discovery/options",
  },
];

function get(name: string, fields: readonly string[], ...expects: readonly ProbeRuleId[]): Probe {
  return { id: `conditions/${name}`, line: "GET {path}", fields, needs: ["ok"], pair, expects };
}

function head(name: string, fields: readonly string[]): Probe {
  return { id: `conditions/head-${name}`, line: "HEAD {path}", fields, needs: ["ok"], pair };
}
