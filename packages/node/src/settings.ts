import type { ServerResponse } from "node:http";
import { watch } from "@rightstatus/core/writer";
import type { FallbackOptions } from "./errors/fail.ts";
import type { SendOptions } from "./options.ts";
import { isTraced } from "./trace.ts";

export type Settings = SendOptions & FallbackOptions;

const configured: unique symbol = Symbol("settings");

/** On the response itself: WeakMaps with an entry a request were a quarter of the time of a Koa app. */
interface Configured {
  [configured]?: Settings;
}

/** Has the middleware of an adapter seen this response? Then what it was set up with, else `undefined`. */
export function settingsOf(res: ServerResponse & Configured): Settings | undefined {
  return res[configured];
}

/** Notes with which options the answers to this request go out. */
export function configure(res: ServerResponse & Configured, settings: Settings): void {
  res[configured] = settings;
  if (isTraced(settings)) watch(res.req);
}
