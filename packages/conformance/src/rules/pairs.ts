import type { View } from "../view.ts";

/** Request fields by which servers choose a representation. */
export const choosing = [
  "a-im",
  "accept",
  "accept-charset",
  "accept-encoding",
  "accept-language",
  "authorization",
  "available-dictionary",
  "cookie",
  "host",
  "origin",
  "prefer",
  "user-agent",
] as const;

/** Is the other one about the same resource, and asked for in the same words? */
export function asksTheSame(view: View, other: View): boolean {
  return (
    view.exchange.request.target === other.exchange.request.target &&
    choosing.every((name) => view.request.get(name) === other.request.get(name))
  );
}

/** Was the resource in another state when the other one was answered, as far as validators tell? */
export function hasChanged(view: View, other: View): boolean {
  return ["etag", "last-modified"].some((name) => {
    const [one, two] = [view.response.get(name), other.response.get(name)];
    return one !== undefined && two !== undefined && one !== two;
  });
}
