import { parseDictionary } from "structured-headers";

/** The algorithms whose value we can work out (RFC 9530 section 5). Others are not judged. */
const algorithms: ReadonlyMap<string, string> = new Map([
  ["sha-256", "sha256"],
  ["sha-512", "sha512"],
]);

/** The digests that a field claims, by algorithm, as base64; none where it cannot be read. */
export function digestsOf(value: string): ReadonlyMap<string, string> {
  const digests = new Map<string, string>();
  try {
    for (const [algorithm, [bare]] of parseDictionary(value)) {
      if (bare instanceof ArrayBuffer) digests.set(algorithm, base64(new Uint8Array(bare)));
    }
  } catch {
    // Not in the grammar: that is the finding of another rule.
  }
  return digests;
}

/** The first algorithm by which the digests are not those of the bytes; undefined where all agree. */
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

/** The digest as base64; undefined for an algorithm, or a platform, that cannot give it at once. */
export function digest(algorithm: string, bytes: Uint8Array): string | undefined {
  const name = algorithms.get(algorithm);
  return name === undefined ? undefined : crypto?.createHash(name).update(bytes).digest("base64");
}

// Asked for at run time, for a browser has none that answers at once.
const crypto = globalThis.process?.getBuiltinModule?.("node:crypto");

function base64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}
