/**
 * The app that was mounted with `app.use(path, app)`. Express hides it in a closure, but first gives each
 * request the prototype of that app. So a dummy request is enough to find the app; it loses its path at that
 * moment, so that no middleware runs.
 *
 * @param handle - The `handle` of the layer that was made by mounting.
 * @param parent - The app that it was mounted on.
 * @returns The parent itself if the app has no routes, because then it hands the request back at once;
 * `undefined` for any other closure.
 */
export function mountedApp(handle: object, parent: unknown): unknown {
  if (!seen.has(handle)) seen.set(handle, look(handle, parent));
  return seen.get(handle);
}

/** The apps by `handle`, which does not change, and lives as long as its app. */
const seen = new WeakMap<object, unknown>();

function look(handle: object, parent: unknown): unknown {
  if (typeof handle !== "function") return undefined;
  let app: unknown;
  const request = { method: "GET", url: "/", headers: {}, app: parent };
  const observed = new Proxy(request, {
    setPrototypeOf(target, prototype) {
      app ??= prototype && Reflect.get(prototype, "app");
      target.url = ""; // Express does nothing with a request whose path it cannot determine.
      return true;
    },
  });
  const response = { setHeader() {}, locals: {} };
  try {
    Reflect.apply(handle, undefined, [observed, response, () => {}]);
  } catch {
    return undefined;
  }
  return app;
}
