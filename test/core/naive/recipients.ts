import { naiveHttpDate } from "./http-date.ts";
import { looseHost, looseUri } from "./uri.ts";
import { members, ows, said, tchar, token, word } from "./words.ts";

/**
 * What a recipient takes, field by field, as patterns from the ABNF of the RFCs: with empty members in
 * lists and whitespace where it may be. `abnf.ts` has the narrow form of what is sent.
 */
const etag = '(?:W/)?"[\\x21\\x23-\\x7e\\x80-\\xff]*"';
const wildOrNot = `(?:\\*/\\*|(?!\\*/)${token}/${token})`;
const notWild = `(?!\\*/)(?!${token}/\\*(?!${tchar}))${token}/${token}`;
const language = "[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*";
const attribute = `${token}(?:${ows}=${ows}${word})?`;
const attributes = `(?:${ows};(?:${ows}${attribute})?)*`;
const authParam = `${token}${ows}=${ows}${word}`;
const challenge = `${token}(?:${ows}(?<=[ \\t])(?:[A-Za-z0-9._~+/-]+=*|${authParam}(?:${ows},[ \\t,]*${authParam})*))?`;
const notRel = `(?!rel(?!${tchar}))${attribute}`;
const link =
  `<(?:${looseUri})>(?:${ows};(?:${ows}${notRel})?)*` +
  `${ows};${ows}rel${ows}=${ows}${word}${attributes}`;
const sfString = '"(?:[\\x20\\x21\\x23-\\x5b\\x5d-\\x7e]|\\\\["\\\\])*"';
const sfToken = "[A-Za-z*][!#$%&'*+\\-.^_`|~:/0-9A-Za-z]*";
const sfRange = `(?=[A-Za-z*])${wildOrNot}|"${wildOrNot}"`;
const sfItem = `(?:${sfRange})(?:; *[a-z*][a-z0-9_.*-]*=(?:${sfToken}|${sfString}))*`;

function parametersOf(value: string): string {
  return `(?:${ows};(?:${ows}${token}=${value})?)*`;
}

/** `#rule` of section 5.6.1.2, with whitespace around it. */
function list(member: string): RegExp {
  return new RegExp(`^[ \\t,]*(?:${some(member)})?$`);
}

/** `1#rule`. */
function list1(member: string): RegExp {
  return new RegExp(`^[ \\t,]*${some(member)}$`, "s");
}

function some(member: string): string {
  return `(?:${member})(?:${ows},[ \\t,]*(?:${member}))*${ows}(?:,[ \\t,]*)?`;
}

function pattern(regExp: RegExp): (line: string) => boolean {
  return (line) => regExp.test(line);
}

function isDate(line: string): boolean {
  return naiveHttpDate(line, new Date()) !== undefined;
}

/** 1*DIGIT up to 2^53 - 1: past it numbers lose count. */
function isCount(line: string): boolean {
  return /^[0-9]+$/.test(line) && BigInt(line) < 2n ** 53n;
}

function isRange(line: string): boolean {
  const [, unit = "", set = ""] = new RegExp(`^(${token})=(.*)$`, "s").exec(line) ?? [];
  if (unit.toLowerCase() !== "bytes") return unit !== "";
  if (!list1("[0-9]+-[0-9]*|-[0-9]+").test(set)) return false;
  const ranges = set.match(/[0-9]*-[0-9]*/g) ?? [];
  // Past 2^53 - 1 all positions are one: past every end.
  const position = (digits: string) => Math.min(Number(digits), Number.MAX_SAFE_INTEGER);
  const inOrder = ranges.every((range) => {
    const [first = "", last = ""] = range.split("-");
    return first === "" || last === "" || position(first) <= position(last);
  });
  return inOrder && ranges.length <= 100;
}

function isContentRange(line: string): boolean {
  const form = new RegExp(`^${token} (?:([0-9]+)-([0-9]+)/([0-9]+|\\*)|\\*/([0-9]+))$`);
  const [, first, last = "", size = "", whole] = form.exec(line) ?? [];
  if (whole !== undefined) return isCount(whole);
  if (first === undefined || !isCount(first) || !isCount(last)) return false;
  if (BigInt(first) > BigInt(last)) return false;
  return size === "*" || (isCount(size) && BigInt(last) < BigInt(size));
}

