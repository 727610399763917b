import { ServerResponse } from "node:http";
import type { Fields } from "./prepare.ts";

const told: unique symbol = Symbol("told");

type Telling = ServerResponse & { [told]?: Fields };

/**
 * Lets a response tell which fields were sent with its head. node:http does not remember those of a head that
 * was written in one piece, but loggers ask for them at the end.
 */
export function tell(res: Telling, fields: Fields): void {
  res[told] = fields;
  res.getHeader = getHeader;
  res.getHeaderNames = getHeaderNames;
  res.getHeaders = getHeaders;
  res.hasHeader = hasHeader;
}

/** From now on the response tells what node:http knows. */
export function fallSilent(res: ServerResponse): void {
  const node = ServerResponse.prototype;
  if (res.getHeader === getHeader) res.getHeader = node.getHeader;
  if (res.getHeaderNames === getHeaderNames) res.getHeaderNames = node.getHeaderNames;
  if (res.getHeaders === getHeaders) res.getHeaders = node.getHeaders;
  if (res.hasHeader === hasHeader) res.hasHeader = node.hasHeader;
}

function getHeader(this: Telling, name: string): Fields[string] | undefined {
  return this[told]?.[name.toLowerCase()];
}

function getHeaderNames(this: Telling): string[] {
  return Object.keys(this[told] ?? {});
}

function getHeaders(this: Telling): Fields {
  return Object.assign(Object.create(null), this[told]);
}

function hasHeader(this: Telling, name: string): boolean {
  return this[told]?.[name.toLowerCase()] !== undefined;
}
