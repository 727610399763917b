/** Types that can be recognised by their first octets. */
const signatures: readonly (readonly [type: RegExp, starts: string])[] = [
  [/^image\/png$/, "\x89PNG\r\n\x1a\n"],
  [/^image\/gif$/, "GIF8"],
  [/^image\/jpeg$/, "\xff\xd8\xff"],
  [/^application\/pdf$/, "%PDF-"],
  [/^application\/zip$|\+zip$/, "PK"],
  [/^application\/(?:x-)?gzip$/, "\x1f\x8b"],
];

/** Does the content begin as this type must? True for types that cannot be recognised. */
export function looksLike(type: string, bytes: Uint8Array): boolean {
  const starts = String.fromCharCode(...bytes.subarray(0, 8));
  const own = signatures.find(([known]) => known.test(type));
  if (own !== undefined) return starts.startsWith(own[1]);
  // Text does not begin like an image.
  if (!type.startsWith("text/")) return true;
  return !signatures.some(([, other]) => other !== "PK" && starts.startsWith(other));
}

/** Is this UTF-8 from end to end? */
export function isUtf8(bytes: Uint8Array): boolean {
  try {
    strict.decode(bytes);
    return true;
  } catch {
    return false;
  }
}

const strict = new TextDecoder("utf-8", { fatal: true });
