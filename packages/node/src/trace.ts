import type { IncomingMessage } from "node:http";
import { explain, status as rowOf } from "@rightstatus/core";
import { decidedOn } from "@rightstatus/core/writer";
import type { SendOptions } from "./options.ts";

/** In production clients are told nothing, whatever the options say. */
export function isTraced({ trace }: SendOptions): boolean {
  return trace === true && process.env.NODE_ENV !== "production";
}

/**
 * The decisions behind a response as Server-Timing metrics, which the network panel of a browser lists:
 * `if-none-match;desc="false (RFC 9110 section 13.1.2)"`. The last one is the response itself, which may
 * differ from what the conditions alone would lead to.
 *
 * @param req - A watched request.
 * @param status - The status of the response.
 * @returns `undefined` if there was nothing to decide.
 */
export function serverTiming(req: IncomingMessage, status: number): string | undefined {
  const state = decidedOn(req);
  const row = rowOf(status);
  if (state === undefined || row === undefined) return undefined;
  const steps = explain(req, state).filter(({ step }) => step !== "answer");
  const answer = { step: "answer", section: row.section, outcome: `${status} ${row.phrase}` };
  return [...steps, answer].map(metric).join(", ");
}

function metric({ step, section, outcome }: ReturnType<typeof explain>[number]): string {
  const desc = `${outcome} (${section})`.replace(/["\\]/g, "\\$&");
  return `${step.toLowerCase()};desc="${desc}"`;
}
