import type { Request } from "express";
import { mountedApp } from "./mounted.ts";

/**
 * The methods that the routes on the path of a request handle, read from the router of its app:
 * nested routers, mounted apps and parameters too.
 *
 * @returns `undefined` where that cannot be told for sure: for `app.all`, and for a router of another
 * make. Upper case, in the order of the routes.
 */
export function handledMethods(req: Request): readonly string[] | undefined {
  const found = walkApp(req.app, req.path);
  return found && [...new Set(found)];
}

function walkApp(app: unknown, path: string): readonly string[] | undefined {
  // In this order: `app.router` throws in Express 4.
  const stack = stackOf(read(app, "_router") ?? read(app, "router"));
  return stack && walk(stack, path, app);
}

/** One entry of a router's stack, as far as Express 4 and 5 agree on it. */
interface Layer {
  readonly handle: object;
  /** Does it match? Which part of the path it took it says in the result, or notes on itself. */
  match(path: string): unknown;
}

function walk(
  stack: readonly unknown[],
  path: string,
  app: unknown,
): readonly string[] | undefined {
  const methods: string[] = [];
  for (const layer of stack) {
    if (!isLayer(layer)) return undefined;
    const match = matchOf(layer, path);
    const found = match ? methodsBehind(layer, restOf(path, match), app) : [];
    if (found === undefined) return undefined;
    methods.push(...found);
  }
  return methods;
}

function methodsBehind(layer: Layer, rest: string, app: unknown): readonly string[] | undefined {
  const route = read(layer, "route");
  if (route !== undefined) return methodsOf(route);
  const nested = stackOf(layer.handle);
  if (nested !== undefined) return walk(nested, rest, app);
  if (read(layer.handle, "name") === "mounted_app") {
    const mounted = mountedApp(layer.handle, app);
    return mounted === app ? [] : walkApp(mounted, rest);
  }
  return []; // Other middleware has passed the request on already.
}

function methodsOf(route: unknown): readonly string[] | undefined {
  const methods = read(route, "methods");
  if (typeof methods !== "object" || methods === null || "_all" in methods) return undefined;
  return Object.keys(methods).map((method) => method.toUpperCase());
}

/** Which part of the path a layer takes: router 2.3 says so in a result, the older ones on the layer. */
function matchOf(layer: Layer, path: string): object | undefined {
  try {
    const match = layer.match(path);
    if (typeof match === "object" && match !== null) return match;
    return match === true ? layer : undefined;
  } catch {
    return undefined; // A path that cannot be decoded was answered with 400 long before.
  }
}

/** What a mounted router sees of the path. */
function restOf(path: string, match: object): string {
  const taken = read(match, "path");
  const rest = typeof taken === "string" ? path.slice(taken.length) : path;
  return rest.startsWith("/") ? rest : `/${rest}`;
}

function stackOf(router: unknown): readonly unknown[] | undefined {
  const stack = read(router, "stack");
  return Array.isArray(stack) ? stack : undefined;
}

function isLayer(layer: unknown): layer is Layer {
  const handle = read(layer, "handle");
  return typeof handle === "function" && typeof read(layer, "match") === "function";
}

function read(holder: unknown, property: string): unknown {
  const isHolder = (typeof holder === "object" && holder !== null) || typeof holder === "function";
  return isHolder ? Reflect.get(holder, property) : undefined;
}
