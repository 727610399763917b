import type { ServerResponse } from "node:http";
import { watch } from "@rightstatus/core/writer";
import type { FallbackOptions } from "./errors/fail.ts";
import { checkOptionNames } from "./option-names.ts";
import type { SendOptions } from "./options.ts";
import { isTraced } from "./trace.ts";

export type Settings = SendOptions & FallbackOptions;

/** Every option, and its possible values. */
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
 * Checks the options of an application, because a misspelt one would do nothing.
 *
 * @param helper - The name of the function that takes them, for messages.
 * @throws TypeError for an option that does not exist or is of another kind; RangeError for a value that it
 * cannot have.
 */
export function checkSettings(o: Settings, helper: string): void {
  if (typeof o !== "object" || o === null) {
    throw new TypeError(`${helper}: want options in an object, got ${String(o)}`);
  }
  checkOptionNames(o, helper, allowed);
  for (const [name, value] of Object.entries(o)) {
    const choice = allowed.get(name);
    if (choice === undefined || value === undefined) continue;
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

/** Kept on the response itself: WeakMaps with an entry per request took a quarter of the time of a Koa app. */
interface Configured {
  [configured]?: Settings;
}

/** The options of the middleware of an adapter, if it has seen this response; else `undefined`. */
export function settingsOf(res: ServerResponse & Configured): Settings | undefined {
  return res[configured];
}

/**
 * Remembers the options with which replies to this request are sent. In an app that is mounted on another one,
 * the options of the other one stay where this one gives none.
 *
 * @param own - The options that the application gives.
 * @param whole - The same with the defaults of the adapter, for the first middleware that sees the response.
 * @returns The options in force.
 */
export function configure(
  res: ServerResponse & Configured,
  own: Settings,
  whole: Settings = own,
): Settings {
  const outer = res[configured];
  const settings = outer === undefined ? whole : { ...outer, ...own };
  res[configured] = settings;
  if (isTraced(settings)) watch(res.req);
  return settings;
}
