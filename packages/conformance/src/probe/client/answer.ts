import type { Exchange } from "../../exchange.ts";
import type { ResponseReader } from "./response-reader.ts";
import type { Sent } from "./sent.ts";

/** What came of a request. */
export interface Answer {
  readonly sent: Sent;
  /** Undefined where no response could be read. */
  readonly exchange: Exchange | undefined;
  /** What came, in wire notation; or in words, that nothing did. */
  readonly came: string;
  /** Did it break off before its end? */
  readonly broken: boolean;
  /** Of a request that held its content back: did a response, interim or final, come before it? */
  readonly invited?: boolean;
  /** The status codes of what was answered to `behind`. */
  readonly behind?: readonly number[];
}

/** What the connection showed besides. */
export interface Watched {
  readonly closed?: boolean;
  readonly surplus?: string;
}

/** What a reader has read, as an exchange to be judged. */
export function answerOf(
  sent: Sent,
  reader: ResponseReader,
  circumstances: Exchange["circumstances"],
  { closed, surplus }: Watched,
): Answer {
  const { content, ending, head, interim, trailers } = reader;
  const broken = ending !== "whole" && content !== undefined;
  if (head === undefined) {
    const came = reader.unread || interim.map(({ raw }) => raw).join("");
    const nothing = closed === true ? "(the connection is closed)" : "(nothing)";
    return { sent, exchange: undefined, came: came || nothing, broken };
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
  // Whoever has a Via in front of it is no origin (RFC 9110 section 7.6.3).
  const isOrigin = !headers.some(([name]) => /^(via|age)$/i.test(name));
  const exchange: Exchange = {
    request: sent,
    response,
    circumstances: { ...circumstances, ...(isOrigin ? { role: "origin" } : {}) },
  };
  return { sent, exchange, came: interim.map((one) => one.raw).join("") + raw, broken };
}
