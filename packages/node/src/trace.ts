import type { IncomingMessage } from "node:http";
import { explain } from "@rightstatus/core";
import { stateIn } from "@rightstatus/core/writer";
import type { Fields } from "./prepare.ts";

/**
 * The decisions behind the answer to a read as Server-Timing metrics, which the network panel of a
 * browser lists: `if-none-match;desc="false (RFC 9110 section 13.1.2)"`.
 *
 * @param fields - Of the 200.
 * @returns `undefined` where there was nothing to decide.
 */
export function serverTiming(req: IncomingMessage, fields: Fields): string | undefined {
  const state = stateIn(fields);
  if (state === undefined) return undefined;
  return explain(req, state)
    .map(({ step, section, outcome }) => {
      const desc = `${outcome} (${section})`.replace(/["\\]/g, "\\$&");
      return `${step.toLowerCase()};desc="${desc}"`;
    })
    .join(", ");
}
