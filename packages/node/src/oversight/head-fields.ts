import type { ServerResponse } from "node:http";

/** Names in lower case, and what they are set to, a list where a field has several lines. */
export type HeadFields = Map<string, string | readonly string[]>;

/**
 * The fields in the arguments of `writeHead(status, phrase?, fields?)`, in each of the forms that node:http
 * accepts: a record, a flat list, a list of pairs.
 */
export function saidFields(said: readonly unknown[]): HeadFields {
  const given = typeof said[0] === "string" ? said[1] : (said[1] ?? said[0]);
  const fields: HeadFields = new Map();
  if (typeof given !== "object" || given === null) return fields;
  const entries: readonly unknown[] = Array.isArray(given) ? given : Object.entries(given);
  if (entries.every(Array.isArray)) {
    for (const [name, value] of entries) add(fields, name, value);
  } else {
    for (let i = 0; i + 1 < entries.length; i += 2) add(fields, entries[i], entries[i + 1]);
  }
  return fields;
}

function add(fields: HeadFields, name: unknown, value: unknown): void {
  const key = String(name).toLowerCase();
  const before = fields.get(key);
  const line = Array.isArray(value) ? value.map(String) : String(value);
  fields.set(key, before === undefined ? line : [before, line].flat());
}

/** All fields of the head: those that are set on the response, overridden by those in the arguments. */
export function headFields(res: ServerResponse, said: HeadFields): HeadFields {
  const fields: HeadFields = new Map();
  for (const name of res.getHeaderNames()) add(fields, name, res.getHeader(name));
  for (const [name, value] of said) fields.set(name, value);
  return fields;
}
