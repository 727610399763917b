import type { ServerResponse } from "node:http";
import { connection, singletons } from "@rightstatus/core/fields";
import { isHttp2 } from "../state.ts";

/** A field that frames a response wrongly, or that has several lines but may have one. */
export interface Misframing {
  readonly name: string;
  /** What it has to be; `undefined` if it must not be there. */
  readonly value: string | undefined;
  /** The section that says so. */
  readonly section: string;
}

/** Returns a field of the head, by its name in lower case. */
export type LineOf = (name: string) => number | string | readonly string[] | undefined;

/**
 * What is wrong with the framing of a response, where the table of statuses cannot tell, because it depends
 * on the client, on two fields, or on the content.
 */
export function misframings(
  res: ServerResponse,
  status: number,
  line: LineOf,
): readonly Misframing[] {
  const { req } = res;
  const wrong: Misframing[] = [];
  const amiss = (name: string, section: string, value?: string) => {
    if (line(name) !== undefined) wrong.push({ name, section, value });
  };
  if (status === 304) {
    // It may only state the length of the 200, which nobody has counted.
    amiss("content-length", "RFC 9110 section 8.6");
    amiss("content-type", "RFC 9110 section 15.4.5");
  }
  if (isHttp2(req)) {
    // node:http2 sends none of the content, and clients take a message with another length for malformed.
    if (status === 205 && String(line("content-length") ?? 0) !== "0")
      amiss("content-length", "RFC 9113 section 8.1.1", "0");
    return wrong;
  }
  const last = status === 101 ? undefined : lastOptions(res, line("connection"));
  if (last !== undefined) amiss("connection", "RFC 9112 section 9.6", last);
  const isOld = req.httpVersionMinor === 0;
  const coded = line("transfer-encoding") !== undefined;
  if (isOld) amiss("transfer-encoding", "RFC 9112 section 6.1");
  if (isOld) amiss("trailer", "RFC 9110 section 6.5.1");
  if (status === 205) {
    const section = "RFC 9110 section 15.3.6";
    if (!isOld) amiss("transfer-encoding", section);
    const length = line("content-length") ?? octetsAtEnd(res);
    if (String(length) !== "0") wrong.push({ name: "content-length", section, value: "0" });
  } else if (coded && !isOld && status !== 304) {
    amiss("content-length", "RFC 9112 section 6.2");
  } else if (hasContent(res, status)) {
    const octets = octetsAtEnd(res)?.toString();
    if (octets !== undefined && String(line("content-length")) !== octets)
      amiss("content-length", "RFC 9110 section 8.6", octets);
  }
  return wrong;
}

/**
 * What a Connection field has to say on the last response of a connection (RFC 9112 section 9.6). If one is set that
 * does not say `close`, node:http neither adds that nor closes.
 *
 * @returns undefined if the field is right as it is, or is not there.
 */
export function lastOptions(
  { shouldKeepAlive }: ServerResponse,
  said: ReturnType<LineOf>,
): string | undefined {
  if (shouldKeepAlive || said === undefined) return undefined;
  const options = connection.parse([said].flat().join(", ")) ?? [];
  if (options.includes("close")) return undefined;
  return [...options.filter((option) => option !== "keep-alive"), "close"].join(", ");
}

/** Fields of one value that have several lines: recipients take one of them, and not all take the same. */
export function repeated(line: LineOf): readonly Misframing[] {
  const wrong: Misframing[] = [];
  for (const name of singletons) {
    const lines = line(name);
    if (!Array.isArray(lines) || lines.length < 2) continue;
    wrong.push({ name, section: "RFC 9110 section 5.3", value: String(lines[0]) });
  }
  return wrong;
}

/** May such a response have content? */
export function hasContent({ req }: ServerResponse, status: number): boolean {
  return req.method !== "HEAD" && status >= 200 && status !== 204 && status !== 304;
}

/**
 * The length of the content, if `end` writes head and content at once; `undefined` if more may follow. After
 * the head, it is what the head says.
 */
export function octetsAtEnd(res: ServerResponse): number | undefined {
  const octets: unknown = Reflect.get(res, "_contentLength");
  return typeof octets === "number" ? octets : undefined;
}

/**
 * The Content-Length that node:http adds by itself to a head without a framing field.
 *
 * @param has - Is a field in the head? By its name in lower case.
 */
export function addedLength(
  res: ServerResponse,
  status: number,
  has: (name: string) => boolean,
): number | undefined {
  if (isHttp2(res.req) || res.req.httpVersionMinor === 0 || !hasContent(res, status))
    return undefined;
  return ["content-length", "transfer-encoding", "trailer"].some(has)
    ? undefined
    : octetsAtEnd(res);
}

/**
 * RFC 9110 section 15.3.6: what the application writes into a 205 is dropped, as node:http does with a 204,
 * and node:http2 with both. If nothing is written, node:http frames that by itself.
 */
export function emptied(res: ServerResponse): void {
  if (!isHttp2(res.req) && octetsAtEnd(res) !== 0) Reflect.set(res, "_hasBody", false);
}
