import type { Exchange } from "@rightstatus/conformance";
import { exchange } from "./wire.ts";

/** A rule, with exchanges that break it and exchanges that keep it: at least one each. */
export interface Row {
  readonly rule: string;
  readonly breaks: readonly [Exchange, ...Exchange[]];
  readonly keeps: readonly [Exchange, ...Exchange[]];
}

/** In wire notation, or what that cannot say. */
type Told = string | Exchange;

/** A row, its exchanges in wire notation where that says enough. */
export function row(
  rule: string,
  { breaks, keeps }: { breaks: readonly [Told, ...Told[]]; keeps: readonly [Told, ...Told[]] },
): Row {
  const [firstBreak, ...moreBreaks] = breaks;
  const [firstKeep, ...moreKeeps] = keeps;
  return {
    rule,
    breaks: [read(firstBreak), ...moreBreaks.map(read)],
    keeps: [read(firstKeep), ...moreKeeps.map(read)],
  };
}

/** The exchange with this content in its response. */
export function withBody(told: Told, body: Uint8Array | string): Exchange {
  const whole = read(told);
  const bytes = typeof body === "string" ? new TextEncoder().encode(body) : body;
  return { ...whole, response: { ...whole.response, body: bytes } };
}

/** The exchange, and what else is known of it. */
export function knowing(
  told: Told,
  circumstances: NonNullable<Exchange["circumstances"]>,
): Exchange {
  return { ...read(told), circumstances };
}

function read(told: Told): Exchange {
  return typeof told === "string" ? exchange(told) : told;
}
