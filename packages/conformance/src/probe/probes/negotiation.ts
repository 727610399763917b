import type { Probe } from "../probe-entry.ts";

const pair = "discovery/get";

/** Content negotiation (RFC 9110 section 12), in pairs to check Vary. */
export const negotiation: readonly Probe[] = [
  by("accept-html", "Accept: text/html"),
  { ...by("accept-json", "Accept: application/json"), pair: "negotiation/accept-html" },
  { ...by("accept-text", "Accept: text/plain"), pair: "negotiation/accept-html" },
  by("accept-none", "Accept: application/vnd.rightstatus.none"),
  by("accept-empty", "Accept:"),
  by("accept-malformed", "Accept: ;q=x, */"),
  by("coding-identity", "Accept-Encoding: identity"),
  by("coding-refused", "Accept-Encoding: gzip;q=0, br;q=0, deflate;q=0, zstd;q=0"),
  by("coding-empty", "Accept-Encoding:"),
  by("coding-unknown", "Accept-Encoding: rightstatus"),
  by("coding-none", "Accept-Encoding: identity;q=0, rightstatus"),
  by("coding-br", "Accept-Encoding: br"),
  by("coding-weights", "Accept-Encoding: gzip;q=0.5, identity"),
  by("language-en", "Accept-Language: en"),
  { ...by("language-de", "Accept-Language: de"), pair: "negotiation/language-en" },
  { ...by("language-zh", "Accept-Language: zh-Hant"), pair: "negotiation/language-en" },
  by("language-none", "Accept-Language: tlh"),
  {
    id: "negotiation/head-gzip",
    line: "HEAD {path}",
    fields: ["Accept-Encoding: gzip"],
    pair: "discovery/gzip",
  },
  {
    id: "negotiation/missing-html",
    line: "GET {missing}",
    fields: ["Accept: text/html"],
    pair: "discovery/missing",
  },
  {
    id: "negotiation/missing-json",
    line: "GET {missing}",
    fields: ["Accept: application/json"],
    pair: "negotiation/missing-html",
  },
];

function by(name: string, field: string): Probe {
  return { id: `negotiation/${name}`, line: "GET {path}", fields: [field], pair };
}
