import { type Exchange, type ProbeRuleId, probeRules } from "@rightstatus/conformance";
import { describe, expect, it } from "vitest";
import type { Judged } from "../../../packages/conformance/src/probe/rules.ts";
import { exchange } from "../wire.ts";

/** What a rule sees: the response, and the responses to earlier probes. */
function judged(
  text: string,
  more: Partial<Judged> = {},
  earlier: Record<string, string> = {},
): Judged {
  const answer = text === "" ? undefined : exchange(text);
  const before: Record<string, Exchange> = Object.fromEntries(
    Object.entries(earlier).map(([probe, wire]) => [probe, exchange(wire)]),
  );
  const sent = answer?.request ?? { method: "GET", target: "/", headers: [] };
  return {
    sent,
    exchange: answer,
    came: text === "" ? "(nothing)" : `HTTP/1.1 ${answer?.response.status}`,
    broken: false,
    late: false,
    status: answer?.response.status,
    closed: undefined,
    facts: { ok: "", strong: '"1"' },
    before: (probe) => before[probe],
    ...more,
  };
}

const get = (status: number, fields = ""): string =>
  `> GET / HTTP/1.1\n< HTTP/1.1 ${status} X\n${fields}<\n< 0123456789`;
const ranged = "< Accept-Ranges: bytes\n";
const plain = { "discovery/get": get(200) };
const open = { closed: false };
const shut = { closed: true };

/** Each rule, with a response that breaks it and those that keep it. */
const rows: Readonly<Record<ProbeRuleId, readonly [breaks: Judged, ...keeps: Judged[]]>> = {
  "probe/answered": [judged(""), judged(get(500))],
  "probe/readable": [judged("", { came: "220 ready" }), judged(get(200))],
  "probe/whole": [judged(get(200), { broken: true }), judged(get(200))],
  "probe/date-forms": [
    judged(get(200), {}, { "conditions/if-modified-since": get(304) }),
    judged(get(200), {}, { "conditions/if-modified-since": get(200) }),
  ],
  "probe/date-malformed": [judged(get(412)), judged(get(200))],
  "probe/condition-true": [judged(get(412)), judged(get(200))],
  "probe/if-match-first": [judged(get(412)), judged(get(200))],
  "probe/range-taken": [
    judged(get(200, ranged), {}, { "discovery/get": get(200, ranged) }),
    judged(get(200), {}, plain),
  ],
  "probe/range-refused": [
    judged(get(200, ranged), {}, { "discovery/get": get(200, ranged) }),
    judged(get(416), {}, { "discovery/get": get(200, ranged) }),
  ],
  "probe/range-content": [
    judged(part("1"), {}, { "discovery/get": get(200, '< ETag: "1"\n') }),
    judged(part("0"), {}, { "discovery/get": get(200, '< ETag: "1"\n') }),
  ],
  "probe/close": [judged(get(200), open), judged(get(200), shut)],
  "probe/http10-close": [judged(get(200), open), judged(get(200), shut)],
  "probe/http10-expect": [judged(get(417)), judged(get(200))],
  "probe/pipeline": [
    judged(get(200), { behind: [200, 404] }, { ...plain, "discovery/missing": get(404) }),
    judged(get(200), { behind: [404, 200] }, { ...plain, "discovery/missing": get(404) }),
  ],
  "probe/100-continue": [judged(get(200), { invited: false }), judged(get(200), { invited: true })],
  "probe/host-missing": [judged(get(200)), judged(get(400))],
  "probe/host-twice": [judged(get(200)), judged(get(400))],
  "probe/host-invalid": [judged(""), judged(get(400))],
  "probe/space-before-colon": [judged(get(431)), judged(get(400))],
  "probe/obs-fold": [
    judged(get(200), {}, { "conditions/if-none-match": get(304) }),
    judged(get(304), {}, { "conditions/if-none-match": get(304) }),
  ],
  "probe/space-first": [judged(get(304)), judged(get(400))],
  "probe/empty-line-first": [judged(get(400), {}, plain), judged(get(200), {}, plain)],
  "probe/request-line": [judged(get(200)), judged(get(301))],
  "probe/absolute-form": [judged(get(404)), judged(get(404), { facts: {} })],
  "probe/minor-version": [judged("", {}, plain), judged(get(200), {}, plain)],
  // A resource that takes no such query refuses a short one, too.
  "probe/target-too-long": [
    judged(get(431), {}, { "discovery/query": get(400) }),
    judged(get(414)),
    judged(get(400), {}, { "discovery/query": get(400) }),
  ],
  "probe/request-line-8000": [
    judged(get(414), {}, { "discovery/query": get(200) }),
    judged(get(404)),
    judged(get(400), {}, { "discovery/query": get(400) }),
  ],
  "probe/content-length": [judged(get(400), open), judged(get(400), shut)],
  "probe/length-and-chunked": [judged(get(200), open), judged(get(200), shut)],
  "probe/chunked-not-last": [judged(get(200), shut), judged(get(501), shut)],
  "probe/transfer-coding": [judged(get(200)), judged(get(501))],
  "probe/if-none-match-star": [judged(get(204)), judged(get(412))],
  "probe/if-match-failed": [judged(get(200)), judged(get(405))],
};

/** The first octet, and which one it is said to be. */
function part(octet: string): string {
  return `> GET / HTTP/1.1\n< HTTP/1.1 206 X\n< ETag: "1"\n< Content-Range: bytes 0-0/10\n<\n< ${octet}`;
}

describe("the prober's own rules", () => {
  it.each(Object.entries(rows))("%s", (id, [breaks, ...keeps]) => {
    const rule = probeRules[id as ProbeRuleId];
    expect(rule.judge(breaks)).toEqual(expect.any(String));
    expect(keeps.map((one) => rule.judge(one))).toEqual(keeps.map(() => undefined));
    expect(rule.section).toMatch(/^RFC \d{4} section [\d.]+(, RFC \d{4} section [\d.]+)*$/);
  });
});
