import { type IncomingMessage, ServerResponse } from "node:http";
import { negotiatedBy, refusedStatus } from "@rightstatus/core/writer";
import { breakOff, isHttp2 } from "../state.ts";
import { emptied, holdToLength, octetsAtEnd } from "./framing.ts";
import { saidFields } from "./head-fields.ts";
import { judge } from "./judge.ts";
import { mend } from "./mend.ts";
import type { Conformance } from "./mode.ts";
import { routeName } from "./route-name.ts";
import { type Told, tellOnce, toldHere } from "./told-once.ts";

/** What an adapter knows of the requests of its framework. */
export interface Routing {
  /**
   * The methods that the routes on the path of the request handle; undefined if they are not known for sure.
   */
  readonly methodsOf?: (req: IncomingMessage) => readonly string[] | undefined;
  /** The pattern of the route that took the request: "/notes/:id". */
  readonly routeOf?: (req: IncomingMessage) => string | undefined;
}

/** How the responses of a server are checked. */
export interface Oversight extends Routing {
  /** "framing": only what would break the connection is checked. */
  readonly mode: Exclude<Conformance, "off"> | "framing";
  /** What the warnings were about so far. */
  readonly told: Told;
}

const overseen: unique symbol = Symbol("overseen");
const under: unique symbol = Symbol("under");
const isOwn: unique symbol = Symbol("isOwn");

/** These are kept on the response itself, because a WeakMap costs more. */
type Overseen = ServerResponse & {
  [overseen]?: Oversight | "done";
  /** A `writeHead` that somebody had set before. */
  [under]?: ServerResponse["writeHead"];
  [isOwn]?: true;
};

/**
 * From now on the head of this response is checked when it is sent, whoever writes it: corrected, or judged
 * by the linter, which has to be loaded by then. Where it is checked already, as in an app that is mounted on
 * another one, the last oversight counts.
 */
export function oversee(res: Overseen, oversight: Oversight): void {
  const before = res[overseen];
  res[overseen] = oversight;
  if (before !== undefined) return; // The hook is there, maybe under that of somebody else.
  if (Object.hasOwn(res, "writeHead") && res.writeHead !== framedHead) res[under] = res.writeHead;
  res.writeHead = overseenHead;
}

/** From now on this response is not checked. */
export function overlook(res: Overseen): void {
  if (res[overseen] !== undefined) res[overseen] = "done";
  else if (res.writeHead === framedHead) res.writeHead = Object.getPrototypeOf(res).writeHead;
}

/**
 * From now on this response cannot break its connection, whoever writes it: for a server that does not know
 * what its application answers with. `oversee` takes the place of this.
 */
export function holdFraming(res: ServerResponse): void {
  res.writeHead = framedHead;
}

/** Is the head of this response checked? */
export function isOverseen(res: Overseen): boolean {
  return res[overseen] !== undefined;
}

/** Is there no hook on `writeHead`, except this one? */
export function hasPlainHead({ writeHead, [under]: hook }: Overseen): boolean {
  if (writeHead === overseenHead) return hook === undefined;
  return writeHead === framedHead || writeHead === ServerResponse.prototype.writeHead;
}

/**
 * Judges the head that a framework is about to write from the fields of the response, while an error can
 * still become the response.
 *
 * @throws TypeError with the findings, in mode "throw".
 */
export function examine(res: Overseen, status: number): void {
  const oversight = res[overseen];
  if (oversight === undefined || oversight === "done" || res.headersSent) return;
  if (oversight.mode !== "throw") return;
  res[overseen] = "done";
  judge(res, status, new Map(), oversight);
}

function overseenHead(this: Overseen, status: number, ...said: unknown[]): ServerResponse {
  const oversight = this[overseen];
  this[overseen] = "done"; // What follows a finding, such as the 500 in its place, is not checked.
  const given: readonly unknown[] = [status, ...said];
  if (oversight === undefined || oversight === "done" || this.headersSent)
    return write(this, given, this[under]);
  if (!isFinal(status)) throw new TypeError(`status: ${refusedStatus(status)}`);
  if (oversight.mode !== "fix") judge(this, status, saidFields(said), oversight);
  else if (mend(this, status, said, oversight)) {
    return hold(this, mended(given), oversight, this[under]);
  }
  return hold(this, given, oversight, this[under]);
}

