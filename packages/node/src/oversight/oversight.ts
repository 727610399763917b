import type { IncomingMessage } from "node:http";
import type { Conformance } from "./mode.ts";
import type { Told } from "./told-once.ts";

/** What an adapter knows of the requests of its framework. */
export interface Routing {
  /**
   * The methods that the routes on the path of the request handle; undefined if they are not known for sure.
   */
  readonly methodsOf?: (req: IncomingMessage) => readonly string[] | undefined;
  /** The pattern of the route that took the request: "/notes/:id". */
  readonly routeOf?: (req: IncomingMessage) => string | undefined;
}

/** How the responses of a server are checked. */
export interface Oversight extends Routing {
  /** "framing": only what would break the connection is checked. */
  readonly mode: Exclude<Conformance, "off"> | "framing";
  /** What the warnings were about so far. */
  readonly told: Told;
}
