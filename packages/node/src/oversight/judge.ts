import type { IncomingMessage, ServerResponse } from "node:http";
import type { Exchange, FieldLines, Finding } from "@rightstatus/conformance";
import { negotiatedBy } from "@rightstatus/core/writer";
import { addedLength } from "./framing.ts";
import { type HeadFields, headFields } from "./head-fields.ts";
import { linter } from "./linter.ts";
import { noted } from "./noted-reads.ts";
import type { Oversight } from "./oversight.ts";
import { routeName } from "./route-name.ts";
import { tellOnce } from "./told-once.ts";

/** The `code` of the error for a response that breaks a MUST. */
export const NONCONFORMANT = "ERR_NONCONFORMANT";

/** The one recommendation that only the server can judge. */
const OBSERVED = "vary/negotiated";

/**
 * Judges a head as it is sent. Each MUST that it breaks is reported once per route, or thrown. That Vary
 * leaves out a field that was read is a SHOULD, and is only reported.
 *
 * @param said - The fields in the arguments of `writeHead`.
 * @param octets - How much content has come behind it, though it may have none.
 * @throws TypeError with the findings, in mode "throw".
 */
export function judge(
  res: ServerResponse,
  status: number,
  said: HeadFields,
  oversight: Oversight,
  octets?: number,
): void {
  const findings = linter()?.(exchangeOf(res, status, said, octets)) ?? [];
  const broken = findings.filter(({ level }) => level === "MUST");
  if (oversight.mode === "throw" && broken.length > 0) throw nonconformant(status, broken);
  const told = findings.filter(({ level, rule }) => level === "MUST" || rule === OBSERVED);
  const route = told.length > 0 ? routeName(res.req, oversight) : "";
  for (const finding of told) {
    tellOnce(oversight.told, route, finding.rule, sentence(finding));
  }
}

function exchangeOf(
  res: ServerResponse,
  status: number,
  said: HeadFields,
  octets: number | undefined,
): Exchange {
  const { req } = res;
  const fields = headFields(res, said);
  const lines: FieldLines = [...fields].flatMap(([name, value]) =>
    [value].flat().map((line): [string, string] => [name, line]),
  );
  const date: FieldLines =
    fields.has("date") || !res.sendDate ? [] : [["date", new Date().toUTCString()]];
  const length = addedLength(res, status, (name) => fields.has(name));
  const framing: FieldLines = length === undefined ? [] : [["content-length", String(length)]];
  const negotiated = [...(negotiatedBy(req) ?? []), ...noted(req)];
  return {
    request: {
      method: req.method ?? "",
      target: originalTarget(req),
      headers: fieldsIn(rawOf(req)),
      httpVersion: req.httpVersion,
    },
    response: {
      status,
      headers: [...lines, ...date, ...framing],
      httpVersion: req.httpVersion,
      ...(octets === undefined ? {} : { body: new Uint8Array(octets) }),
    },
    circumstances: {
      ...secureOf(req),
      negotiatedBy: [...new Set(negotiated.map((name) => name.toLowerCase()))],
    },
  };
}

/** A connection without TLS proves nothing: the client may use TLS to a proxy. */
function secureOf({ socket }: IncomingMessage): { secure?: true } {
  // A `pipeline` of node:stream that breaks takes the socket away from its request.
  return Reflect.get(Object(socket), "encrypted") === true ? { secure: true } : {};
}

/** The target before routers shortened it. */
function originalTarget(req: IncomingMessage): string {
  const original: unknown = Reflect.get(req, "originalUrl");
  return typeof original === "string" ? original : (req.url ?? "");
}

/** A request that no parser made has no raw lines. */
function rawOf({ headers, rawHeaders = [] }: IncomingMessage): readonly string[] {
  if (rawHeaders.length > 0) return rawHeaders;
  return Object.entries(headers).flatMap(([name, value]) => [name, String(value)]);
}

/** Pseudo-header fields of HTTP/2 are no fields; `:authority` is what Host is (RFC 9113 section 8.3). */
function fieldsIn(raw: readonly string[]): FieldLines {
  const lines: [string, string][] = [];
  for (let i = 0; i + 1 < raw.length; i += 2) {
    const [name = "", value = ""] = [raw[i], raw[i + 1]];
    if (name === ":authority") lines.push(["host", value]);
    else if (!name.startsWith(":")) lines.push([name, value]);
  }
  return lines;
}

function nonconformant(status: number, findings: readonly Finding[]): TypeError {
  const message = `reply ${status}: ${findings.map(sentence).join("; ")}`;
  return Object.assign(new TypeError(message), { code: NONCONFORMANT, findings });
}

function sentence({ fix, message, section }: Finding): string {
  return `${message} (${section}). ${fix}`;
}