/** TCP has 65,536 ports. */
function isHost(line: string): boolean {
  const port = /:([0-9]+)$/.exec(line.replace(/^\[.*\]/, ""))?.[1] ?? "0";
  return looseHost.test(line) && Number(port) < 65_536;
}

/** "none" stands alone: RFC 9110 section 14.3. */
function isAcceptRanges(line: string): boolean {
  const units = new Set(line.toLowerCase().match(new RegExp(token, "g")));
  return list1(token).test(line) && (units.size === 1 || !units.has("none"));
}

/** Section 11.2: each name once in a challenge. */
function areChallenges(line: string): boolean {
  if (!list1(challenge).test(line)) return false;
  return (line.match(new RegExp(`${challenge}(?=${ows}(?:,|$))`, "g")) ?? []).every((one) => {
    const params = one.replace(new RegExp(`^${token}`), "").match(new RegExp(authParam, "g")) ?? [];
    const names = params.map((param) => param.toLowerCase().split(/[ \t=]/)[0]);
    return new Set(names).size === names.length;
  });
}

/** The parameters of a member of a list: the match, the name and the value of each. */
function parametersIn(member: string): readonly RegExpMatchArray[] {
  return [...member.matchAll(new RegExp(`;${ows}(${token})=(${word})`, "g"))];
}

/** Kept in the spelling that can be sent, so without obs-text; of a name that is repeated the first one counts. */
function kept(member: string): (line: string) => boolean {
  const isListed = pattern(list1(member + parametersOf(word)));
  return (line) =>
    isListed(line) &&
    members(line).every((one) => {
      const names = new Set<string>();
      return parametersIn(one).every(([, name = "", value = ""]) => {
        const isRepeated = names.has(name.toLowerCase());
        names.add(name.toLowerCase());
        return isRepeated || !/[\x80-\xff]/.test(value);
      });
    });
}

const ranges = kept(wildOrNot);
/** Section 12.4.2: of several the first one counts, wherever it stands, in quotes too. */
function areWeighted(line: string, isOther: (name: string) => boolean): boolean {
  return members(line).every((member) => {
    const found = parametersIn(member);
    const weights = found.filter(([, name]) => name?.toLowerCase() === "q");
    const [[, , first = "1"] = []] = weights;
    if (!found.every((one) => weights.includes(one) || isOther(one[1] ?? ""))) return false;
    return /^(?:0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?)$/.test(said(first));
  });
}

const codings = pattern(list(token + parametersOf(word)));
const conditions = pattern(new RegExp(`^\\*$|${list(etag).source}`));

/** By the name under which `fields/index.ts` exports the codec. */
export const recipients: Readonly<Record<string, (line: string) => boolean>> = {
  acceptEncodingField: (line) => codings(line) && areWeighted(line, () => false),
  acceptField: (line) => ranges(line) && areWeighted(line, () => true),
  acceptPatch: kept(notWild),
  acceptPost: ranges,
  acceptQuery: pattern(new RegExp(`^${sfItem}(?:${ows},${ows}${sfItem})*$`)),
  acceptRanges: isAcceptRanges,
  allow: pattern(list(token)),
  cacheControl: pattern(list(`${token}(?:=${word})?`)),
  connection: pattern(list1(token)),
  contentEncoding: pattern(list(token)),
  contentLanguage: pattern(list1(language)),
  contentLength: isCount,
  contentRange: isContentRange,
  contentType: pattern(new RegExp(`^${ows}${notWild}${parametersOf(word)}${ows}$`)),
  date: isDate,
  etagField: pattern(new RegExp(`^${etag}$`)),
  expect: pattern(list(token)),
  expires: isDate,
  host: isHost,
  ifMatch: conditions,
  ifModifiedSince: isDate,
  ifNoneMatch: conditions,
  ifRange: (line) => new RegExp(`^${etag}$`).test(line) || isDate(line),
  ifUnmodifiedSince: isDate,
  im: pattern(list1(token)),
  lastModified: isDate,
  link: pattern(new RegExp(list1(link).source, "i")),
  prefer: pattern(list1(`${attribute}${attributes}`)),
  preferenceApplied: pattern(list1(attribute)),
  proxyAuthenticate: areChallenges,
  range: isRange,
  retryAfter: (line) => isCount(line) || isDate(line),
  transferEncoding: kept(token),
  upgrade: pattern(list1(`${token}(?:/${token})?`)),
  vary: pattern(list(token)),
  wwwAuthenticate: areChallenges,
};
