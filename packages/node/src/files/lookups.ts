/** Finds out whether there is a file, when somebody wants to know. */
type Lookup = () => Promise<boolean>;

const lookups = new WeakMap<object, readonly Lookup[]>();

/** Remembers for a request with another method how to find out whether GET would have found a file. */
export function noteLookup(req: object, isThere: Lookup): void {
  lookups.set(req, [...(lookups.get(req) ?? []), isThere]);
}

/** Is the target of a request a file? Only now is the disk looked at. */
export async function isFile(req: object): Promise<boolean> {
  for (const isThere of lookups.get(req) ?? []) {
    if (await isThere()) return true;
  }
  return false;
}
