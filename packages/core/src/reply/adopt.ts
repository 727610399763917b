import { refusedStatus } from "../status/refused.ts";
import { status as rowOf } from "../status/registry.ts";
import { bodyKind } from "./body.ts";
import { errorWithBody } from "./error-reply.ts";
import { rawLines } from "./raw-field.ts";
import { type AnyReply, isReply, reply } from "./reply.ts";

/**
 * Makes a reply of bare parts, checked against the table of statuses as a helper checks them.
 *
 * @param value - A reply, which is returned as it is, or an object with `status`, `headers` and `body`.
 * @throws TypeError if no reply may have this status (305, 306, 418, 510, a top-level 208, 1xx, unregistered
 * codes), if a field that the status requires is missing, or if one that it forbids is there.
 * @example
 * ```ts
 * adopt({ status: 405, headers: {}, body: undefined }); // TypeError: allow: 405 Method Not Allowed requires it ...
 * ```
 */
export function adopt(value: AnyReply): AnyReply {
  if (typeof value !== "object" || value === null) {
    throw new TypeError(`reply: want what a helper makes, got ${value && typeof value}`);
  }
  if (isReply(value)) return value;
  const { status, headers, body }: AnyReply = value;
  const row = rowOf(status);
  const refused = refusedStatus(status);
  if (refused !== undefined || row === undefined) throw new TypeError(`status: ${refused}`);
  const lines: Record<string, string> = Object.create(null);
  const lists: Record<string, readonly string[]> = Object.create(null);
  for (const [rawName, field] of Object.entries(headers ?? {})) {
    if (typeof field === "string") lines[rawName] = field;
    else {
      const [name, list] = rawLines({ row, kind: bodyKind(body) }, rawName, field);
      lists[name] = list;
    }
  }
  const make = status < 400 ? reply<number, unknown> : errorWithBody<number, unknown>;
  const adopted = make(status, body, { headers: lines }, lists);
  const missing = row.required.find((name) => adopted.headers[name] === undefined);
  if (missing === undefined) return adopted;
  throw new TypeError(`${missing}: ${status} ${row.phrase} requires it (${row.section})`);
}
