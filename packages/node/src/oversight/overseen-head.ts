import { ServerResponse } from "node:http";
import { negotiatedBy, refusedStatus } from "@rightstatus/core/writer";
import { report } from "../report.ts";
import { settingsOf } from "../settings.ts";
import { isHttp2 } from "../state.ts";
import { isFramedHead } from "./framed-head.ts";
import { saidFields } from "./head-fields.ts";
import {
  isFinal,
  isRefusedByNode,
  mended,
  vouchFor,
  writeBelow,
  writeFailed,
  writeHeld,
} from "./held-head.ts";
import { judge } from "./judge.ts";
import { mend } from "./mend.ts";
import type { Oversight } from "./oversight.ts";
import { expectNoContent } from "./sent-content.ts";

const overseen: unique symbol = Symbol("overseen");
const under: unique symbol = Symbol("under");

/** These are kept on the response itself, because a WeakMap costs more. */
type Overseen = ServerResponse & {
  [overseen]?: Oversight | "done";
  /** A `writeHead` that somebody had set before. */
  [under]?: ServerResponse["writeHead"];
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
  if (Object.hasOwn(res, "writeHead") && !isFramedHead(res)) res[under] = res.writeHead;
  res.writeHead = overseenHead;
}

/** From now on this response is not checked. */
export function overlook(res: Overseen): void {
  if (res[overseen] !== undefined) res[overseen] = "done";
  else if (isFramedHead(res)) res.writeHead = Object.getPrototypeOf(res).writeHead;
}

/** Is the head of this response checked? */
export function isOverseen(res: Overseen): boolean {
  return res[overseen] !== undefined;
}

/** Is there no hook on `writeHead`, except this one? */
export function hasPlainHead({ writeHead, [under]: hook }: Overseen): boolean {
  if (writeHead === overseenHead) return hook === undefined;
  return isFramedHead({ writeHead }) || writeHead === ServerResponse.prototype.writeHead;
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
    return writeBelow(this, given, this[under]);
  if (!isFinal(status)) {
    const error = new TypeError(`status: ${refusedStatus(status)}`);
    if (oversight.mode === "throw" || isRefusedByNode(status) || isHttp2(this.req)) throw error;
    report(error, this.req, settingsOf(this) ?? {});
    return writeFailed(this, status, oversight, this[under]);
  }
  if (oversight.mode !== "fix") {
    const fields = saidFields(said);
    judge(this, status, fields, oversight);
    // Content that is written in pieces comes when the head is out.
    if (status === 205)
      expectNoContent(this, (octets) => judge(this, status, fields, oversight, octets));
  } else if (mend(this, status, said, oversight)) {
    return writeHeld(this, mended(given), oversight, this[under]);
  }
  return writeHeld(this, given, oversight, this[under]);
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
      ? isFramedHead(res)
      : oversight !== "done" && oversight.mode === "fix" && saysWhy(fields, negotiatedBy(res.req));
  if (isRight) {
    if (oversight !== undefined) res[overseen] = "done";
    writeBelow(res, [status, phrase, fields], res[under]);
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
