import { isToken } from "../grammar/token.ts";
import type { FieldCodec } from "./codec.ts";
import { listField } from "./list-field.ts";

/**
 * `IM`: the instance manipulations that made a 226 response, in the order they were applied (RFC 3229
 * section 10.5.2). Parameters of manipulations are not supported.
 *
 * @example
 * ```ts
 * im.format(["vcdiff", "gzip"]); // "vcdiff, gzip"
 * ```
 */
export const im: FieldCodec<readonly string[]> = listField({
  name: "im",
  section: "RFC 3229 section 10.5.2",
  members: "instance manipulations (tokens)",
  isMember: isToken,
  least: 1,
});
