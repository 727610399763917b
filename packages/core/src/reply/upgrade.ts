import type { OneOrMore } from "../fields/challenge.ts";
import { upgrade } from "../fields/upgrade.ts";
import { type ErrorReply, errorReply } from "./error-reply.ts";
import type { Options } from "./options.ts";
import type { ProblemInit } from "./problem.ts";
import { type Reply, reply } from "./reply.ts";

/**
 * 426 Upgrade Required (RFC 9110 section 15.5.22). Upgrade goes with `Connection: upgrade` (section 7.8).
 *
 * @param protocols - The acceptable protocols, the most preferred one first: names or "name/version".
 * @param problem - A detail, or problem members.
 * @param o - Caching and further fields.
 * @throws TypeError without a protocol; RangeError if one is not in the grammar; TypeError or RangeError for a
 * wrong option or problem member.
 * @example
 * ```ts
 * upgradeRequired(["websocket"]).headers.upgrade; // "websocket"
 * ```
 */
export function upgradeRequired(
  protocols: readonly [string, ...string[]],
  problem?: ProblemInit,
  o?: Options,
): ErrorReply<426, "upgrade" | "connection"> {
  return errorReply<426, "upgrade" | "connection">(426, problem, o, switching(protocols));
}

/**
 * 101 Switching Protocols (RFC 9110 section 15.2.2), for the upgrade handlers of a server. A handler of
 * requests cannot reply with it, because it does not have the connection.
 *
 * @param protocols - The protocols from now on, the lowest layer first.
 * @param o - `headers`: what the protocol requires, such as Sec-WebSocket-Accept.
 * @returns A reply with Upgrade, and with Connection: upgrade.
 * @throws TypeError without a protocol; RangeError if a protocol or a field is not in the grammar.
 * @example
 * ```ts
 * switchingProtocols("websocket", { headers: { "sec-websocket-accept": key } });
 * ```
 */
export function switchingProtocols(
  protocols: OneOrMore<string>,
  o?: { readonly headers?: Readonly<Record<string, string>> },
): Reply<101, "upgrade" | "connection", never>;
export function switchingProtocols(
  protocols: OneOrMore<string>,
  o?: { readonly headers?: Readonly<Record<string, string>> },
): Reply<101, "upgrade" | "connection"> {
  const list = typeof protocols === "string" ? [protocols] : protocols;
  return reply<101, unknown, "upgrade" | "connection">(101, undefined, o, switching(list));
}

function switching(protocols: readonly string[]): { upgrade: string; connection: string } {
  if ((protocols ?? []).length === 0)
    throw new TypeError(`${upgrade.name}: want at least one protocol (${upgrade.section})`);
  return { upgrade: upgrade.format(protocols), connection: "upgrade" };
}
