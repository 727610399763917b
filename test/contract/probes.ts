/** One probe: what a read is asked with, and what it has to answer. `{etag}` and `{date}` are the resource's own. */
export type Probe = readonly [rule: string, request: string, answer: string];

/** The resource of every probe: 100 bytes, with a strong ETag and a Last-Modified. */
export const content: string = "0123456789".repeat(10);
export const modified: Date = new Date("1994-11-06T08:49:37Z");

const many = Array.from({ length: 17 }, (_, i) => `${i * 4}-${i * 4}`).join(",");

/** In wire notation; the method, the target and the fields on one line. */
export const probes: readonly Probe[] = [
  ["15.3.1 both validators", "GET", "200 etag last-modified"],
  ["9.3.2 HEAD as GET", "HEAD", "200 etag last-modified"],

  ["13.1.2 If-None-Match that matches", "GET if-none-match: {etag}", "304 etag"],
  ["13.1.2 for HEAD", "HEAD if-none-match: {etag}", "304 etag"],
  ["13.1.2 one of a list", 'GET if-none-match: "a", {etag}', "304 etag"],
  ["5.6.3 a list with tabs", 'GET if-none-match: "a",\t{etag}', "304 etag"],
  ["5.6.1.2 a list with empty members", "GET if-none-match: , ,{etag},", "304 etag"],
  ["8.8.3 a comma inside of a tag", 'GET if-none-match: "a,b", {etag}', "304 etag"],
  ["13.1.2 weak comparison", "GET if-none-match: W/{etag}", "304 etag"],
  ["13.1.2 any", "GET if-none-match: *", "304 etag"],
  ["13.1.2 none matches", 'GET if-none-match: "a"', "200"],
  ["13.1.2 malformed matches nothing", "GET if-none-match: a", "200"],
  [
    "9111 5.2.1.4 no-cache is for caches",
    "GET if-none-match: {etag}; cache-control: no-cache",
    "304 etag",
  ],
  [
    "13.1.3 ignored beside If-None-Match",
    "GET if-none-match: {etag}; if-modified-since: Sun, 06 Nov 1994 08:49:36 GMT",
    "304 etag",
  ],
  [
    "13.1.3 also if that matches nothing",
    'GET if-none-match: "a"; if-modified-since: {date}',
    "200",
  ],

  ["13.1.3 not modified since", "GET if-modified-since: {date}", "304 etag"],
  ["13.1.3 for HEAD", "HEAD if-modified-since: {date}", "304 etag"],
  ["13.1.3 a later date", "GET if-modified-since: Sun, 06 Nov 1994 08:49:38 GMT", "304 etag"],
  ["13.1.3 an earlier date", "GET if-modified-since: Sun, 06 Nov 1994 08:49:36 GMT", "200"],
  [
    "13.1.3 in the future is valid",
    "GET if-modified-since: Fri, 01 Jan 2100 00:00:00 GMT",
    "304 etag",
  ],
  ["5.6.7 rfc850", "GET if-modified-since: Sunday, 06-Nov-94 08:49:37 GMT", "304 etag"],
  ["5.6.7 asctime", "GET if-modified-since: Sun Nov  6 08:49:37 1994", "304 etag"],
  ["13.1.3 no date: ignored", "GET if-modified-since: 2030", "200"],
  ["13.1.3 an ISO date: ignored", "GET if-modified-since: 2030-01-01T00:00:00Z", "200"],

  ["13.1.1 If-Match that matches", "GET if-match: {etag}", "200"],
  ["13.1.1 one of a list", 'GET if-match: "a", {etag}', "200"],
  ["13.1.1 any", "GET if-match: *", "200"],
  ["13.1.1 none matches", 'GET if-match: "a"', "412"],
  ["13.1.1 strong comparison", "GET if-match: W/{etag}", "412"],
  ["13.1.1 malformed fails closed", "GET if-match: a", "412"],
  ["13.1.4 not modified since", "GET if-unmodified-since: {date}", "200"],
  ["13.1.4 modified since", "GET if-unmodified-since: Sun, 06 Nov 1994 08:49:36 GMT", "412"],
  ["13.1.4 no date: ignored", "GET if-unmodified-since: 1999", "200"],
  [
    "13.1.4 ignored beside If-Match",
    "GET if-match: {etag}; if-unmodified-since: Sun, 06 Nov 1994 08:49:36 GMT",
    "200",
  ],
  ["13.2.2 If-Match goes first", 'GET if-match: "a"; if-none-match: {etag}', "412"],

  ["14.1.2 first and last", "GET range: bytes=0-3", "206 bytes 0-3/100"],
  ["14.1.2 from", "GET range: bytes=95-", "206 bytes 95-99/100"],
  ["14.1.2 the end", "GET range: bytes=-5", "206 bytes 95-99/100"],
  ["14.1.2 the end, longer than the whole", "GET range: bytes=-500", "206 bytes 0-99/100"],
  ["14.1.2 past the end", "GET range: bytes=90-200", "206 bytes 90-99/100"],
  ["14.1.1 numbers of any size", "GET range: bytes=0-99999999999999999999", "206 bytes 0-99/100"],
  ["14.1.1 the unit in any case", "GET range: BYTES=0-3", "206 bytes 0-3/100"],
  ["14.2 all of it is a part too", "GET range: bytes=0-", "206 bytes 0-99/100"],
  ["15.5.17 behind the end", "GET range: bytes=100-", "416 bytes */100"],
  ["14.1.2 the last 0 bytes", "GET range: bytes=-0", "416 bytes */100"],
  ["14.1.1 backwards: ignored", "GET range: bytes=5-2", "200"],
  ["14.1.1 no range: ignored", "GET range: bytes=0x0-3", "200"],
  ["14.2 another unit: ignored", "GET range: items=0-3", "200"],
  ["14.2 ignored with HEAD", "HEAD range: bytes=0-3", "200"],
  ["15.3.7.2 several", "GET range: bytes=0-0,-1", "206 multipart 0-0/100 99-99/100"],
  [
    "5.6.1.2 several, with empty members",
    "GET range: bytes=0-1,,5-6",
    "206 multipart 0-1/100 5-6/100",
  ],
  ["15.3.7.2 several that are one", "GET range: bytes=0-3,2-5", "206 bytes 0-5/100"],
  ["17.15 too many: ignored", `GET range: bytes=${many}`, "200"],
  ["17.15 the whole again and again: ignored", "GET range: bytes=0-,0-,0-,0-,0-", "200"],

  ["13.1.5 If-Range that matches", "GET range: bytes=0-3; if-range: {etag}", "206 bytes 0-3/100"],
  ["13.1.5 strong comparison", "GET range: bytes=0-3; if-range: W/{etag}", "200"],
  ["13.1.5 another tag", 'GET range: bytes=0-3; if-range: "a"', "200"],
  ["13.1.5 no substring", 'GET range: bytes=0-3; if-range: "a" {etag}', "200"],
  ["13.1.5 the date itself", "GET range: bytes=0-3; if-range: {date}", "206 bytes 0-3/100"],
  ["13.1.5 a later date", "GET range: bytes=0-3; if-range: Sun, 06 Nov 1994 08:49:38 GMT", "200"],
  ["13.1.5 no date", "GET range: bytes=0-3; if-range: 2038", "200"],
  ["13.1.5 ignored without Range", 'GET if-range: "a"', "200"],
  ["13.2.2 true, but not applicable", "GET range: bytes=100-; if-range: {etag}", "200"],
  [
    "13.2.2 not modified goes before the range",
    "GET range: bytes=0-3; if-none-match: {etag}",
    "304 etag",
  ],
  ["13.2.2 so does a failed precondition", 'GET range: bytes=0-3; if-match: "a"', "412"],
];
