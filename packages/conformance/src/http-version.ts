/** A version of HTTP, as an exchange says it. */
export type HttpVersion = "1.0" | "1.1" | "2" | "3";

const versions: readonly HttpVersion[] = ["1.0", "1.1", "2", "3"];

/**
 * Reads a version in the forms that tools write: "1.1", "2.0", "HTTP/1.1", "http/2", "h2", "h3".
 *
 * @returns The version; "1.1" for anything else.
 */
export function httpVersionOf(said: unknown): HttpVersion {
  const [, name] = /^(?:http\/|h)?(1\.[01]|2|3)(?:\.0)?$/i.exec(String(said)) ?? [];
  return versions.find((each) => each === name) ?? "1.1";
}
