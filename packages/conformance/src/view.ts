import { parseUrl, splitList } from "@rightstatus/core/grammar";
import { type Directive, directivesOf } from "./directives.ts";
import type { Circumstances, Exchange, FieldLines } from "./exchange.ts";
import { HeaderSection } from "./header-section.ts";
import { httpVersionOf } from "./http-version.ts";

/** An interim response, its fields by name. */
export interface InterimView {
  readonly status: number;
  /** Undefined if only the code is known. */
  readonly fields: HeaderSection | undefined;
}

/** An exchange as rules see it: fields by name, everything parsed at most once, and only on demand. */
export class View {
  readonly exchange: Exchange;
  readonly method: string;
  readonly status: number;
  /** Fields of the request. */
  readonly request: HeaderSection;
  /** Fields of the final response. */
  readonly response: HeaderSection;
  /** The content; undefined if it is not known. */
  readonly body: Uint8Array | undefined;
  readonly circumstances: Circumstances;
  #interim: readonly InterimView[] | undefined;
  #lines: FieldLines | undefined;
  #directives: readonly Directive[] | undefined;
  #rawLines: readonly string[] | undefined;
  #vary: ReadonlySet<string> | undefined;
  #url: URL | "none" | undefined;
  #pair: View | undefined;

  constructor(exchange: Exchange) {
    const { request, response, circumstances } = exchange;
    this.exchange = exchange;
    this.method = request.method;
    this.status = response.status;
    this.request = new HeaderSection(request.headers);
    this.response = new HeaderSection(response.headers);
    this.body = response.body;
    this.circumstances = circumstances ?? {};
  }

  /** Who answers; undefined if that is not known. */
  get role(): Circumstances["role"] {
    return this.circumstances.role;
  }

  /**
   * May somebody between client and origin have answered (RFC 9110 section 3.7)? If nobody says who it was,
   * a cache shows by Age, and a gateway or proxy by Via.
   */
  get isIntermediary(): boolean {
    const { response, role } = this;
    return role === undefined ? response.has("age") || response.has("via") : role !== "origin";
  }

  /** Major version of the response: 1, 2 or 3. */
  get major(): number {
    return Number.parseInt(httpVersionOf(this.exchange.response.httpVersion), 10);
  }

  /** Did the client speak HTTP/1.0? */
  get isHttp10(): boolean {
    return httpVersionOf(this.exchange.request.httpVersion) === "1.0";
  }

  get interim(): readonly InterimView[] {
    this.#interim ??= (this.exchange.response.interim ?? []).map((one) =>
      typeof one === "number"
        ? { status: one, fields: undefined }
        : { status: one.status, fields: new HeaderSection(one.headers) },
    );
    return this.#interim;
  }

  /** The field lines of all sections: of the interim responses, of the header and of the trailers. */
  get lines(): FieldLines {
    const { headers, interim = [], trailers = [] } = this.exchange.response;
    this.#lines ??=
      interim.length + trailers.length === 0
        ? headers
        : [
            ...interim.flatMap((one) => (typeof one === "number" ? [] : one.headers)),
            ...headers,
            ...trailers,
          ];
    return this.#lines;
  }

  /** The lines of the header section as received, the status line first; none if they are not known. */
  get rawLines(): readonly string[] {
    const { raw } = this.exchange.response;
    this.#rawLines ??= raw === undefined ? [] : raw.split(/\r?\n/).filter(isFull);
    return this.#rawLines;
  }

  /** How many octets of content came, in its place or after the end; undefined if that is not known. */
  get octets(): number | undefined {
    const { surplus = "" } = this.exchange.response;
    const behind = surplus.startsWith("HTTP/") ? 0 : surplus.length;
    if (this.body === undefined && behind === 0) return undefined;
    return (this.body?.length ?? 0) + behind;
  }

  /** The well-formed directives of Cache-Control, in their order (RFC 9111 section 5.2). */
  get directives(): readonly Directive[] {
    this.#directives ??= directivesOf(this.response.get("cache-control") ?? "");
    return this.#directives;
  }

  /** The members of Vary in lower case (RFC 9110 section 12.5.5). */
  get vary(): ReadonlySet<string> {
    this.#vary ??= new Set(splitList((this.response.get("vary") ?? "").toLowerCase()));
    return this.#vary;
  }

  /** The target as an absolute URI, if the request says enough (RFC 9110 section 7.1). */
  get url(): URL | undefined {
    this.#url ??= urlOf(this) ?? "none";
    return this.#url === "none" ? undefined : this.#url;
  }

  /** The exchange to compare with. */
  get pair(): View | undefined {
    if (this.exchange.pair !== undefined) this.#pair ??= new View(this.exchange.pair);
    return this.#pair;
  }
}

function isFull(line: string): boolean {
  return line !== "";
}

function urlOf({ exchange, request, circumstances }: View): URL | undefined {
  const { target } = exchange.request;
  const base = `http${circumstances.secure === true ? "s" : ""}://${request.get("host") ?? "host.invalid"}`;
  return parseUrl(target, base);
}
