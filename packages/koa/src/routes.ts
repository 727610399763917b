import { METHODS } from "node:http";
import type { ExtendableContext } from "koa";

/**
 * The methods that the routes on the path of a request handle, as @koa/router noted them on the context.
 *
 * @param refused - A method that its route does not handle after all. The methods that this route names do
 * not count.
 * @returns The methods in upper case, in the order of the routes. A route for all methods counts as the guard
 * of those that name theirs: it has passed this request on. `undefined` without a router, or with one of
 * another package.
 */
export function handledMethods(
  ctx: ExtendableContext,
  refused?: string,
): readonly string[] | undefined {
  const matched: unknown = Reflect.get(ctx, "matched");
  if (!Array.isArray(matched)) return undefined;
  const methods: string[] = [];
  for (const layer of matched) {
    const own: unknown =
      typeof layer === "object" && layer !== null && Reflect.get(layer, "methods");
    if (!Array.isArray(own)) return undefined;
    if (own.length >= METHODS.length) continue; // `router.all` names every method there is.
    if (refused !== undefined && own.includes(refused)) continue;
    for (const method of own) if (method !== "HEAD") methods.push(String(method)); // It goes with GET.
  }
  return [...new Set(methods)];
}
