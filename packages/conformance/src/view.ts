import type { Circumstances, Exchange } from "./exchange.ts";
import { HeaderSection } from "./header-section.ts";

/** An interim response, its fields by name. */
export interface InterimView {
  readonly status: number;
  readonly fields: HeaderSection;
}

/** An exchange as rules look at it: fields by name, everything parsed at most once, and only if asked for. */
export class View {
  readonly exchange: Exchange;
  readonly method: string;
  readonly status: number;
  /** Fields of the request. */
  readonly request: HeaderSection;
  /** Fields of the final response. */
  readonly response: HeaderSection;
  /** The content; undefined where it is not known. */
  readonly body: Uint8Array | undefined;
  readonly circumstances: Circumstances;
  #interim: readonly InterimView[] | undefined;
  #text: string | undefined;
  #json: { readonly value: unknown } | undefined;
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

  /** Who answers: "origin" unless the circumstances say otherwise. */
  get role(): "origin" | "gateway" | "proxy" {
    return this.circumstances.role ?? "origin";
  }

  /** Major version of the response: 1, 2 or 3. */
  get major(): number {
    return Number.parseInt(this.exchange.response.httpVersion ?? "1.1", 10);
  }

  /** Did the client speak HTTP/1.0? */
  get isHttp10(): boolean {
    return this.exchange.request.httpVersion === "1.0";
  }

  get interim(): readonly InterimView[] {
    this.#interim ??= (this.exchange.response.interim ?? []).map((one) =>
      typeof one === "number"
        ? { status: one, fields: new HeaderSection([]) }
        : { status: one.status, fields: new HeaderSection(one.headers) },
    );
    return this.#interim;
  }

  /** The content as UTF-8; empty where it is not known. */
  get text(): string {
    this.#text ??= this.body === undefined ? "" : utf8.decode(this.body);
    return this.#text;
  }

  /** The content as JSON; undefined where it is none. */
  get json(): unknown {
    this.#json ??= { value: parsed(this.text) };
    return this.#json.value;
  }

  /** The target as an absolute URI, where the request says enough (RFC 9110 section 7.1). */
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

const utf8 = new TextDecoder();

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function urlOf({ exchange, request, circumstances }: View): URL | undefined {
  const { target } = exchange.request;
  const base = `http${circumstances.secure === true ? "s" : ""}://${request.get("host") ?? "host.invalid"}`;
  return URL.canParse(target, base) ? new URL(target, base) : undefined;
}
