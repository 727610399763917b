import { dictionaryOf } from "./structured.ts";

/** The algorithms that can be computed here (RFC 9530 section 5). Others are not judged. */
const algorithms: ReadonlyMap<string, string> = new Map([
  ["sha-256", "sha256"],
  ["sha-512", "sha512"],
]);

/** The digests that a field claims, by algorithm, as base64; none if it cannot be parsed. */
export function digestsOf(value: string): ReadonlyMap<string, string> {
  const digests = new Map<string, string>();
  // If it is not in the grammar, another rule reports that.
  for (const [algorithm, [bare]] of dictionaryOf(value) ?? []) {
    if (bare instanceof Uint8Array) digests.set(algorithm, base64(bare));
  }
  return digests;
}

/** The first algorithm whose digest is not that of the bytes; undefined if all are right. */
export function wrongDigest(
  digests: ReadonlyMap<string, string>,
  bytes: Uint8Array,
): string | undefined {
  for (const [algorithm, claimed] of digests) {
    const worked = digest(algorithm, bytes);
    if (worked !== undefined && worked !== claimed) return algorithm;
  }
  return undefined;
}

/**
 * The digest as base64; undefined if the algorithm is unknown, or if the platform cannot compute it
 * synchronously.
 */
export function digest(algorithm: string, bytes: Uint8Array): string | undefined {
  const name = algorithms.get(algorithm);
  return name === undefined ? undefined : crypto?.createHash(name).update(bytes).digest("base64");
}

// Looked up at run time, because browsers have no synchronous one.
const crypto = globalThis.process?.getBuiltinModule?.("node:crypto");

function base64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}
