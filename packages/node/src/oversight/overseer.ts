import type { IncomingMessage, ServerResponse } from "node:http";
import { contain } from "../report.ts";
import { settingsOf } from "../settings.ts";
import { acquaint } from "../state.ts";
import { linter, loadLinter } from "./linter.ts";
import { type Conformance, modeOf } from "./mode.ts";
import { noteReads } from "./noted-reads.ts";
import { isOverseen, overlook, oversee } from "./overseen-head.ts";
import type { Oversight, Routing } from "./oversight.ts";
import { toldHere } from "./told-once.ts";

/**
 * Has the response to a request checked, from now on.
 *
 * @returns A promise if the linter is still loading: the request must not be answered before it resolves.
 */
export type Overseer = (req: IncomingMessage, res: ServerResponse) => Promise<void> | undefined;

/**
 * Makes an overseer for the first middleware of a framework, which sees each request before its handlers.
 *
 * @param o - `conformance`: what happens to a response that breaks a MUST.
 * @param routing - What the framework knows of its routes.
 */
export function overseer(
  o: { readonly conformance?: Conformance },
  routing: Routing = {},
): Overseer {
  const mode = modeOf(o);
  const oversight: Oversight | undefined =
    mode === "off" ? undefined : { ...routing, mode, told: new Set() };
  return (req, res) => {
    acquaint(req, res);
    // The app that this one is mounted on has said it.
    if (o.conformance === undefined && settingsOf(res) !== undefined) return undefined;
    if (oversight === undefined) {
      overlook(res);
      return undefined;
    }
    oversee(res, oversight);
    if (mode === "fix") return undefined;
    noteReads(req);
    return readiness();
  };
}

/**
 * Has a response of the writer checked, if no middleware did so before. Our own responses need no
 * corrections. Unless the application asked for it, nobody waits for the linter: the first responses are sent
 * before it is loaded.
 */
export function overseeOwn(
  res: ServerResponse,
  o: { readonly conformance?: Conformance },
): Promise<void> | undefined {
  if (isOverseen(res)) return undefined;
  const mode = modeOf(o);
  if (mode === "off" || mode === "fix") return undefined;
  oversee(res, { mode, told: toldHere });
  const waiting = readiness();
  if (o.conformance !== undefined) return waiting;
  contain(waiting); // No response depends on it.
  return undefined;
}

function readiness(): Promise<void> | undefined {
  return linter() === undefined ? loadLinter() : undefined;
}
