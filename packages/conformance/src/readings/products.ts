import { skipOws, tokenEnd } from "@rightstatus/core/grammar";

/** Is this `product *( RWS ( product / comment ) )`, as Server is (RFC 9110 section 10.2.4)? */
export function isProducts(value: string): boolean {
  let at = productEnd(value, 0);
  while (at !== undefined && at < value.length) {
    const next = skipOws(value, at);
    if (next === at) return false;
    at = value[next] === "(" ? commentEnd(value, next) : productEnd(value, next);
  }
  return at !== undefined;
}

/** `token ["/" token]`. */
function productEnd(value: string, start: number): number | undefined {
  const end = tokenEnd(value, start);
  if (end === start || value[end] !== "/") return end === start ? undefined : end;
  const version = tokenEnd(value, end + 1);
  return version === end + 1 ? undefined : version;
}

/** Comments hold others, and a backslash takes the next character out of the grammar (section 5.6.5). */
function commentEnd(value: string, start: number): number | undefined {
  let depth = 0;
  for (let at = start; at < value.length; at += 1) {
    if (value[at] === "(") depth += 1;
    else if (value[at] === ")") depth -= 1;
    else if (value[at] === "\\") at += 1;
    if (depth === 0) return at + 1;
  }
  return undefined;
}
