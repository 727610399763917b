import { isUriReference, nextMember, readAttribute, skipOws } from "@rightstatus/core/grammar";

/** A link as it was written (RFC 8288 section 3), with all its parameters, even repeated ones. */
export interface LinkRead {
  readonly href: string;
  /** Names in lower case; true for one without value. */
  readonly params: readonly { readonly name: string; readonly value: string | true }[];
}

/** The links of a field value; undefined if it contains anything else. */
export function linksOf(value: string): readonly LinkRead[] | undefined {
  const links: LinkRead[] = [];
  let at = nextMember(value, 0);
  while (at !== undefined && at < value.length) {
    const read = linkAt(value, at);
    if (read === undefined) return undefined;
    links.push(read.link);
    at = nextMember(value, read.end);
  }
  return at === undefined ? undefined : links;
}

function linkAt(text: string, at: number): { link: LinkRead; end: number } | undefined {
  const close = text.indexOf(">", at);
  const href = text.slice(at + 1, close);
  if (text[at] !== "<" || close < 0 || !isUriReference(href)) return undefined;
  const params: { name: string; value: string | true }[] = [];
  let end = skipOws(text, close + 1);
  while (text[end] === ";") {
    end = skipOws(text, end + 1);
    const param = readAttribute(text, end);
    if (param !== undefined) {
      params.push({ name: param.name, value: param.value });
      end = skipOws(text, param.end);
    } else if (text[end] !== ";" && text[end] !== "," && end < text.length) return undefined;
  }
  return { link: { href, params }, end };
}
