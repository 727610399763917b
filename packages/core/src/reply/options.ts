import { show } from "../fields/codec.ts";
import type { ETag } from "../fields/etag.ts";
import type { Link } from "../fields/link.ts";
import type { Url } from "../fields/location.ts";
import type { RetryAfter } from "../fields/retry-after.ts";
import type { StatusRow } from "../status/registry.ts";

/** What any reply can say besides what its status requires. */
export interface Options {
  /** Further header fields by name, in any case. Names, values and the grammar of known fields are checked. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The version of the representation (RFC 9110 section 8.8.3), by `etag()` or `etagOf()`. */
  readonly etag?: ETag;
  /** When the representation last changed (section 8.8.2); sent in whole seconds, never later than now. */
  readonly lastModified?: Date;
  /**
   * The value of Cache-Control (RFC 9111 section 5.2). Never guessed on success; errors have "no-store" by
   * default.
   */
  readonly cacheControl?: string;
  /** Names of the request fields that the choice of this reply depended on (section 12.5.5). */
  readonly vary?: readonly string[];
  /** The URI of exactly this representation (section 8.7). */
  readonly contentLocation?: Url;
  /** Web links (RFC 8288), one field line each. */
  readonly links?: readonly Link[];
  /** Media type of the body (section 8.3). Default: JSON, text or bytes, by what the body is. */
  readonly type?: string;
  /** Language of the body (section 8.5), as a BCP 47 tag. */
  readonly language?: string;
}

/** Every option, to detect a misspelt one, which would do nothing. */
const common: Readonly<Record<keyof Options, true>> = {
  headers: true,
  etag: true,
  lastModified: true,
  cacheControl: true,
  vary: true,
  contentLocation: true,
  links: true,
  type: true,
  language: true,
};

/** What single helpers take besides these. */
const particular: Readonly<Record<string, readonly string[]>> = {
  accepted: ["statusUrl", "retryAfter"],
  multipleChoices: ["preferred"],
  movedPermanently: ["retryAfter"],
  found: ["retryAfter"],
  seeOther: ["retryAfter"],
  temporaryRedirect: ["retryAfter"],
  permanentRedirect: ["retryAfter"],
  contentTooLarge: ["retryAfter"],
  tooManyRequests: ["retryAfter", "problem"],
  unavailableForLegalReasons: ["blockedBy", "problem"],
  serviceUnavailable: ["retryAfter", "problem"],
};

/** The options as they were given, or none. */
export function given<O extends object>(o: O | undefined, section: string): Partial<O> {
  if (o === undefined) return {};
  if (typeof o === "object" && o !== null && !Array.isArray(o)) return o;
  const got = Array.isArray(o) ? "a list" : show(o);
  throw new TypeError(`options: want an object, got ${got} (${section})`);
}

/** @throws TypeError for anything but an object, and for an option that the helper does not have. */
export function checkOptions(o: Options, { name: helper, section }: StatusRow): void {
  for (const name in given(o, section)) {
    if (Object.hasOwn(common, name) || particular[helper]?.includes(name)) continue;
    throw new TypeError(`options: ${helper}() has none called ${name}`);
  }
}

/** Options of a reply that has no content to describe. */
export type NoBody = Omit<Options, "type" | "language">;

/** Options of a reply that may ask the client to wait (RFC 9110 section 10.2.3). */
export interface Retry {
  /** Whole seconds from now, or the instant itself. */
  readonly retryAfter?: RetryAfter;
}
