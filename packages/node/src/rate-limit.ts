import { type ErrorReply, type Pass, pass, tooManyRequests } from "@rightstatus/core";
import { Facts } from "./errors/facts.ts";
import { loadOnce } from "./load-once.ts";
import { checkOptionNames } from "./option-names.ts";
import { wholeSeconds } from "./whole-seconds.ts";

/** A limiter of rate-limiter-flexible, with any store. */
export interface RateLimiter {
  /** How many requests a window allows. */
  readonly points: number;
  /** How many seconds a window lasts. */
  readonly duration: number;
  /** Resolves with what is left, and rejects with the same once nothing is left. */
  consume(key: string): Promise<Consumed>;
}

interface Consumed {
  readonly remainingPoints: number;
  readonly msBeforeNext: number;
}

type TooMany = ErrorReply<429, "cache-control" | "retry-after" | keyof RateLimitFields>;

/** How a limiter is applied. */
export interface RateLimitOptions<C> {
  /** Returns a key for whose requests are counted together: an address, a user, an API key. */
  readonly key: (c: C) => string;
  /** The name of the policy in the fields. Default: "default". */
  readonly policy?: string;
}

/** RateLimit and RateLimit-Policy (draft-ietf-httpapi-ratelimit-headers), for `reply.with()`. */
export type RateLimitFields = {
  readonly ratelimit: string;
  readonly "ratelimit-policy": string;
};

/**
 * Makes a guard that counts requests. It answers those that are too many with 429, Retry-After, and fields
 * that describe the limit (RFC 6585 section 4).
 *
 * @param limiter - A limiter of rate-limiter-flexible.
 * @param o - Whose requests are counted together, and what the limit is called.
 * @returns A guard for `pipe` and `allOf`. It passes `rateLimit`: fields for the response, to be added by
 * `with()`.
 * @throws TypeError if there is no limiter or no key, for an option that does not exist, and for a policy that
 *   is not ASCII text; RangeError for numbers that are not whole, and for a limiter whose keys never expire,
 *   because that is not a rate. When it runs: what the limiter rejects with if its store fails.
 * @example
 * ```ts
 * const limited = rateLimit(new RateLimiterMemory({ points: 100, duration: 60 }), { key: (req: Request) => req.ip ?? "" });
 * app.get("/search", handle(pipe(limited, async (req) => ok(await search(req.query)).with(req.rateLimit))));
 * ```
 */
export function rateLimit<C>(
  limiter: RateLimiter,
  o: RateLimitOptions<C>,
): (c: C) => Promise<Pass<{ readonly rateLimit: RateLimitFields }> | TooMany> {
  checkArguments(limiter, o);
  const { key, policy = "default" } = o;
  const quota = { q: limiter.points, w: limiter.duration };
  checkNumbers(quota);
  loadSerializer().catch(() => {}); // So that no request waits for it; the first that needs it asks again.
  const fields = async ({ remainingPoints, msBeforeNext }: Consumed): Promise<RateLimitFields> => {
    const left = { r: whole(remainingPoints), t: wholeSeconds(msBeforeNext) };
    checkNumbers(left);
    const { serializeList } = await loadSerializer();
    const item = (numbers: Numbers) => serializeList([[policy, new Map(Object.entries(numbers))]]);
    return { ratelimit: item(left), "ratelimit-policy": item(quota) };
  };
  return async (c) => {
    try {
      return pass({ rateLimit: await fields(await limiter.consume(key(c))) });
    } catch (rejected) {
      const left = consumed(rejected);
      if (left === undefined) throw rejected;
      const retryAfter = wholeSeconds(left.msBeforeNext);
      return tooManyRequests({ retryAfter }).with(await fields(left));
    }
  };
}

/** Most servers limit nothing, or elsewhere. */
const loadSerializer = loadOnce(() => import("structured-headers"));

const options: ReadonlySet<string> = new Set(["key", "policy"]);

/** JavaScript may leave out what TypeScript demands. */
function checkArguments(
  limiter: Partial<RateLimiter> | undefined,
  o: Partial<RateLimitOptions<never>> = {},
): void {
  if (typeof limiter?.consume !== "function")
    throw new TypeError(
      `rateLimit: want a limiter of rate-limiter-flexible, got ${typeof limiter}`,
    );
  if (typeof o.key !== "function")
    throw new TypeError(`rateLimit: want a function as key, got ${typeof o.key}`);
  checkOptionNames(o, "rateLimit", options);
  if (limiter.duration === 0)
    throw new RangeError("rateLimit: want seconds above 0 for duration, got 0");
  const { policy } = o;
  if (policy !== undefined && (typeof policy !== "string" || !/^[ -~]*$/.test(policy)))
    throw new TypeError(`rateLimit: want text in ASCII as policy, got ${JSON.stringify(policy)}`);
}

/** The limiter rejects with a plain object, and with an Error only if its store failed. */
function consumed(rejected: unknown): Consumed | undefined {
  const facts = new Facts(rejected);
  const remainingPoints = facts.number("remainingPoints");
  const msBeforeNext = facts.number("msBeforeNext");
  if (remainingPoints === undefined || msBeforeNext === undefined) return undefined;
  return { remainingPoints, msBeforeNext };
}

/** Points can be consumed in parts. */
function whole(points: number): number {
  return Math.max(0, Math.floor(points));
}

/** The largest integer of RFC 9651 section 3.3.1. */
const LARGEST = 999_999_999_999_999;

/** Parameters of the policy. */
type Numbers = Readonly<Record<string, number>>;

function checkNumbers(numbers: Numbers): void {
  for (const [name, value] of Object.entries(numbers)) {
    if (Number.isSafeInteger(value) && value >= 0 && value <= LARGEST) continue;
    throw new RangeError(`rateLimit: want a whole number >= 0 for ${name}, got ${value}`);
  }
}
