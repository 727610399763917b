import type { Probe } from "../probe-entry.ts";

const close = "Connection: close";
const pair = "discovery/get";

/** Where messages and connections end (RFC 9112 sections 6 and 9), and Expect. */
export const framing: readonly Probe[] = [
  {
    id: "framing/close",
    line: "GET {path}",
    fields: [close],
    own: "watched",
    expects: ["probe/close"],
  },
  { id: "framing/head", line: "HEAD {path}", fields: [close], pair, own: "watched" },
  {
    id: "framing/not-modified",
    line: "GET {path}",
    fields: ["If-None-Match: {etag}", close],
    pair,
    own: "watched",
  },
  { id: "framing/options", line: "OPTIONS {path}", fields: [close], own: "watched" },
  { id: "framing/missing", line: "GET {missing}", fields: [close], own: "watched" },
  {
    id: "framing/http10",
    line: "GET {path} HTTP/1.0",
    own: "watched",
    expects: ["probe/http10-close"],
  },
  {
    id: "framing/http10-expect",
    line: "GET {path} HTTP/1.0",
    fields: ["Expect: 100-continue"],
    own: "plain",
    expects: ["probe/http10-expect"],
  },
  {
    id: "framing/pipeline",
    line: "GET {path}",
    behind: ["GET {missing}", "GET {path}"],
    own: "plain",
    expects: ["probe/pipeline"],
  },
  {
    id: "expectation/100-continue",
    line: "OPTIONS {path}",
    fields: ["Content-Type: text/plain", "Content-Length: 2", "Expect: 100-continue"],
    body: "{}",
    hold: true,
    own: "plain",
    expects: ["probe/100-continue"],
  },
  { id: "expectation/unknown", line: "GET {path}", fields: ["Expect: rightstatus"], own: "plain" },
];
