import type { View } from "../view.ts";

/** Computes something from an exchange at most once, when a rule first asks for it. */
export function reading<T>(read: (view: View) => T): (view: View) => T {
  const known = new WeakMap<View, { readonly value: T }>();
  return (view) => {
    let found = known.get(view);
    if (found === undefined) {
      found = { value: read(view) };
      known.set(view, found);
    }
    return found.value;
  };
}
