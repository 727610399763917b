import { readAttributes } from "../grammar/attributes.ts";
import { isTidy, nextMember } from "../grammar/list.ts";
import { isToken } from "../grammar/token.ts";
import { encodeReference, isUriReference, schemeOf } from "../grammar/uri.ts";
import { formatWord } from "../grammar/word.ts";
import type { OneOrMore } from "./challenge.ts";
import { type FieldCodec, refusal } from "./codec.ts";
import type { Url } from "./location.ts";

/**
 * A typed link (RFC 8288 section 3). Besides target and relation it may have any attributes: text, a number,
 * or true for a name without a value; an attribute that is false or undefined is left out.
 */
export type Link = {
  readonly href: Url;
  /** One or more relation types, separated by spaces: registered names or absolute URIs. */
  readonly rel: string;
  readonly [param: string]: unknown;
};

/**
 * `Link = #link-value` (RFC 8288 section 3).
 *
 * @example
 * ```ts
 * link.parse('</b>; rel="next"'); // [{ href: "/b", rel: "next" }]
 * ```
 */
export const link: FieldCodec<readonly Link[], OneOrMore<Link>> = {
  name: "link",
  section: "RFC 8288 section 3",
  parse(line) {
    const links: Link[] = [];
    let at = nextMember(line, 0);
    while (at !== undefined && at < line.length) {
      const read = readLink(line, at);
      if (read === undefined) return undefined;
      links.push(read.link);
      at = nextMember(line, read.end);
    }
    return at === undefined || links.length === 0 ? undefined : links;
  },
  format(value) {
    const links = isOne(value) ? [value] : value;
    if (links.length === 0) throw refusal(link, "at least one link", links);
    return links.map(formatLink).join(", ");
  },
  isSendable: isTidy,
};

/**
 * Writes one link, as a field line of its own (RFC 8288 section 3).
 *
 * @param value - The link. Unicode in its target is percent-encoded; any scheme is legal.
 * @returns The value of the field line.
 * @throws RangeError if the target has control characters or is not a URI reference, if the relation is not a
 *   relation type, or if an attribute cannot be written in ASCII.
 * @example
 * ```ts
 * formatLink({ href: "/style.css", rel: "preload", as: "style" }); // "</style.css>; rel=preload; as=style"
 * ```
 */
export function formatLink(value: Link): string {
  const { href, rel, ...attributes } = value;
  let text = `<${formatTarget(href)}>; rel=${formatRelation(rel)}`;
  const seen = new Set(["href", "rel"]);
  for (const [name, attribute] of Object.entries(attributes)) {
    if (attribute === undefined || attribute === false) continue;
    if (!isToken(name) || seen.has(name.toLowerCase())) {
      throw refusal(link, "attribute names that are tokens, each once", name);
    }
    seen.add(name.toLowerCase());
    text += attribute === true ? `; ${name}` : `; ${name}=${formatAttribute(attribute)}`;
  }
  return text;
}

function isOne(value: OneOrMore<Link>): value is Link {
  return "href" in value;
}

function formatTarget(href: unknown): string {
  const text = href instanceof URL ? href.href : href;
  // No control characters: what a target with a line break was meant to be cannot be guessed.
  if (typeof text === "string" && /^[ -~\x80-\uffff]*$/.test(text)) {
    const target = encodeReference(text);
    if (isUriReference(target)) return target;
  }
  throw refusal(link, "a URI reference as href", href);
}

// Section 3.3: registered names, or absolute URIs as extensions.
function formatRelation(rel: unknown): string {
  if (typeof rel === "string" && rel.split(" ").every(isRelationType)) return formatAttribute(rel);
  throw refusal(link, 'a relation type such as "next" as rel', rel);
}

function isRelationType(text: string): boolean {
  if (/^[A-Za-z][A-Za-z0-9.-]*$/.test(text)) return true;
  return schemeOf(text) !== undefined && isUriReference(text);
}

function formatAttribute(attribute: unknown): string {
  const text = typeof attribute === "number" ? String(attribute) : attribute;
  const word = typeof text === "string" ? formatWord(text) : undefined;
  if (word === undefined) throw refusal(link, "attributes in printable ASCII", attribute);
  return word;
}

function readLink(text: string, at: number): { link: Link; end: number } | undefined {
  const close = text.indexOf(">", at);
  const href = text.slice(at + 1, close);
  if (text[at] !== "<" || close < 0 || !isUriReference(href)) return undefined;
  const attributes = readAttributes(text, close + 1);
  const rel = attributes?.values.rel; // Section 3.3: of several, the first one counts.
  if (attributes === undefined || typeof rel !== "string") return undefined;
  return { link: { ...attributes.values, href, rel }, end: attributes.end };
}
