import type { ETag } from "../../../packages/core/src/fields/etag.ts";
import type { State } from "../../../packages/core/src/semantics/preconditions.ts";

/** A state in the notation of the response that shows it; no field at all means a missing resource. */
export function stateOf(...fields: readonly string[]): State {
  const byName = new Map(fields.map((field) => field.split(/: (.*)/s, 2) as [string, string]));
  const tag = byName.get("etag");
  const at = byName.get("last-modified");
  return {
    exists: fields.length > 0,
    ...(tag !== undefined && { etag: tag as ETag }),
    ...(at !== undefined && { lastModified: new Date(at) }),
  };
}
