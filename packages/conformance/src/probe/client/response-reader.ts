import { splitList } from "@rightstatus/core/grammar";
import type { FieldLines } from "../../exchange.ts";
import { GrowingBytes } from "./growing-bytes.ts";
import { type Head, readHead, readTrailers } from "./head.ts";
import { type Limits, usual } from "./limits.ts";

/**
 * How the reading ended: with the whole response, with a part of it, or with something else. Content beyond
 * the limit also leaves a part.
 */
export type Ending = "whole" | "part" | "unreadable";

type Stage = "head" | "length" | "close" | "size" | "chunk" | "after-chunk" | "trailers";

const LF = 0x0a;
const CR = 0x0d;
/** The longest line with a chunk size and its extensions, in octets. */
const longestSize = 1024;

/**
 * Reads one response, and the interim ones before it, as its bytes come (RFC 9112 section 6.3). It is as
 * tolerant as possible, keeps each header section as received, and takes linear time and space, up to the
 * limits.
 */
export class ResponseReader {
  readonly interim: Head[] = [];
  head: Head | undefined;
  /** When the head was complete: content may come much later. */
  headAt: Date | undefined;
  trailers: FieldLines | undefined;
  ending: Ending | undefined;
  readonly #method: string;
  readonly #limits: Limits;
  readonly #lines = new GrowingBytes();
  readonly #content = new GrowingBytes();
  #lineStart = 0;
  #stage: Stage = "head";
  #left = 0;
  #tooMuch = false;

  /** @param method - The method of the request, which decides where its response ends. */
  constructor(method: string, limits: Limits = usual) {
    this.#method = method;
    this.#limits = limits;
  }

  /** Does the response end with the connection? */
  get untilClose(): boolean {
    return this.#stage === "close";
  }

  /** The content without its transfer coding; undefined if there is more than the limit. */
  get content(): Uint8Array | undefined {
    return this.#tooMuch ? undefined : this.#content.bytes();
  }

  /** The part of an incomplete header section that has been received, one character per octet. */
  get unread(): string {
    return this.#lines.text();
  }

  /** Takes more bytes. Returns how many of them belong to this response. */
  push(bytes: Uint8Array): number {
    let at = 0;
    while (at < bytes.length && this.ending === undefined) at = this.#take(bytes, at);
    return at;
  }

  /** The server has closed the connection. */
  end(): void {
    if (this.ending !== undefined) return;
    if (this.#stage === "head") this.ending = this.#lines.length > 0 ? "unreadable" : "part";
    else this.ending = this.#stage === "close" ? "whole" : "part";
  }

  #take(bytes: Uint8Array, at: number): number {
    switch (this.#stage) {
      case "head":
      case "trailers":
        return this.#takeSection(bytes, at);
      case "size":
      case "after-chunk":
        return this.#takeLine(bytes, at);
      case "close":
        return this.#takeContent(bytes, at, bytes.length);
      case "length":
      case "chunk": {
        const end = Math.min(bytes.length, at + this.#left);
        this.#left -= end - at;
        this.#takeContent(bytes, at, end);
        if (this.#left === 0 && this.ending === undefined) this.#endOctets();
        return end;
      }
    }
  }

  #takeContent(bytes: Uint8Array, at: number, end: number): number {
    this.#content.append(bytes.subarray(at, end));
    if (this.#content.length > this.#limits.content) {
      this.#tooMuch = true;
      this.ending = "part";
    }
    return end;
  }

  #endOctets(): void {
    if (this.#stage === "length") this.ending = "whole";
    else this.#stage = "after-chunk";
  }

  /** Takes a section up to the empty line. */
  #takeSection(bytes: Uint8Array, at: number): number {
    const end = this.#append(bytes, at, this.#limits.head);
    const line = this.#line();
    if (line === undefined || this.ending !== undefined) return end;
    this.#lineStart = this.#lines.length;
    if (line.length > 0) return end;
    const raw = this.#lines.text();
    this.#startLines();
    if (this.#stage === "head") this.#endHead(raw);
    else {
      const trailers = readTrailers(raw);
      if (trailers.length > 0) this.trailers = trailers;
      this.ending = "whole";
    }
    return end;
  }

  #takeLine(bytes: Uint8Array, at: number): number {
    const end = this.#append(bytes, at, longestSize);
    const line = this.#line();
    if (line === undefined || this.ending !== undefined) return end;
    const text = Buffer.from(line).toString("latin1");
    this.#startLines();
    if (this.#stage === "size") this.#startChunk(text);
    else if (text === "") this.#stage = "size";
    else this.ending = "unreadable";
    return end;
  }

  /** RFC 9112 section 7.1; extensions are ignored. */
  #startChunk(line: string): void {
    const [, digits] = /^([\dA-Fa-f]{1,13})[ \t]*(?:;|$)/.exec(line) ?? [];
    if (digits === undefined) this.ending = "unreadable";
    this.#left = Number.parseInt(digits ?? "0", 16);
    this.#stage = this.#left === 0 ? "trailers" : "chunk";
  }

  #append(bytes: Uint8Array, at: number, limit: number): number {
    const lf = bytes.indexOf(LF, at);
    const end = lf === -1 ? bytes.length : lf + 1;
    this.#lines.append(bytes.subarray(at, end));
    if (this.#lines.length > limit) this.ending = "unreadable";
    return end;
  }

  /** The last line without its line end; undefined if it is incomplete. */
  #line(): Uint8Array | undefined {
    const line = this.#lines.bytes().subarray(this.#lineStart);
    if (line.at(-1) !== LF) return undefined;
    return line.subarray(0, line.at(-2) === CR ? -2 : -1);
  }

  #startLines(): void {
    this.#lines.clear();
    this.#lineStart = 0;
  }

  #endHead(raw: string): void {
    const head = readHead(raw);
    if (head === undefined) {
      this.#lines.append(Buffer.from(raw, "latin1"));
      this.ending = "unreadable";
    } else if (head.status < 200 && head.status !== 101) {
      this.interim.push(head);
      if (this.interim.length > this.#limits.interim) this.ending = "unreadable";
    } else {
      this.head = head;
      this.headAt = new Date();
      this.#frame(head);
    }
  }

  /** RFC 9112 section 6.3; with an invalid length, the content ends with the connection. */
  #frame({ headers, status }: Head): void {
    const valuesOf = (name: string): readonly string[] =>
      headers.filter(([n]) => n.toLowerCase() === name).flatMap(([, value]) => splitList(value));
    const codings = valuesOf("transfer-encoding");
    const [length, ...lengths] = valuesOf("content-length");
    if (this.#method === "HEAD" || [101, 204, 304].includes(status)) this.ending = "whole";
    else if (codings.length > 0) {
      this.#stage = codings.at(-1)?.toLowerCase() === "chunked" ? "size" : "close";
    } else if (length !== undefined && /^\d{1,15}$/.test(length)) {
      this.#stage = lengths.every((other) => other === length) ? "length" : "close";
      this.#left = Number(length);
      if (this.#stage === "length" && this.#left === 0) this.ending = "whole";
    } else this.#stage = "close";
  }
}
