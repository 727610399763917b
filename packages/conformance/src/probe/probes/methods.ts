import type { Probe } from "../probe-entry.ts";

const pair = "discovery/get";

/** Methods, except those that may change something (RFC 9110 section 9). */
export const methods: readonly Probe[] = [
  { id: "methods/head", line: "HEAD {path}", pair },
  { id: "methods/head-missing", line: "HEAD {missing}", pair: "discovery/missing" },
  { id: "methods/options-server", line: "OPTIONS *" },
  { id: "methods/unknown", line: "RIGHTSTATUS {path}", own: "plain" },
  { id: "methods/lower-case", line: "get {path}", own: "plain" },
  { id: "methods/propfind", line: "PROPFIND {path}", fields: ["Depth: 0"], own: "plain" },
  { id: "methods/trace", line: "TRACE {path}", fields: ["Cookie: rightstatus=1"], own: "plain" },
];
