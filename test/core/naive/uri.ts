/** RFC 3986 appendix A, rule by rule. */
const unreserved = "[A-Za-z0-9\\-._~]";
const encoded = "%[0-9A-Fa-f]{2}";
const subDelims = "[!$&'()*+,;=]";
const pchar = `(?:${unreserved}|${encoded}|${subDelims}|[:@])`;
const segmentNzNc = `(?:${unreserved}|${encoded}|${subDelims}|@)+`;
const pathAbempty = `(?:/${pchar}*)*`;
const pathAbsolute = `/(?:${pchar}+(?:/${pchar}*)*)?`;
const pathNoscheme = `${segmentNzNc}(?:/${pchar}*)*`;
const pathRootless = `${pchar}+(?:/${pchar}*)*`;

const h16 = "[0-9A-Fa-f]{1,4}";
const octet = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
const ipv4 = `${octet}\\.${octet}\\.${octet}\\.${octet}`;
const ls32 = `(?:${h16}:${h16}|${ipv4})`;
const ipv6 = [
  `(?:${h16}:){6}${ls32}`,
  `::(?:${h16}:){5}${ls32}`,
  `(?:${h16})?::(?:${h16}:){4}${ls32}`,
  `(?:(?:${h16}:){0,1}${h16})?::(?:${h16}:){3}${ls32}`,
  `(?:(?:${h16}:){0,2}${h16})?::(?:${h16}:){2}${ls32}`,
  `(?:(?:${h16}:){0,3}${h16})?::${h16}:${ls32}`,
  `(?:(?:${h16}:){0,4}${h16})?::${ls32}`,
  `(?:(?:${h16}:){0,5}${h16})?::${h16}`,
  `(?:(?:${h16}:){0,6}${h16})?::`,
].join("|");
const ipvFuture = `[vV][0-9A-Fa-f]+\\.(?:${unreserved}|${subDelims}|:)+`;
const regName = `(?:${unreserved}|${encoded}|${subDelims})*`;
const userinfo = `(?:${unreserved}|${encoded}|${subDelims}|:)*`;

const scheme = "[A-Za-z][A-Za-z0-9+\\-.]*";
const tail = `(?:\\?(?:${pchar}|[/?])*)?(?:#(?:${pchar}|[/?])*)?`;

function hostAndPort(ipLiteral: string): string {
  return `(?:\\[(?:${ipLiteral}|${ipvFuture})\\]|${regName})(?::[0-9]*)?`;
}

function reference(ipLiteral: string): string {
  const authority = `(?:${userinfo}@)?${hostAndPort(ipLiteral)}`;
  const uri = `${scheme}:(?://${authority}${pathAbempty}|${pathAbsolute}|${pathRootless}|)${tail}`;
  const relative = `(?://${authority}${pathAbempty}|${pathAbsolute}|${pathNoscheme}|)${tail}`;
  return `(?:${uri}|${relative})`;
}

/** Any IPv6 address that has the right characters. */
const looseIpv6 = "[0-9A-Fa-f:.]+";
export const looseUri: string = reference(looseIpv6);
export const looseHost: RegExp = new RegExp(`^${hostAndPort(looseIpv6)}$`);
export const looseReference: RegExp = new RegExp(`^${looseUri}$`);
/** Section 4.1. */
export const uriReference: RegExp = new RegExp(`^${reference(ipv6)}$`);
