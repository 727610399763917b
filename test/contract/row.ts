import type { AnyReply } from "@rightstatus/core";
import { methodOf, request } from "../support/connection.ts";
import type { Helpers } from "../support/servers.ts";

/** What a helper puts on the wire, whole and in wire notation. */
export interface Row {
  /** RFC, section, and what it asks for. */
  readonly rule: string;
  /** Request line and fields; `GET /` where left out. */
  readonly request?: readonly [line: string, ...fields: string[]];
  /** `r` is the helpers, as functions of the package or as methods of `res.reply` and `ctx.reply`. */
  readonly make: (r: Helpers) => AnyReply;
  /** All that is sent but Date, and that the connection stays. */
  readonly wire: string;
}

/** The row of an error that goes out as a problem: its own fields, and its own members. */
export type Refusal = readonly [
  rule: string,
  make: Row["make"],
  status: string,
  ...own: (string | Readonly<Record<string, unknown>>)[],
];

/** A problem in the representation that every client gets that asks for no other (RFC 9457). */
export function problemRow([rule, make, status, ...own]: Refusal): Row {
  const [code, title] = [Number(status.slice(0, 3)), status.slice(4)];
  const fields = own.filter((line) => typeof line === "string");
  const members = own.filter((more) => typeof more === "object");
  const body = JSON.stringify(
    Object.assign({ type: "about:blank", title, status: code }, ...members),
  );
  const common = [
    "cache-control: no-store",
    `content-length: ${Buffer.byteLength(body)}`,
    "content-security-policy: default-src 'none'",
    "content-type: application/problem+json",
    "vary: accept",
    "x-content-type-options: nosniff",
  ];
  return { rule, make, wire: [`HTTP/1.1 ${status}`, ...fields, ...common, "", body].join("\n") };
}

/** The bytes of a row's request, to another path. */
export function requestOf({ request: [line, ...fields] = ["GET /"] }: Row, path: string): string {
  return request(line.replace("/", path), fields);
}

/** The transcript that a row expects: fields sorted, no indentation. */
export function transcriptOf({ wire }: Row): string {
  const [statusLine = "", ...lines] = wire
    .trim()
    .split("\n")
    .map((line) => line.trim());
  const end = lines.indexOf("");
  const fields = end < 0 ? lines : lines.slice(0, end);
  const body = end < 0 ? "" : lines.slice(end + 1).join("\n");
  return [statusLine, ...fields.toSorted(), "", body].join("\n");
}

export function statusOf(row: Row): number {
  return Number(row.wire.trim().slice("HTTP/1.1 ".length, "HTTP/1.1 200".length));
}

export function isRead({ request: [line] = ["GET /"] }: Row): boolean {
  return methodOf(line) === "GET";
}