const connection: Oversight = { mode: "framing", told: toldHere };

function framedHead(this: Overseen, status: number, ...said: unknown[]): ServerResponse {
  const given: readonly unknown[] = [status, ...said];
  if (this.headersSent || this[isOwn] === true) return write(this, given, undefined);
  if (!isFinal(status)) return writeFailed(this, status);
  const isMended = mend(this, status, said, connection);
  return hold(this, isMended ? mended(given) : given, connection, undefined);
}

/** The arguments of `writeHead` once a head is corrected: by then all its fields are set on the response. */
function mended([status, phrase]: readonly unknown[]): readonly unknown[] {
  return typeof phrase === "string" ? [status, phrase] : [status];
}

/**
 * After an interim status, the next response would be read as the final one; a status from 600 on means
 * nothing. node:http itself throws for 99 and 1000 only. A 101 is for handlers that take the connection over.
 */
function isFinal(status: number): boolean {
  return status === 101 || (status >= 200 && status <= 599);
}

/**
 * Nothing would turn an error into a response here, and the handler that wrote the head goes on with the
 * content.
 */
function writeFailed(res: Overseen, status: number): ServerResponse {
  const message = `sent a 500 instead: ${refusedStatus(status)}`;
  tellOnce(connection.told, routeName(res.req, connection), "fix/status", message);
  for (const name of res.getHeaderNames()) res.removeHeader(name);
  emptied(res);
  return write(res, [500, { "content-length": "0" }], undefined);
}

/** Writes a head, and breaks the response off if its content is not as long as the head says. */
function hold(
  res: Overseen,
  given: readonly unknown[],
  oversight: Oversight,
  hook: ServerResponse["writeHead"] | undefined,
): ServerResponse {
  const whole = octetsAtEnd(res);
  write(res, given, hook);
  if (res[isOwn] === true || isHttp2(res.req)) return res;
  if (octetsAtEnd(res) !== whole) {
    holdToLength(res, () => {
      const message =
        "broke off a response that was not as long as its content-length (RFC 9112 section 6.3)";
      tellOnce(oversight.told, routeName(res.req, oversight), "fix/length", message);
      breakOff(res);
    });
  }
  return res;
}

/** For this response the writer itself ensures that the content is as long as the head says. */
export function vouchFor(res: Overseen): void {
  res[isOwn] = true;
}

/**
 * Writes the head of a reply to a response with neither fields nor hooks. A reply has what its status
 * requires, so there is nothing to correct but a Vary that leaves out what `negotiate()` looked at.
 *
 * @param fields - Names and values alternately.
 */
export function writeOwnHead(
  res: Overseen,
  status: number,
  phrase: string,
  fields: (string | string[])[],
): void {
  const oversight = res[overseen];
  const isRight =
    oversight === undefined
      ? res.writeHead === framedHead
      : oversight !== "done" && oversight.mode === "fix" && saysWhy(fields, negotiatedBy(res.req));
  if (isRight) {
    if (oversight !== undefined) res[overseen] = "done";
    write(res, [status, phrase, fields], res[under]);
  } else {
    vouchFor(res);
    res.writeHead(status, phrase, fields);
  }
}

/** Does Vary name just what was negotiated by? It does for most handlers. */
function saysWhy(
  fields: readonly (string | string[])[],
  negotiated: readonly string[] | undefined,
): boolean {
  if (negotiated === undefined) return true;
  const at = fields.indexOf("vary");
  return at % 2 === 0 && fields[at + 1] === negotiated.join(", ");
}

/** Calls the `writeHead` below the hook: that of node:http, node:http2, or of the application. */
function write(
  res: ServerResponse,
  given: readonly unknown[],
  hook: ServerResponse["writeHead"] | undefined,
): ServerResponse {
  const { writeHead }: ServerResponse = Object.getPrototypeOf(res);
  Reflect.apply(hook ?? writeHead, res, given);
  return res;
}
