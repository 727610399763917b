/** A section of an RFC, and where it can be read. */
export interface Reference {
  /** "RFC 9110 section 15.5.6" */
  readonly text: string;
  /** Left out if it is not an RFC. */
  readonly href?: string;
}

/** The single sections in a list such as "RFC 9110 section 8.6, RFC 9112 section 6.3". */
export function references(section: string): readonly Reference[] {
  return section.split(", ").map((text) => {
    const [, rfc, at] = /^RFC (\d+)(?: section ([\w.]+))?/.exec(text) ?? [];
    if (rfc === undefined) return { text };
    const anchor = at === undefined ? "" : `#${/^[A-Z]/.test(at) ? "appendix" : "section"}-${at}`;
    return { text, href: `https://www.rfc-editor.org/rfc/rfc${rfc}${anchor}` };
  });
}
