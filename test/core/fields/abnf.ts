/**
 * The grammars once more, as patterns written from the RFCs' collected ABNF and in the narrow form that
 * a sender keeps to. Slow and plain: they judge what `format` writes, never what comes from outside.
 */
const token = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
const quoted = '"(?:[\\t !#-\\[\\]-~]|\\\\["\\\\])*"';
const word = `(?:${token}|${quoted})`;
const parameters = `(?:; ${token}=${word})*`;
const digits = "[0-9]+";
const etag = '(?:W/)?"[!#-~]*"';
const date =
  "(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), [0-9]{2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) " +
  "[0-9]{4} [0-9]{2}:[0-9]{2}:[0-9]{2} GMT";
const pchar = "(?:[A-Za-z0-9._~!$&'()*+,;=:@-]|%[0-9A-Fa-f]{2})";
const uri = `(?:https?:)?(?://[A-Za-z0-9.\\[\\]:-]+)?(?:${pchar}|/)*(?:\\?(?:${pchar}|[/?])*)?`;
const fragment = `(?:#(?:${pchar}|[/?])*)?`;
const language = "[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*";
const mediaType = `${token}/${token}${parameters}`;
const qvalue = "(?:; q=(?:0(?:\\.[0-9]{0,3})?|1(?:\\.0{0,3})?))?";
const token68 = "[A-Za-z0-9._~+/-]+=*";
const authParam = `${token}=${quoted}`;
const challenge = `${token}(?: (?:${token68}|${list1(authParam)}))?`;
const sfString = '"(?:[ !#-\\[\\]-~]|\\\\["\\\\])*"';
const sfToken = "[A-Za-z*][!#$%&'*+.^_`|~0-9A-Za-z:/-]*";
const sfItem = `(?:${sfToken}|${sfString})(?:;[a-z*][a-z0-9_.*-]*=${sfString})*`;

function list1(member: string): string {
  return `${member}(?:, ${member})*`;
}

function list(member: string): string {
  return `(?:${list1(member)})?`;
}

function whole(pattern: string): RegExp {
  return new RegExp(`^(?:${pattern})$`);
}

/** By the name under which `fields/index.ts` exports the codec. */
export const abnf: Readonly<Record<string, RegExp>> = {
  accept: whole(list(mediaType + qvalue)),
  acceptEncoding: whole(list(token + qvalue)),
  acceptEncodingField: whole(list(token + qvalue)),
  acceptField: whole(list1(mediaType)),
  acceptLanguage: whole(list(`(?:\\*|${language})${qvalue}`)),
  acceptPatch: whole(list1(mediaType)),
  acceptPost: whole(list1(mediaType)),
  acceptQuery: whole(list1(sfItem)),
  acceptRanges: whole(list1(token)),
  allow: whole(list(token)),
  cacheControl: whole(list(`${token}(?:=${word})?`)),
  connection: whole(list1(token)),
  contentEncoding: whole(list(token)),
  contentLanguage: whole(list1(language)),
  contentLength: whole(digits),
  contentLocation: whole(uri),
  contentRange: whole(`${token} (?:${digits}-${digits}/(?:${digits}|\\*)|\\*/${digits})`),
  contentType: whole(mediaType),
  date: whole(date),
  etagField: whole(etag),
  expect: whole(list(token)),
  expires: whole(date),
  host: whole("(?:\\[[0-9a-f:.]+\\]|(?:[a-z0-9._~!$&'()*+,;=-]|%[0-9a-f]{2})*)(?::[0-9]{1,5})?"),
  ifMatch: whole(`\\*|${list(etag)}`),
  ifModifiedSince: whole(date),
  ifNoneMatch: whole(`\\*|${list(etag)}`),
  ifRange: whole(`${etag}|${date}`),
  ifUnmodifiedSince: whole(date),
  im: whole(list1(token)),
  lastModified: whole(date),
  link: whole(list1(`<${uri}${fragment}>(?:; ${token}(?:=${word})?)*`)),
  location: whole(uri + fragment),
  prefer: whole(list1(`${token}(?:=${word})?(?:; ${token}(?:=${word})?)*`)),
  preferenceApplied: whole(list1(`${token}(?:=${word})?`)),
  proxyAuthenticate: whole(list1(challenge)),
  range: whole(`bytes=${list1(`(?:${digits}-(?:${digits})?|-${digits})`)}`),
  retryAfter: whole(`${digits}|${date}`),
  transferEncoding: whole(list1(token + parameters)),
  upgrade: whole(list1(`${token}(?:/${token})?`)),
  vary: whole(list(token)),
  wwwAuthenticate: whole(list1(challenge)),
};
