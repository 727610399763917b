import { partsOf } from "../contract/vectors/byteranges.ts";
import { exchange, request } from "../support/connection.ts";
import { type Response, value } from "../support/response-parser.ts";
import type { Does, Fault, Target } from "./fault.ts";

/** A row of a corpus: what it is, and how it comes out; `undefined` is as it has to. */
export type Case = readonly [name: string, run: (at: Target) => Promise<string | undefined>];

const RIGHT = "as it has to";

export function corpus(
  id: Fault["id"],
  section: string,
  inject: string,
  cases: readonly Case[],
  more: Partial<Fault> = {},
): Fault {
  return {
    id,
    section,
    inject,
    expect: RIGHT,
    rounds: cases.length,
    parallel: 1,
    ...more,
    run: async (at, _random, n) => {
      const [name, run] = cases[n] as Case;
      const wrong = await run(at).catch((error: Error) => error.message.slice(0, 100));
      return wrong === undefined ? RIGHT : `${name}: ${wrong}`;
    },
  };
}

/** Sends one request, judges its response, and sees whether the connection is whole then. */
export async function asked(
  at: Target,
  wire: string,
  wrong: (response: Response) => string | undefined,
): Promise<string | undefined> {
  const client = await at.connect();
  const response = await exchange(client, wire);
  const said = wrong(response);
  if (said !== undefined || value(response, "connection") === "close") return said;
  const next = await exchange(client, request("GET /canary"));
  return next.body.toString() === "alive" ? undefined : "the next answer is another one";
}

export const unless = (expected: string, got: string): string | undefined =>
  got === expected ? undefined : got;

/** Status and places, as the tables have them. */
export function told(response: Response, between: string): string {
  const { status } = response;
  const range = value(response, "content-range")?.replace("bytes ", "");
  if (status === 416) return `416 ${range}`;
  if (status !== 206) return String(status);
  const places = range
    ? [range]
    : partsOf(response).map((part) => part.range.replace("bytes ", ""));
  return `206 ${places.join(between)}`;
}

export const byNumber = (all: readonly Does[]): Fault["routes"] & {} =>
  Object.fromEntries(all.map((does, i) => [`/${i}`, does]));
