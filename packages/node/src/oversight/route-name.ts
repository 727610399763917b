import type { IncomingMessage } from "node:http";
import type { Routing } from "./oversight.ts";

/** Method and route, for warnings: "PUT /notes/:id"; the path if no route is known. */
export function routeName(req: IncomingMessage, { routeOf }: Routing): string {
  const route = routeOf?.(req) ?? pathOf(req);
  return `${req.method} ${route}`;
}

function pathOf({ url = "" }: IncomingMessage): string {
  const query = url.indexOf("?");
  return query === -1 ? url : url.slice(0, query);
}
