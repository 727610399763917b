import { isToken } from "../grammar/token.ts";
import type { FieldCodec } from "./codec.ts";
import { listField } from "./list-field.ts";
import { endToEnd } from "./names.ts";

/**
 * `Upgrade = #protocol`, each a name or "name/version", the most preferred one first (RFC 9110 section 7.8).
 * A sender of Upgrade also has to list "upgrade" in Connection.
 *
 * @example
 * ```ts
 * upgrade.format(["HTTP/2.0", "websocket"]); // "HTTP/2.0, websocket"
 * ```
 */
export const upgrade: FieldCodec<readonly string[]> = listField({
  name: "upgrade",
  section: "RFC 9110 section 7.8",
  members: "protocols (a token, or two with a slash between)",
  isMember: isProtocol,
  least: 1,
});

/**
 * `Connection = #connection-option` (RFC 9110 section 7.6.1). Options are case-insensitive, and in lower case
 * here.
 *
 * @example
 * ```ts
 * connection.parse("Keep-Alive, Upgrade"); // ["keep-alive", "upgrade"]
 * ```
 */
export const connection: FieldCodec<readonly string[]> = listField({
  name: "connection",
  section: "RFC 9110 section 7.6.1",
  members: "connection options (tokens, no fields for all recipients)",
  isMember: isToken,
  least: 1,
  normalize: (option) => option.toLowerCase(),
  isSendable: (option) => !endToEnd.has(option.toLowerCase()),
});

function isProtocol(text: string): boolean {
  const slash = text.indexOf("/");
  if (slash < 0) return isToken(text);
  return isToken(text.slice(0, slash)) && isToken(text.slice(slash + 1));
}
