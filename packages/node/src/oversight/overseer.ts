import type { IncomingMessage, ServerResponse } from "node:http";
import { linter, loadLinter } from "./linter.ts";
import { type Conformance, modeOf } from "./mode.ts";
import { noteReads } from "./noted-reads.ts";
import { isOverseen, letFraming, type Oversight, oversee, type Routing } from "./oversight.ts";

/**
 * Has the answer to a request looked at, from now on.
 *
 * @returns A promise where the linter is still on its way: nothing is to be answered before.
 */
export type Overseer = (req: IncomingMessage, res: ServerResponse) => Promise<void> | undefined;

/**
 * For the boundary of a framework, which sees each request before its handlers.
 *
 * @param o - With `conformance`, what is to happen.
 * @param routing - What the framework knows of its routes.
 */
export function overseer(
  o: { readonly conformance?: Conformance },
  routing: Routing = {},
): Overseer {
  const mode = modeOf(o);
  if (mode === "off") return (_req, res) => void letFraming(res);
  const oversight: Oversight = { ...routing, mode };
  return (req, res) => {
    oversee(res, oversight);
    if (mode === "fix") return undefined;
    noteReads(req);
    return readiness();
  };
}

/**
 * For the writer, where no boundary came before. Of our own answers there is nothing to mend, and who
 * did not ask is not made to wait: the first ones go out before the linter is there.
 */
export function overseeOwn(
  res: ServerResponse,
  o: { readonly conformance?: Conformance },
): Promise<void> | undefined {
  if (isOverseen(res)) return undefined;
  const mode = modeOf(o);
  if (mode === "off" || mode === "fix") return undefined;
  oversee(res, { mode });
  const waiting = readiness();
  return o.conformance === undefined ? undefined : waiting;
}

function readiness(): Promise<void> | undefined {
  return linter() === undefined ? loadLinter() : undefined;
}
