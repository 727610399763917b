/** The field lines in their order on the wire, each as name and value. */
export type FieldLines = readonly (readonly [name: string, value: string])[];

/** A request, as the client sent it. */
export interface ExchangeRequest {
  /** As on the wire: methods are case-sensitive (RFC 9110 section 9.1). */
  readonly method: string;
  /** The request target as on the wire: `/notes?page=2`, `*`, or an absolute URI. */
  readonly target: string;
  readonly headers: FieldLines;
  readonly body?: Uint8Array;
  /** "1.0", "1.1", "2" or "3", also as "2.0", "HTTP/1.1" or "h2". Default "1.1". */
  readonly httpVersion?: string;
}

/** An interim response, sent before the final one (RFC 9110 section 15.2). */
export interface InterimResponse {
  /** 100 to 199. */
  readonly status: number;
  readonly headers: FieldLines;
}

/** The final response, as it was received, with the interim ones before it. */
export interface ExchangeResponse {
  readonly status: number;
  /** The reason phrase; left out if it is not known. */
  readonly phrase?: string;
  readonly headers: FieldLines;
  /**
   * The content without its transfer coding, but still with its content coding; left out if it is not known.
   */
  readonly body?: Uint8Array;
  readonly trailers?: FieldLines;
  /** The interim responses before it, or only their codes; left out if they are not known. */
  readonly interim?: readonly (number | InterimResponse)[];
  /** "1.0", "1.1", "2" or "3", also as "2.0", "HTTP/1.1" or "h2". Default "1.1". */
  readonly httpVersion?: string;
  /** The header section as received, one character per octet, from the status line to the empty line. */
  readonly raw?: string;
  /** Did the server close the connection after it? Left out if that is not known. */
  readonly closed?: boolean;
  /**
   * What came after its end although nothing else was requested, such as content after a HEAD; one character
   * per octet.
   */
  readonly surplus?: string;
}

/** What an exchange does not show by itself, but whoever made the request may know. */
export interface Circumstances {
  /** Who answers. If left out, it is not known, and rules for origins only are not applied. */
  readonly role?: "origin" | "gateway" | "proxy";
  /** Does the server have a clock (RFC 9110 section 5.6.7)? Default true. */
  readonly clock?: boolean;
  /** Did it come over TLS? Left out if that is not known. */
  readonly secure?: boolean;
  /** When the response came, by a correct clock; left out if that is not known. */
  readonly received?: Date;
  /** Did the target have a representation when the request came? Left out if that is not known. */
  readonly existed?: boolean;
  /** Names, in lower case, of the request fields that the choice of the content depended on. */
  readonly negotiatedBy?: readonly string[];
}

/** A request, and everything that came back for it. */
export interface Exchange {
  readonly request: ExchangeRequest;
  readonly response: ExchangeResponse;
  /**
   * Another exchange with the same resource in the same state, to compare: the GET for a HEAD, the 200 for a
   * 304 or a 206.
   */
  readonly pair?: Exchange;
  readonly circumstances?: Circumstances;
}
