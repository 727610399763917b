import { type IncomingMessage, ServerResponse } from "node:http";
import { negotiatedBy, refusedStatus } from "@rightstatus/core/writer";
import { breakOff } from "../state.ts";
import { holdToLength, octetsAtEnd } from "./framing.ts";
import { saidFields } from "./head-fields.ts";
import { judge } from "./judge.ts";
import { mend } from "./mend.ts";
import type { Conformance } from "./mode.ts";
import { routeName } from "./route-name.ts";
import { tellOnce } from "./told-once.ts";

/** What an adapter knows of the requests of its framework. */
export interface Routing {
  /** The methods that the routes on the path of the request take; undefined where that cannot be told. */
  readonly methodsOf?: (req: IncomingMessage) => readonly string[] | undefined;
  /** The pattern of the route that took the request: "/notes/:id". */
  readonly routeOf?: (req: IncomingMessage) => string | undefined;
}

/** How the answers of a server are looked at. */
export interface Oversight extends Routing {
  readonly mode: Exclude<Conformance, "off">;
}

const overseen: unique symbol = Symbol("overseen");
const under: unique symbol = Symbol("under");
const isOwn: unique symbol = Symbol("isOwn");

/** On the response itself, as all that this package keeps of one: a WeakMap costs more. */
type Overseen = ServerResponse & {
  [overseen]?: Oversight | "done";
  /** The hook of somebody who came before. */
  [under]?: ServerResponse["writeHead"];
  [isOwn]?: true;
};

/**
 * From now on the head of this response is looked at as it goes out, whoever writes it: mended, or
 * judged by the linter, which has to be there by then.
 */
export function oversee(res: Overseen, oversight: Oversight): void {
  if (Object.hasOwn(res, "writeHead")) res[under] = res.writeHead;
  res[overseen] = oversight;
  res.writeHead = overseenHead;
}

/** Is the head of this response looked at? */
export function isOverseen(res: Overseen): boolean {
  return res[overseen] !== undefined;
}

/** Is there no hook on the head, but for this one? */
export function hasPlainHead({ writeHead, [under]: hook }: Overseen): boolean {
  if (writeHead === overseenHead) return hook === undefined;
  return writeHead === ServerResponse.prototype.writeHead;
}

/**
 * Judges the head that a framework is about to write from what stands on the response, where an error
 * can still become an answer.
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
  this[overseen] = "done"; // Whatever follows a finding, as the 500 in its place, goes out as it is.
  const given: readonly unknown[] = [status, ...said];
  if (oversight === undefined || oversight === "done" || this.headersSent)
    return write(this, given);
  checkFinal(status);
  if (oversight.mode !== "fix") judge(this, status, saidFields(said), oversight);
  else if (mend(this, status, said, oversight)) {
    return hold(this, typeof said[0] === "string" ? [status, said[0]] : [status], oversight);
  }
  return hold(this, given, oversight);
}

/**
 * The next answer would be read as this one's. node:http throws as much for 99 and 1000. 101 is for who
 * takes the connection over.
 *
 * @throws TypeError for an interim status.
 */
function checkFinal(status: number): void {
  if (status < 200 && status !== 101) throw new TypeError(`status: ${refusedStatus(status)}`);
}

/** Writes a head, and breaks the answer off where its content is not as long as the head says. */
function hold(res: Overseen, given: readonly unknown[], oversight: Oversight): ServerResponse {
  const whole = octetsAtEnd(res);
  write(res, given);
  if (res[isOwn] !== true && octetsAtEnd(res) !== whole) {
    holdToLength(res, () => {
      const message = "broke off an answer that was not as long as its content-length";
      tellOnce(routeName(res.req, oversight), "fix/length", `${message} (RFC 9112 section 6.3)`);
      breakOff(res);
    });
  }
  return res;
}

/** Of this head the writer knows itself that the content will be as long as it says. */
export function vouchFor(res: Overseen): void {
  res[isOwn] = true;
}

/**
 * Writes the head of a reply, to a response with neither fields nor hooks. A reply has what its status
 * requires, so there is nothing to mend but what `negotiate()` looked at without saying so.
 *
 * @param fields - Names and values by turns.
 */
export function writeOwnHead(
  res: Overseen,
  status: number,
  phrase: string,
  fields: (string | string[])[],
): void {
  const oversight = res[overseen];
  const isRight =
    oversight !== undefined &&
    oversight !== "done" &&
    oversight.mode === "fix" &&
    saysWhy(fields, negotiatedBy(res.req));
  if (isRight) {
    res[overseen] = "done";
    write(res, [status, phrase, fields]);
  } else {
    vouchFor(res);
    res.writeHead(status, phrase, fields);
  }
}

/** Does the Vary of these fields say just what was negotiated by? The answer of most handlers does. */
function saysWhy(
  fields: readonly (string | string[])[],
  negotiated: readonly string[] | undefined,
): boolean {
  if (negotiated === undefined) return true;
  const at = fields.indexOf("vary");
  return at % 2 === 0 && fields[at + 1] === negotiated.join(", ");
}

/** By what is under the hook: node:http, node:http2, or what the application made of its prototypes. */
function write(res: Overseen, given: readonly unknown[]): ServerResponse {
  const { writeHead }: ServerResponse = Object.getPrototypeOf(res);
  Reflect.apply(res[under] ?? writeHead, res, given);
  return res;
}
