import type { Exchange } from "../../exchange.ts";
import type { ResponseReader } from "./response-reader.ts";
import type { Sent } from "./sent.ts";

/** The result of a request. */
export interface Answer {
  readonly sent: Sent;
  /** Undefined if no response could be read. */
  readonly exchange: Exchange | undefined;
  /** What came, in wire notation; if nothing came, that in words in parentheses. */
  readonly came: string;
  /** Did the response break off before its end? */
  readonly broken: boolean;
  /** Was it not over when the time was? */
  readonly late: boolean;
  /** If the request held back its content: did an interim or final response come before that? */
  readonly invited?: boolean;
  /** The status codes of the responses to the requests in `behind`. */
  readonly behind?: readonly number[];
}

/** What else the connection showed. */
export interface Watched {
  readonly closed?: boolean;
  readonly surplus?: string;
}

/** Makes an exchange of what a reader has read. */
export function answerOf(
  sent: Sent,
  reader: ResponseReader,
  circumstances: Exchange["circumstances"],
  { closed, surplus }: Watched,
): Answer {
  const { content, ending, head, interim, trailers } = reader;
  const late = ending === undefined;
  const broken = !late && ending !== "whole" && content !== undefined;
  if (head === undefined) {
    const came = reader.unread || interim.map(({ raw }) => raw).join("");
    const nothing = late ? "(nothing)" : "(the connection is closed)";
    return { sent, exchange: undefined, came: came || nothing, broken, late };
  }
  const { headers, httpVersion, phrase, raw, status } = head;
  const isWhole = ending === "whole" || closed === true;
  const response = {
    status,
    phrase,
    headers,
    httpVersion,
    raw,
    interim,
    ...(content !== undefined && isWhole ? { body: content.slice() } : {}),
    ...(trailers === undefined ? {} : { trailers }),
    ...(closed === undefined ? {} : { closed }),
    ...(surplus ? { surplus } : {}),
  };
  // A response with Via has passed a gateway or proxy (RFC 9110 section 7.6.3).
  const isOrigin = !headers.some(([name]) => /^(via|age)$/i.test(name));
  const exchange: Exchange = {
    request: sent,
    response,
    circumstances: { ...circumstances, ...(isOrigin ? { role: "origin" } : {}) },
  };
  return { sent, exchange, came: interim.map((one) => one.raw).join("") + raw, broken, late };
}
