import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { type AnyReply, serviceUnavailable } from "@rightstatus/core";
import { atResponseEnd } from "../connection-end.ts";
import { pathOf } from "../path.ts";
import { checkPath } from "./check-options.ts";
import type { Overload } from "./options.ts";

/** The load of a server. */
export interface Load {
  /** Counts the request. Returns a 503 for it if there is too much to do (RFC 9110 section 15.6.4). */
  refusal(req: IncomingMessage, res: ServerResponse): AnyReply | undefined;
}

const NO_LIMIT: Load = { refusal: () => undefined };

/** Once over a limit, a server recovers only when its load is down to this part of the limit. */
const RECOVERED = 0.8;

/** Milliseconds between two checks of the event loop, and between two of the ticks that measure it. */
const INTERVAL = 100;
const RESOLUTION = 10;

/**
 * Watches the load of a server from when it listens until it closes.
 *
 * @throws TypeError or RangeError for a limit that is not one.
 */
export function loadOf(server: Server, o: Overload | undefined): Load {
  if (o === undefined) return NO_LIMIT;
  const { maxEventLoopDelay, maxConcurrent, retryAfter = 1, exempt = [] } = o;
  if (!Array.isArray(exempt))
    throw new TypeError(`overload: want a list for exempt, got ${exempt}`);
  for (const path of exempt) checkPath(path, "overload: exempt");
  checkLimit("maxEventLoopDelay", maxEventLoopDelay);
  checkLimit("maxConcurrent", maxConcurrent);
  const refused = (problem: string) => serviceUnavailable({ retryAfter, problem });
  refused(""); // Throws now, for a wrong `retryAfter`, rather than under load.
  const spared = new Set(exempt);
  const late = maxEventLoopDelay === undefined ? undefined : lagging(server, maxEventLoopDelay);
  const full = maxConcurrent === undefined ? undefined : crowded(maxConcurrent);
  return {
    refusal(req, res) {
      if (spared.has(pathOf(req))) return undefined;
      if (late?.()) return refused("The server is too busy.");
      return full?.(res) ? refused("The server has too many requests.") : undefined;
    },
  };
}

function checkLimit(name: string, limit: number | undefined): void {
  if (limit === undefined || (Number.isFinite(limit) && limit > 0)) return;
  throw new RangeError(`overload: want a number above 0 for ${name}, got ${limit}`);
}

/** Is the event loop further behind than so many milliseconds, or was it and has not recovered yet? */
function lagging(server: Server, most: number): () => boolean {
  const delays = monitorEventLoopDelay({ resolution: RESOLUTION });
  let over = false;
  let timer: NodeJS.Timeout | undefined;
  const look = () => {
    // It measures from one tick to the next, so an idle loop shows the resolution itself.
    const delay = delays.mean / 1e6 - RESOLUTION;
    delays.reset();
    // Without a tick it is NaN, and nothing new is known.
    if (!Number.isNaN(delay)) over = delay > (over ? most * RECOVERED : most);
  };
  const start = () => {
    clearInterval(timer);
    delays.enable();
    timer = setInterval(look, INTERVAL).unref();
  };
  server.on("listening", start);
  if (server.listening) start();
  server.on("close", () => {
    clearInterval(timer);
    delays.disable();
    over = false;
  });
  return () => over;
}

/** Counts requests in work; is this one too many? */
function crowded(most: number): (res: ServerResponse) => boolean {
  let inWork = 0;
  let over = false;
  const done = () => {
    inWork--;
  };
  return (res) => {
    over = inWork >= (over ? most * RECOVERED : most);
    if (over) return true;
    inWork++;
    atResponseEnd(res, done);
    return false;
  };
}
