import type { AnyReply } from "../../../packages/core/src/reply/reply.ts";
import { type Lines, reads } from "../naive/conditions.ts";
import { type BodyPart, partsIn } from "../naive/multipart.ts";
import type { Watched } from "./resources.ts";

/** A request, what was to be sent, and what is sent. */
export interface Seen {
  readonly method: string;
  readonly lines: Lines;
  readonly of: Watched;
  readonly status: number;
  /** One line each: none of these fields has several. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** One character a byte; undefined where no content is. */
  readonly content: string | undefined;
  /** Of multipart/byteranges. */
  readonly parts: readonly BodyPart[] | undefined;
}

export async function seenOf(
  method: string,
  lines: Lines,
  of: Watched,
  reply: AnyReply,
): Promise<Seen> {
  const headers = { ...reply.headers } as Record<string, string>;
  const content = reply.status < 400 ? await contentOf(reply.body) : undefined;
  const type = headers["content-type"] ?? "";
  const isMultipart = type.startsWith("multipart/") && content !== undefined;
  const parts = isMultipart ? partsIn(content, type) : undefined;
  return { method, lines, of, status: reply.status, headers, content, parts };
}

/** The status, and what stands beside it: "206 0-1 8-9", "416 *\/10". */
export function answerIn({ status, headers, parts }: Seen): string {
  if (status !== 206 && status !== 416) return String(status);
  const ranges = parts?.map(({ fields }) => fields["content-range"]) ?? [headers["content-range"]];
  const told = ranges.map((range = "") => range.replace(/^bytes /, ""));
  if (status === 416) return `416 ${told.join(" ")}`;
  return `206 ${told.map((range) => range.replace(/\/\d+$/, "")).join(" ")}`;
}

export function latin1(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}

export function isRead(method: string): boolean {
  return reads.includes(method);
}

async function contentOf(body: unknown): Promise<string | undefined> {
  if (body === undefined) return undefined;
  if (typeof body === "string") return latin1(new TextEncoder().encode(body));
  if (body instanceof Uint8Array) return latin1(body);
  let all = "";
  for await (const chunk of body as AsyncIterable<Uint8Array>) all += latin1(chunk);
  return all;
}
