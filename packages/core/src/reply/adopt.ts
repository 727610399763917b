import { refusedStatus } from "../status/refused.ts";
import { status as rowOf } from "../status/registry.ts";
import type { Own } from "./header-section.ts";
import { type AnyReply, isReply, reply } from "./reply.ts";

/**
 * A reply from bare parts, held against the table as a helper would hold it.
 *
 * @param value - A reply, which passes as it is, or its `status`, `headers` and `body`.
 * @throws TypeError if no reply may have this status (305, 306, 418, 510, a top-level 208, 1xx,
 * unregistered codes), if a field that it requires is missing, or one that it forbids is there.
 * @example
 * ```ts
 * adopt({ status: 405, headers: {}, body: undefined }); // TypeError: allow: 405 Method Not Allowed requires it ...
 * ```
 */
export function adopt(value: AnyReply): AnyReply {
  if (isReply(value)) return value;
  const { status, headers = {}, body } = value;
  const refused = refusedStatus(status);
  if (refused !== undefined) throw new TypeError(`status: ${refused}`);
  const lines: Record<string, string> = Object.create(null);
  const lists: Own<never> = Object.create(null);
  for (const [name, field] of Object.entries(headers)) {
    if (typeof field === "string") lines[name] = field;
    else Object.assign(lists, { [name.toLowerCase()]: field });
  }
  const adopted = reply(status, body, { headers: lines }, lists);
  const row = rowOf(status);
  const missing = row?.required.find((name) => adopted.headers[name] === undefined);
  if (row === undefined || missing === undefined) return adopted;
  throw new TypeError(`${missing}: ${status} ${row.phrase} requires it (${row.section})`);
}
