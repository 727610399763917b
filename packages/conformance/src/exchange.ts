/** Name and value as they stood on the wire, one pair a line, in their order. */
export type FieldLines = readonly (readonly [name: string, value: string])[];

/** What a client said. */
export interface ExchangeRequest {
  /** As on the wire: methods are case-sensitive (RFC 9110 section 9.1). */
  readonly method: string;
  /** The request target as on the wire: `/notes?page=2`, `*`, or an absolute URI. */
  readonly target: string;
  readonly headers: FieldLines;
  readonly body?: Uint8Array;
  /** "1.0", "1.1", "2" or "3". Default "1.1". */
  readonly httpVersion?: string;
}

/** An interim response, sent before the final one (RFC 9110 section 15.2). */
export interface InterimResponse {
  /** 100 to 199. */
  readonly status: number;
  readonly headers: FieldLines;
}

/** What came back. */
export interface ExchangeResponse {
  readonly status: number;
  /** The reason phrase; left out where the client does not tell. */
  readonly phrase?: string;
  readonly headers: FieldLines;
  /** The content without its transfer coding, its content coding still on. Left out: not known. */
  readonly body?: Uint8Array;
  readonly trailers?: FieldLines;
  /** The interim responses before it: their codes, or also what they said. Left out: not known. */
  readonly interim?: readonly (number | InterimResponse)[];
  /** "1.0", "1.1", "2" or "3". Default "1.1". */
  readonly httpVersion?: string;
  /** The header section as it came, one character an octet, from the status line to the empty line. */
  readonly raw?: string;
  /** Did the server close the connection behind it? Left out: not known. */
  readonly closed?: boolean;
  /** What came behind its end though nothing else was asked, one character an octet: content of a HEAD. */
  readonly surplus?: string;
}

/** What neither side of an exchange shows, and who asks may know. */
export interface Circumstances {
  /** Who answers. Left out: not known, and rules for an origin alone keep silent. */
  readonly role?: "origin" | "gateway" | "proxy";
  /** Has the server a clock (RFC 9110 section 5.6.7)? Default true. */
  readonly clock?: boolean;
  /** Did it come over TLS? Left out: not known. */
  readonly secure?: boolean;
  /** When the response came, by a clock that is right. Left out: not known. */
  readonly received?: Date;
  /** Had the target a current representation when the request came? Left out: not known. */
  readonly existed?: boolean;
  /** Names of the request fields by which the content was chosen, in lower case. */
  readonly negotiatedBy?: readonly string[];
}

/** A request, and all that came back for it. */
export interface Exchange {
  readonly request: ExchangeRequest;
  readonly response: ExchangeResponse;
  /**
   * The same resource in the same state, asked in another way, to compare: the GET beside a HEAD, the 200
   * beside a 304 or a 206.
   */
  readonly pair?: Exchange;
  readonly circumstances?: Circumstances;
}
