import type { AnyReply } from "@rightstatus/core";

/** By status, a request that may have it for a response; a GET for the rest. */
const asked: Readonly<Record<number, readonly [line: string, ...fields: string[]]>> = {
  201: ["POST /"],
  202: ["POST /"],
  204: ["DELETE /"],
  205: ["POST /"],
  207: ["PROPFIND /"],
  226: ["GET /", "A-IM: feed"],
  405: ["PUT /"],
  406: ["GET /", "Accept: text/csv"],
  409: ["PUT /"],
  411: ["POST /"],
  412: ["PUT /", 'If-Match: "v0"'],
  413: ["POST /"],
  415: ["POST /", "Content-Type: text/plain"],
  416: ["GET /", "Range: bytes=900-"],
  422: ["POST /", "Content-Type: application/json"],
  423: ["PUT /"],
  424: ["PUT /"],
  425: ["GET /", "Early-Data: 1"],
  428: ["PUT /"],
};

/** A request line and fields that may have this reply for a response. */
export function askedFor({
  headers,
  status,
}: AnyReply): readonly [line: string, ...fields: string[]] {
  const [line, ...fields] = asked[status] ?? ["GET /"];
  return "accept-encoding" in headers
    ? [line, ...fields, "Content-Encoding: compress"]
    : [line, ...fields];
}
