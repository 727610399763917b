import type { ServerResponse } from "node:http";
import { watch } from "@rightstatus/core/writer";
import type { FallbackOptions } from "./errors/fail.ts";
import type { SendOptions } from "./options.ts";
import { isTraced } from "./trace.ts";

export type Settings = SendOptions & FallbackOptions;

/** Every option, and what it may be. */
const choices: Readonly<Record<keyof Settings, readonly string[] | "boolean" | "function">> = {
  etag: ["strong", "off"],
  language: ["en", "zh-Hant", "negotiate"],
  problems: ["negotiate", "json"],
  conformance: ["off", "fix", "warn", "throw"],
  trace: "boolean",
  allowFallback: "boolean",
  onError: "function",
  trust: "function",
  map: "function",
};

const allowed = new Map(Object.entries(choices));

/**
 * Holds options against what there is, where an application says them: a misspelt one would do nothing.
 *
 * @param helper - As messages name it.
 * @throws TypeError for an option that does not exist or is of another kind; RangeError for a value that it
 * cannot have.
 */
export function checkSettings(o: Settings, helper: string): void {
  if (typeof o !== "object" || o === null) {
    throw new TypeError(`${helper}: want options in an object, got ${String(o)}`);
  }
  for (const [name, value] of Object.entries(o)) {
    const choice = allowed.get(name);
    if (choice === undefined) throw new TypeError(`${helper}: no option is called ${name}`);
    if (value === undefined) continue;
    if (typeof choice !== "string" && choice.every((each) => each !== value)) {
      const values = choice.join(" or ");
      throw new RangeError(`${helper}: want ${values} as \`${name}\`, got ${String(value)}`);
    }
    if (typeof choice === "string" && typeof value !== choice) {
      throw new TypeError(`${helper}: want a ${choice} as \`${name}\`, got ${String(value)}`);
    }
  }
}

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
