import type { Probe } from "../probe-entry.ts";

/** Probes that come first, because they find out the facts that the others need. */
export const discovery: readonly Probe[] = [
  { id: "discovery/get", line: "GET {path}" },
  { id: "discovery/get-again", line: "GET {path}", pair: "discovery/get" },
  {
    id: "discovery/gzip",
    line: "GET {path}",
    fields: ["Accept-Encoding: gzip"],
    pair: "discovery/get",
  },
  { id: "discovery/options", line: "OPTIONS {path}" },
  { id: "discovery/missing", line: "GET {missing}" },
  { id: "discovery/query", line: "GET {path}?x" },
];
