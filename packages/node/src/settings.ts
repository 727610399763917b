import type { ServerResponse } from "node:http";
import { watch } from "@rightstatus/core/writer";
import type { FallbackOptions } from "./errors/fail.ts";
import type { SendOptions } from "./options.ts";
import { isTraced } from "./trace.ts";

export type Settings = SendOptions & FallbackOptions;

const byResponse = new WeakMap<ServerResponse, Settings>();

/** Has the middleware of an adapter seen this response? Then what it was set up with, else `undefined`. */
export function settingsOf(res: ServerResponse): Settings | undefined {
  return byResponse.get(res);
}

/** Notes with which options the answers to this request go out. */
export function configure(res: ServerResponse, settings: Settings): void {
  byResponse.set(res, settings);
  if (isTraced(settings)) watch(res.req);
}
