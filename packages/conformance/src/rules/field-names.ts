/** Fields whose value is a list, `#rule` (RFC 9110 section 5.6.1); structured fields are checked elsewhere. */
export const lists: readonly string[] = [
  "accept",
  "accept-encoding",
  "accept-patch",
  "accept-post",
  "accept-ranges",
  "access-control-allow-headers",
  "access-control-allow-methods",
  "access-control-expose-headers",
  "allow",
  "authentication-info",
  "cache-control",
  "connection",
  "content-encoding",
  "content-language",
  "link",
  "preference-applied",
  "proxy-authenticate",
  "trailer",
  "transfer-encoding",
  "upgrade",
  "vary",
  "via",
  "www-authenticate",
];

/** Lists of tokens, two of them with parameters. Those with rules of their own are not here. */
export const listsOfTokens: readonly string[] = [
  "accept-encoding",
  "access-control-allow-headers",
  "access-control-allow-methods",
  "access-control-expose-headers",
  "connection",
  "content-encoding",
  "trailer",
  "transfer-encoding",
];

/** Fields that may contain a quoted-string. */
export const withQuotes: readonly string[] = [
  "authentication-info",
  "cache-control",
  "content-disposition",
  "content-type",
  "link",
  "preference-applied",
  "proxy-authenticate",
  "www-authenticate",
];

/** Fields that are obsolete, and what replaces them. */
export const obsolete: ReadonlyMap<string, string> = new Map([
  ["content-md5", "Content-Digest"],
  ["digest", "Repr-Digest"],
  ["expect-ct", "nothing: clients do it by themselves"],
  ["p3p", "nothing"],
  ["pragma", "Cache-Control"],
  ["public-key-pins", "nothing: it locked sites out"],
  ["set-cookie2", "Set-Cookie"],
  ["warning", "nothing: Age and Cache-Status tell"],
]);

/** Fields that tell what the server is made of. */
export const needless: readonly string[] = [
  "x-aspnet-version",
  "x-aspnetmvc-version",
  "x-generator",
  "x-powered-by",
  "x-runtime",
];

/** What kind of structured field it is (RFC 9651 section 3). Those with rules of their own are not here. */
export const structured: ReadonlyMap<string, "dictionary" | "item" | "list"> = new Map([
  ["accept-ch", "list"],
  ["accept-signature", "dictionary"],
  ["cache-status", "list"],
  ["cdn-cache-control", "dictionary"],
  ["content-digest", "dictionary"],
  ["cross-origin-embedder-policy", "item"],
  ["cross-origin-opener-policy", "item"],
  ["origin-agent-cluster", "item"],
  ["permissions-policy", "dictionary"],
  ["priority", "dictionary"],
  ["proxy-status", "list"],
  ["reporting-endpoints", "dictionary"],
  ["repr-digest", "dictionary"],
  ["signature", "dictionary"],
  ["signature-input", "dictionary"],
  ["use-as-dictionary", "dictionary"],
  ["want-content-digest", "dictionary"],
  ["want-repr-digest", "dictionary"],
]);
