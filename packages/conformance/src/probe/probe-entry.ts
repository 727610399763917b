import type { ProbeRuleId } from "./rules.ts";

/** What is known of a path before it is probed, each in the form in which requests need it. */
export const factNames = [
  "host",
  "origin",
  "path",
  /** A path next to it where there is nothing. */
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
  /** The ETag of the response to a request that accepts gzip, if that is encoded. */
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

/**
 * A request in wire notation, and how its response is judged. `{etag}` is a fact: if it is not known, the probe
 * is left out.
 */
export interface Probe {
  /** Group and name. */
  readonly id: string;
  /** "GET {path}", with the version if it is not 1.1. */
  readonly line: string;
  readonly fields?: readonly string[];
  readonly body?: string;
  /** Is sent as it is. Then the other members say how a server may read it. */
  readonly wire?: string;
  readonly own?: "plain" | "watched";
  readonly hold?: true;
  /** Request lines that are sent together with it. */
  readonly behind?: readonly string[];
  /** Facts without which it has no meaning, besides those that it sends. */
  readonly needs?: readonly Fact[];
  /** The probe whose exchange is the `pair` of this one. */
  readonly pair?: string;
  /** What is expected beyond the rules of the linter. */
  readonly expects?: readonly ProbeRuleId[];
  /** May it change something? */
  readonly unsafe?: true;
}
