import { METHODS } from "node:http";
import type { Request } from "express";
import { mountedApp } from "./mounted.ts";

/**
 * The methods that the routes on the path of a request handle, read from the router of its app, with nested
 * routers, mounted apps and parameters.
 *
 * @returns The methods in upper case, in the order of the routes. A route for all methods counts as the guard
 * of those that name theirs: it has passed this request on. `undefined` if they are not known for sure: for a
 * router of another package.
 */
export function handledMethods(req: Request): readonly string[] | undefined {
  return routedMethods(req.app, pathInApp(req) ?? req.path);
}

/**
 * The path of a request as its app sees it: in a router, and below a path given to `use`, Express takes off
 * what is matched already.
 *
 * @returns `undefined` in an app that is mounted on a pattern.
 */
export function pathInApp(req: Request): string | undefined {
  const mount = req.app.path().replaceAll(/\/+/g, "/").replace(/\/$/, "");
  const full = req.baseUrl + req.path;
  return full.startsWith(mount) ? full.slice(mount.length) || "/" : undefined;
}

/**
 * The methods that the routes of an app handle on a path.
 *
 * @param path - The path as the app sees it, without the path that it is mounted on.
 * @returns As `handledMethods`.
 */
export function routedMethods(app: unknown, path: string): readonly string[] | undefined {
  const found = walkApp(app, path);
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
  /** Does the path match? The part that it took is in the result, or noted on the layer. */
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
  return []; // It is other middleware, which has passed the request on already.
}

function methodsOf(route: unknown): readonly string[] | undefined {
  const methods = read(route, "methods");
  if (typeof methods !== "object" || methods === null) return undefined;
  const names = Object.keys(methods).filter((name) => name !== "_all");
  // `app.all` names every method there is, `router.all` none.
  return names.length < METHODS.length ? names.map((method) => method.toUpperCase()) : [];
}

/** Which part of the path a layer takes: router 2.3 returns it, older versions note it on the layer. */
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
