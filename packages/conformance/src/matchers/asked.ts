import type { Exchange, ExchangeRequest, ExchangeResponse, FieldLines } from "../exchange.ts";

/** The request, for responses that do not tell what it was: those of fetch, and replies. */
export interface Asked {
  /** Default: any that fits the response. */
  readonly method?: string;
  /** Default: that of the response's URL, or "/". */
  readonly target?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The request that `asked` describes. */
export function requestOf(asked: Asked, target: string): ExchangeRequest {
  return {
    method: asked.method ?? "GET",
    target: asked.target ?? target,
    headers: Object.entries(asked.headers ?? {}),
  };
}

/** Fields that a request may have had and that would make another response right. */
const wishes: FieldLines = [
  ["A-IM", "vcdiff, diffe, gzip, feed, range"],
  ["Accept", "*/*"],
  ["Accept-Encoding", "gzip, br"],
  ["Accept-Language", "en"],
  ["Access-Control-Request-Method", "PUT"],
  ["Early-Data", "1"],
  ["Expect", "100-continue"],
  ["If-Match", '"other"'],
  ["If-Modified-Since", "Thu, 26 Nov 2026 08:00:00 GMT"],
  ["If-None-Match", "*"],
  ["Origin", "https://elsewhere.example"],
  ["Range", "bytes=0-0"],
  ["TE", "trailers"],
  ["Upgrade", "websocket"],
];

/**
 * The exchanges that a response may be part of, if the request is not known.
 *
 * @param response - The response.
 * @param target - The target of the request.
 * @param methods - The methods that the request may have had.
 */
export function supposed(
  response: ExchangeResponse,
  target: string,
  [first, ...others]: readonly [string, ...string[]],
): readonly [Exchange, ...Exchange[]] {
  const plain = (method: string): Exchange => ({
    request: { method, target, headers: [] },
    response,
  });
  const wishing = (method: string): Exchange => ({
    request: { method, target, headers: wishes },
    response,
  });
  return [plain(first), wishing(first), ...others.flatMap((each) => [plain(each), wishing(each)])];
}
