import type { ExtendableContext } from "koa";

/**
 * The methods that the routes on the path of a request handle: what @koa/router noted on the context.
 *
 * @param refused - A method that its route does not take after all: what that route names does not count,
 * for `router.all` names every method there is.
 * @returns `undefined` where there was no router, or one of another make. Upper case, in the order of
 * the routes.
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
    if (refused !== undefined && own.includes(refused)) continue;
    for (const method of own) if (method !== "HEAD") methods.push(String(method)); // It goes with GET.
  }
  return [...new Set(methods)];
}
