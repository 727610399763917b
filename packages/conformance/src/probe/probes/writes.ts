import type { Probe } from "../probe-entry.ts";

const unsafe = true;
const never = 'If-Match: "rightstatus-no-such-tag"';
const content = ["Content-Type: {type}", "Content-Length: {length}"];

/**
 * Writes with conditions that do not hold: a server that respects them changes nothing. Those that would do
 * the most harm come last.
 */
export const writes: readonly Probe[] = [
  put("put-if-none-match-star", "PUT {path}", ["If-None-Match: *"], ["probe/if-none-match-star"]),
  put("put-if-match", "PUT {path}", [never]),
  put("put-content-range", "PUT {path}", ["Content-Range: bytes 0-0/1000", never]),
  put("patch-if-match", "PATCH {path}", [never], ["probe/if-match-failed"]),
  put("post-if-match", "POST {path}", [never], ["probe/if-match-failed"]),
  {
    id: "writes/post-type",
    line: "POST {path}",
    fields: ["Content-Type: application/vnd.rightstatus.none", "Content-Length: 1"],
    body: "a",
    unsafe,
  },
  {
    id: "writes/delete-if-match",
    line: "DELETE {path}",
    fields: [never],
    needs: ["ok"],
    expects: ["probe/if-match-failed"],
    unsafe,
  },
  { id: "writes/delete-missing", line: "DELETE {missing}", fields: [never], unsafe },
];

function put(
  name: string,
  line: string,
  fields: readonly string[],
  expects: Probe["expects"] = [],
): Probe {
  const body = "{text}";
  return {
    id: `writes/${name}`,
    line,
    fields: [...fields, ...content],
    body,
    needs: ["ok"],
    expects,
    unsafe,
  };
}
