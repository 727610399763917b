import type { ProbeRuleId } from "./rules.ts";

/** What is known of a path before it is probed, each as it stands in a request. */
export const factNames = [
  "host",
  "origin",
  "path",
  /** A path beside it where nothing is. */
  "missing",
  /** The GET is a 200. */
  "ok",
  /** The 200 has content. */
  "content",
  /** The index of its last octet, and its length. */
  "last",
  "length",
  "etag",
  /** The ETag if it is strong. */
  "strong",
  /** The ETag without its W/. */
  "opaque",
  /** Last-Modified; the same in the two obsolete forms; a day before and after it. */
  "date",
  "rfc850",
  "asctime",
  "before",
  "after",
  /** The ETag of what is sent to those who take gzip, if that is coded. */
  "coded",
  /** 32 KiB, and as many letters as make a request line of 8,000 octets. */
  "long",
  "letters",
  /** The content of the GET, its type and its length, to be sent back. */
  "text",
  "type",
] as const;
export type Fact = (typeof factNames)[number];
export type Facts = Partial<Readonly<Record<Fact, string>>>;

/** One request in wire notation, and how its answer is judged. `{etag}` is a fact: without it the probe is left out. */
export interface Probe {
  /** Group and name. */
  readonly id: string;
  /** "GET {path}", with the version if it is not 1.1. */
  readonly line: string;
  readonly fields?: readonly string[];
  readonly body?: string;
  /** Sent as it stands, instead of what the rest says; this is what a server may make of it. */
  readonly wire?: string;
  readonly own?: "plain" | "watched";
  readonly hold?: true;
  /** Request lines that are sent in the same piece. */
  readonly behind?: readonly string[];
  /** Facts without which it has no meaning, beside those that it sends. */
  readonly needs?: readonly Fact[];
  /** The probe whose answer lies beside this one when it is linted. */
  readonly pair?: string;
  /** What is expected beyond the rules of the catalogue. */
  readonly expects?: readonly ProbeRuleId[];
  /** May it change something? */
  readonly unsafe?: true;
}
