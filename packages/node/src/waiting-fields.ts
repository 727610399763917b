import { ServerResponse } from "node:http";
import { setFields } from "./merge.ts";
import type { Fields } from "./prepare.ts";
import { fallSilent, tell } from "./told-fields.ts";

const waiting: unique symbol = Symbol("waiting");
/** The `writeHead` that is replaced meanwhile: that of node:http, or the one that checks heads. */
const sending: unique symbol = Symbol("sending");

type WriteHead = ServerResponse["writeHead"];

type Waiting = ServerResponse & { [waiting]?: Fields | undefined; [sending]?: WriteHead };

const node = ServerResponse.prototype;

/**
 * Puts the header section of a reply on its response as a whole, so that it can be sent in one piece. The
 * response tells its fields when asked; only if somebody changes or sends them, they are set one by one. The
 * response must have neither fields nor hooks.
 */
export function wait(res: Waiting, fields: Fields): void {
  res[waiting] = fields;
  tell(res, fields);
  res.appendHeader = appendHeader;
  res.removeHeader = removeHeader;
  res.setHeader = setHeader;
  res.setHeaders = setHeaders;
  res[sending] = res.writeHead;
  res.writeHead = writeHead;
}

/**
 * Ends the waiting, so that the header section can be sent.
 *
 * @returns Can it be sent in one piece? Also `false` if none was waiting.
 */
export function endWaiting(res: Waiting): boolean {
  if (res[waiting] === undefined) return false;
  const isAsItWas = res.writeHead === writeHead && res.setHeader === setHeader;
  if (isAsItWas && res.shouldKeepAlive) letGo(res);
  else setOneByOne(res);
  return isAsItWas && res.shouldKeepAlive;
}

function setOneByOne(res: Waiting): void {
  const { [waiting]: fields } = res;
  if (fields === undefined) return;
  letGo(res);
  setFields(res, fields);
}

/** Restores the response to its state before, also for an error in case the fields turn out to be wrong. */
function letGo(res: Waiting): void {
  res[waiting] = undefined;
  fallSilent(res);
  // Somebody may have put a hook of their own before one of them.
  if (res.appendHeader === appendHeader) res.appendHeader = node.appendHeader;
  if (res.removeHeader === removeHeader) res.removeHeader = node.removeHeader;
  if (res.setHeader === setHeader) res.setHeader = node.setHeader;
  if (res.setHeaders === setHeaders) res.setHeaders = node.setHeaders;
  if (res.writeHead === writeHead) res.writeHead = sendingOf(res);
}

type Of<Name extends keyof ServerResponse> = (
  this: Waiting,
  ...of: readonly unknown[]
) => ReturnType<Extract<ServerResponse[Name], (...of: never) => unknown>>;

const appendHeader: Of<"appendHeader"> = changing(node.appendHeader);
const removeHeader: Of<"removeHeader"> = changing(node.removeHeader);
const setHeaders: Of<"setHeaders"> = changing(node.setHeaders);

function changing<R>(method: (...of: never) => R): (this: Waiting, ...of: readonly unknown[]) => R {
  return function (...of) {
    setOneByOne(this);
    return Reflect.apply(method, this, of);
  };
}

/** For an implicit head, or for somebody with a hook before this one. */
function writeHead(this: Waiting, ...of: readonly unknown[]) {
  setOneByOne(this);
  return Reflect.apply(sendingOf(this), this, of);
}

function sendingOf({ [sending]: writeHead }: Waiting): WriteHead {
  return writeHead ?? node.writeHead;
}

function setHeader(this: Waiting, name: string, value: number | string | readonly string[]) {
  const { [waiting]: fields } = this;
  // Koa sets the length of each body that it is given: Koa 3 as a number, Koa 2 as text.
  if (fields !== undefined && typeof value !== "object" && name === "Content-Length") {
    fields["content-length"] = String(value);
    return this;
  }
  setOneByOne(this);
  return node.setHeader.call(this, name, value);
}
