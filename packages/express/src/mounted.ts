/**
 * The app that was mounted with `app.use(path, app)`. Express hides it in a closure, but lets each
 * request be born again with the app's own prototype before anything else looks at it: so a request
 * that is nobody's, without a path from then on, is enough to see the app, and no middleware runs.
 *
 * @param handle - Of the layer that was made by mounting.
 * @param parent - The app that it was mounted on.
 * @returns The parent itself if the app has no routes, for then it hands the request back at once;
 * `undefined` for a closure of another make.
 */
export function mountedApp(handle: object, parent: unknown): unknown {
  if (!seen.has(handle)) seen.set(handle, look(handle, parent));
  return seen.get(handle);
}

/** By handle: it does not change, and layers live as long as their app. */
const seen = new WeakMap<object, unknown>();

function look(handle: object, parent: unknown): unknown {
  if (typeof handle !== "function") return undefined;
  let app: unknown;
  const request = { method: "GET", url: "/", headers: {}, app: parent };
  const observed = new Proxy(request, {
    setPrototypeOf(target, prototype) {
      app ??= prototype && Reflect.get(prototype, "app");
      target.url = ""; // Express goes no further with a request whose path it cannot tell.
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
