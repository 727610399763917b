import type { IncomingMessage } from "node:http";
import { pathOf } from "../path.ts";
import type { Routing } from "./oversight.ts";

/** Method and route, for warnings: "PUT /notes/:id"; the path if no route is known. */
export function routeName(req: IncomingMessage, { routeOf }: Routing): string {
  const route = routeOf?.(req) ?? pathOf(req);
  return `${req.method} ${route}`;
}
