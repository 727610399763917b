import {
  connection,
  connectionSpecific,
  endToEnd,
  requestOnly,
  singletons,
} from "@rightstatus/core/fields";
import {
  formatHttpDate,
  hasEmptyMember,
  hasSpaceAtEquals,
  isImfFixdate,
  isToken,
  parseHttpDate,
  splitList,
} from "@rightstatus/core/grammar";
import { cookiesOf, isCombined } from "../readings/cookies.ts";
import { firstTwice, needlessEscape, partsBySemicolon } from "../readings/field-text.ts";
import { isProducts } from "../readings/products.ts";
import { reading } from "../readings/reading.ts";
import { dictionaryOf, itemOf, listOf } from "../readings/structured.ts";
import type { Entry } from "../rule.ts";
import { shown } from "../shown.ts";
import type { View } from "../view.ts";
import { lists, listsOfTokens, needless, obsolete, structured, withQuotes } from "./field-names.ts";

const LONGEST_LINE = 8192;
const LONGEST_SECTION = 32_768;

/** Fields with parameters in which recipients accept bad whitespace. */
const withSpaces = [
  "authentication-info",
  "link",
  "preference-applied",
  "proxy-authenticate",
  "proxy-authentication-info",
  "transfer-encoding",
  "www-authenticate",
];

/** Fields with parameters in which no grammar has whitespace. */
const withoutSpaces = ["accept", "accept-patch", "accept-post", "content-type"];

/** Fields for this connection only. Transfer-Encoding is one, too, but no RFC requires it to be listed. */
const hopFields = ["keep-alive", "proxy-connection", "upgrade"];

/** Fields that have to be an HTTP-date, or may be one. */
const dates = ["date", "last-modified", "expires", "sunset", "retry-after"];

const parsers = { list: listOf, dictionary: dictionaryOf, item: itemOf } as const;

/** The lines with anything but printable ASCII; most responses have none. */
const oddLinesOf = reading(({ lines }: View) =>
  lines.filter(([, value]) => /[^\t -~]/.test(value)),
);

/** Names, values and lines of any field (RFC 9110 section 5), and trailers. */
export const fields: readonly Entry[] = [
  {
    id: "field/name-token",
    level: "MUST",
    section: "RFC 9110 section 5.1, RFC 9110 section 5.6.2",
    judge({ lines, major }) {
      const wrong = lines.find(([name]) => !isToken(name) && (major < 2 || !name.includes(":")));
      if (wrong === undefined) return undefined;
      return `the field name ${shown(wrong[0])} is no token: clients reject the response, or see other fields than you`;
    },
    fix: "Name it with letters, digits and hyphens.",
  },
  {
    id: "field/value-no-crlf-nul",
    level: "MUST",
    section: "RFC 9110 section 5.5",
    judge(view) {
      const wrong = oddLinesOf(view).find(([, value]) => /[\r\n\0]/.test(value));
      if (wrong === undefined) return undefined;
      return `${shown(wrong[0])} has CR, LF or NUL in ${shown(wrong[1])}: the rest may count as another field, or another response`;
    },
    fix: "Set it through a reply, which refuses what ends a line: ok(body, { headers }).",
  },
  {
    id: "field/value-no-ctl",
    level: "MUST",
    section: "RFC 9110 section 5.5",
    judge(view) {
      const wrong = oddLinesOf(view).find(([, value]) => /[^\t\r\n\0 -~\x80-\uffff]/.test(value));
      if (wrong === undefined) return undefined;
      return `${shown(wrong[0])} has a control character in ${shown(wrong[1])}: clients may reject the response`;
    },
    fix: "Set it through a reply, which refuses control characters: ok(body, { headers }).",
  },
  {
    id: "field/value-trimmed",
    level: "MUST",
    section: "RFC 9113 section 8.2.1",
    judge({ lines, major }) {
      if (major < 2) return undefined;
      const wrong = lines.find(([, value]) => /^[ \t]|[ \t]$/.test(value));
      if (wrong === undefined) return undefined;
      return `${wrong[0]} has whitespace around its value: clients treat the message as malformed and reset the stream`;
    },
    fix: "Set it through a reply, which refuses whitespace around values.",
  },
  {
    id: "field/non-ascii",
    level: "ADVICE",
    section: "RFC 9110 section 5.5",
    judge(view) {
      const wrong = oddLinesOf(view).find(([, value]) => /[^\0-\x7f]/.test(value));
      if (wrong === undefined) return undefined;
      return `${wrong[0]} is not ASCII: clients disagree on what ${shown(wrong[1])} says`;
    },
    fix: "Percent-encode it, as Location and Link of our helpers do, or write it as RFC 8187 does.",
  },
  {
    id: "field/obs-fold",
    level: "MUST",
    section: "RFC 9112 section 5.2",
    judge: ({ rawLines }) =>
      rawLines.slice(2).some(startsWithSpace)
        ? "a field line is folded: clients take the second half for a field, or reject the response"
        : undefined,
    fix: "Write the value on one line: send() refuses what ends it.",
  },
  {
    id: "field/bare-cr",
    level: "MUST",
    section: "RFC 9112 section 2.2",
    judge: ({ exchange: { response } }) =>
      response.raw !== undefined && /\r(?!\n)/.test(response.raw)
        ? "a CR without LF in the header section: some clients end the line there, others do not"
        : undefined,
    fix: "Set fields through a reply, which refuses CR.",
  },
  {
    id: "field/no-space-before-colon",
    level: "MUST",
    section: "RFC 9112 section 5.1",
    judge({ rawLines }) {
      const wrong = rawLines.slice(1).find((line) => /^[^ \t:][^:]*[ \t]:/.test(line));
      if (wrong === undefined) return undefined;
      return `whitespace before the colon of ${shown(wrong)}: proxies remove the field or do not know it`;
    },
    fix: "Let node:http or send() write the fields.",
  },
  {
    id: "field/no-space-after-startline",
    level: "MUST",
    section: "RFC 9112 section 2.2",
    judge: ({ rawLines }) =>
      startsWithSpace(rawLines[1] ?? "")
        ? "whitespace before the first field: clients skip the line, or reject the response"
        : undefined,
    fix: "Let node:http or send() write the fields.",
  },
  {
    id: "field/h2-lowercase",
    level: "MUST",
    section: "RFC 9113 section 8.2, RFC 9114 section 4.2",
    judge({ lines, major }) {
      const wrong = major < 2 ? undefined : lines.find(([name]) => /[A-Z]/.test(name));
      if (wrong === undefined) return undefined;
      return `the field name ${shown(wrong[0])} has capitals in HTTP/${major}: clients treat the message as malformed`;
    },
    fix: "Let node:http2 or send() write the fields.",
  },
  {
    id: "field/h2-no-colon",
    level: "MUST",
    section: "RFC 9113 section 8.2.1",
    judge({ lines, major }) {
      if (major < 2) return undefined;
      const wrong = lines.find(([name]) => name.includes(":") && name !== ":status");
      if (wrong === undefined) return undefined;
      return `the field name ${shown(wrong[0])} has a colon: clients treat the message as malformed`;
    },
    fix: "Name it with letters, digits and hyphens.",
  },
  {
    id: "field/h2-connection-specific",
    level: "MUST",
    section: "RFC 9113 section 8.2.2, RFC 9114 section 4.2",
    fields: connectionSpecific,
    judge({ major, response }) {
      if (major < 2) return undefined;
      const wrong = connectionSpecific.find((name) => response.has(name));
      return `${wrong} in HTTP/${major}, which has its own connections: clients treat the message as malformed`;
    },
    fix: "Do not set it: send() leaves it to HTTP/1.1.",
  },
  {
    id: "field/singleton-duplicate",
    level: "MUST",
    section: "RFC 9110 section 5.3",
    fields: singletons,
    judge({ response }) {
      const wrong = singletons.find((name) => response.lines(name).length > 1);
      if (wrong === undefined) return undefined;
      return `${wrong} stands there ${response.lines(wrong).length} times and is no list: some clients take the first, some the last, some neither`;
    },
    fix: "Set it once: a reply takes a list only for fields that may have several lines.",
  },
  {
    id: "field/set-cookie-not-combined",
    level: "MUST",
    section: "RFC 9110 section 5.3",
    fields: ["set-cookie"],
    judge(view) {
      const wrong = cookiesOf(view).find(isCombined);
      if (wrong === undefined) return undefined;
      return `the Set-Cookie of ${shown(wrong.name)} holds another cookie behind a comma: browsers take it for part of an attribute`;
    },
    fix: "Write a line for each, as res.cookie() and ctx.cookies.set() do.",
  },
  {
    id: "field/empty-list-member",
    level: "MUST",
    section: "RFC 9110 section 5.6.1.1",
    fields: lists,
    judge: (view) =>
      lineThat(view, lists, (value) =>
        hasEmptyMember(value)
          ? "has an empty member in its list: recipients of strict grammar drop the field"
          : undefined,
      ),
    fix: "Give the members as a list, and the helper joins them.",
  },
  {
    id: "field/list-of-tokens",
    level: "MUST",
    section: "RFC 9110 section 2.2, RFC 9110 section 5.6.2",
    fields: listsOfTokens,
    judge: (view) =>
      lineThat(view, listsOfTokens, (value) => {
        const [wrong] = splitList(value).filter((member) => !isToken(nameIn(member)));
        return wrong === undefined
          ? undefined
          : `has ${shown(wrong)} in its list, which is no token: recipients take it for something else, or drop the field`;
      }),
    fix: "Name one thing between two commas, with letters, digits and hyphens.",
  },
  {
    id: "field/no-bws",
    level: "MUST",
    section: "RFC 9110 section 5.6.3",
    fields: withSpaces,
    judge: (view) =>
      lineThat(view, withSpaces, (value) =>
        hasSpaceAtEquals(value)
          ? "has whitespace at an equals sign, which nobody may send: some clients stop reading there"
          : undefined,
      ),
    fix: "Give names and values apart, as unauthorized(bearer({ realm })) takes them.",
  },
  {
    id: "field/param-no-space-equals",
    level: "MUST",
    section: "RFC 9110 section 5.6.6",
    fields: withoutSpaces,
    judge: (view) =>
      lineThat(view, withoutSpaces, (value) =>
        hasSpaceAtEquals(value)
          ? "has whitespace at the equals sign of a parameter: clients lose the parameter"
          : undefined,
      ),
    fix: 'Write it without: ok(body, { type: "text/html; charset=utf-8" }).',
  },
  {
    id: "field/param-duplicate",
    level: "ADVICE",
    section: "RFC 9110 section 5.6.6",
    fields: ["content-type"],
    judge({ response }) {
      const [, ...parts] = partsBySemicolon(response.get("content-type") ?? "");
      const wrong = firstTwice(
        parts.map((part) =>
          part
            .slice(0, Math.max(part.indexOf("="), 0))
            .trim()
            .toLowerCase(),
        ),
      );
      if (wrong === undefined) return undefined;
      return `Content-Type has the parameter ${shown(wrong)} twice: clients differ in which one they take`;
    },
    fix: 'Write it once: ok(body, { type: "text/html; charset=utf-8" }).',
  },
  {
    id: "field/quoted-pair-minimal",
    level: "SHOULD",
    section: "RFC 9110 section 5.6.4",
    fields: withQuotes,
    judge: (view) =>
      lineThat(view, withQuotes, (value) => {
        const escaped = needlessEscape(value);
        return escaped === undefined
          ? undefined
          : `escapes ${shown(escaped)} in a quoted-string without need: many clients keep the backslash`;
      }),
    fix: "Give the value as it is, and the helper quotes it.",
  },
  {
    id: "field/connection-lists-hop-fields",
    level: "MUST",
    section: "RFC 9110 section 7.6.1, RFC 9110 section 7.8",
    fields: hopFields,
    judge({ major, response }) {
      if (major >= 2) return undefined;
      const options = connection.parse(response.get("connection") ?? "") ?? [];
      const wrong = hopFields.find((name) => response.has(name) && !options.includes(name));
      if (wrong === undefined) return undefined;
      return `${wrong} is not named in Connection: proxies forward what is meant for this connection alone`;
    },
    fix: 'Answer with upgradeRequired(["websocket"]), which sends both, and leave Keep-Alive to node:http.',
  },
  {
    id: "field/connection-no-end-to-end",
    level: "MUST",
    section: "RFC 9110 section 7.6.1",
    fields: ["connection"],
    judge({ response }) {
      const options = connection.parse(response.get("connection") ?? "") ?? [];
      const wrong = options.find((name) => endToEnd.has(name));
      if (wrong === undefined) return undefined;
      return `Connection names ${wrong}, which is for all recipients: the first proxy removes it`;
    },
    fix: 'Name only "close", "keep-alive" and "upgrade" there, or leave Connection to send().',
  },
  {
    id: "field/request-only",
    level: "MUST",
    section: "RFC 9110 section 2.2",
    fields: requestOnly,
    judge({ response }) {
      const wrong = requestOnly.find((name) => response.has(name));
      return `${wrong} belongs to requests: in a response it means nothing, and may give a secret away`;
    },
    fix: "Do not copy fields of the request into the response: name those that you want in { headers }.",
  },
  {
    id: "field/obsolete",
    level: "ADVICE",
    section: "RFC 9111 section 5.4, RFC 9111 section 5.5",
    fields: [...obsolete.keys()],
    judge({ response }) {
      const [name, instead] = [...obsolete].find(([one]) => response.has(one)) ?? [];
      return `${name} is obsolete and ignored by clients; in use is ${instead}`;
    },
    fix: "Remove it, and set what is in use instead, such as { cacheControl } of a reply.",
  },
  {
    id: "field/proxy-status-origin",
    level: "MUST",
    section: "RFC 9209 section 2",
    fields: ["proxy-status"],
    judge: ({ role }) =>
      role === "origin"
        ? "an origin sends Proxy-Status: clients look for the fault in a proxy that there is not"
        : undefined,
    fix: "Say what failed in problem details: badGateway({ detail }).",
  },
  {
    id: "field/via-proxy",
    level: "MUST",
    section: "RFC 9110 section 7.6.3",
    judge: ({ method, response, role, status }) =>
      role === "proxy" &&
      status >= 200 &&
      status < 400 &&
      method !== "CONNECT" &&
      !response.has("via")
        ? "a proxy forwards a response without Via: loops cannot be found"
        : undefined,
    fix: 'Add Via: ok(body, { headers: { via: "1.1 name" } }).',
  },
  {
    id: "field/date-format",
    level: "MUST",
    section: "RFC 9110 section 5.6.7",
    fields: ["date", "last-modified", "expires", "retry-after"],
    judge({ response }) {
      for (const name of ["date", "last-modified", "expires", "retry-after"]) {
        const value = response.lines(name)[0];
        if (value === undefined || isImfFixdate(value)) continue;
        // Rules of their own report values of the last two that are not dates at all.
        const isOld = parseHttpDate(value) !== undefined;
        if (!isOld && (name === "expires" || name === "retry-after")) continue;
        return `${name} is ${shown(value)}, not in the form "Sun, 06 Nov 1994 08:49:37 GMT": ${isOld ? "an obsolete form, which clients may not read" : "clients ignore it"}`;
      }
      return undefined;
    },
    fix: "Give a Date, as { lastModified: date } or { retryAfter: date }: it is written in this form.",
  },
  {
    id: "field/date-weekday",
    level: "ADVICE",
    section: "RFC 9110 section 5.6.7",
    fields: dates,
    judge({ response }) {
      for (const name of dates) {
        const value = response.lines(name)[0];
        if (value === undefined || !isImfFixdate(value)) continue;
        const date = parseHttpDate(value);
        if (date === undefined)
          return `${name} is ${shown(value)}, and there is no such day or time`;
        const right = formatHttpDate(date);
        if (right.slice(0, 3) === value.slice(0, 3) || value.includes(":60 ")) continue;
        return `${name} is ${shown(value)}, and that was a ${right.slice(0, 3)}: some clients reject the date`;
      }
      return undefined;
    },
    fix: "Give a Date, as { lastModified: date } or { retryAfter: date }: the day fits then.",
  },
  {
    id: "field/structured-parse",
    level: "MUST",
    section: "RFC 9651 section 4.2",
    fields: [...structured.keys()],
    judge({ response }) {
      for (const [name, kind] of structured) {
        const value = response.get(name);
        if (value === undefined || parsers[kind](value) !== undefined) continue;
        return `${name} is ${shown(value)}, which is no structured ${kind}: clients ignore the whole field`;
      }
      return undefined;
    },
    fix: "Write it with the package structured-headers, and set it with { headers }.",
  },
  {
    id: "field/server-syntax",
    level: "MUST",
    section: "RFC 9110 section 2.2, RFC 9110 section 10.2.4",
    fields: ["server"],
    judge({ response }) {
      const [value = ""] = response.lines("server");
      if (isProducts(value)) return undefined;
      return `Server is ${shown(value)}, which is no list of products such as "own/2": what reads it reads something else`;
    },
    fix: "Send the bare name of the product, or no Server at all: ours send none.",
  },
  {
    id: "field/server-verbose",
    level: "SHOULD",
    section: "RFC 9110 section 10.2.4",
    fields: ["server"],
    judge({ response }) {
      const value = response.get("server") ?? "";
      if (!/\(|\/\d+\.\d+\.\d/.test(value) && value.split("/").length < 4) return undefined;
      return `Server tells ${shown(value)}: who looks for servers with known holes is helped by it`;
    },
    fix: "Send the bare name of the product, or no Server at all: ours send none.",
  },
  {
    id: "field/unnecessary",
    level: "ADVICE",
    section: "RFC 9110 section 10.2.4",
    fields: needless,
    judge({ response }) {
      const name = needless.find((one) => response.has(one));
      return `${name} is of no use to a client: it costs octets and tells what the server is made of`;
    },
    fix: 'Remove it: app.disable("x-powered-by") in Express.',
  },
  {
    id: "field/size",
    level: "ADVICE",
    section: "RFC 9110 section 5.4",
    judge({ exchange: { response } }) {
      let section = 0;
      for (const [name, value] of response.headers) {
        const length = name.length + value.length + 4;
        if (length > LONGEST_LINE)
          return `the line of ${shown(name)} has ${length} octets: clients and proxies may cut or reject it from ${LONGEST_LINE} on`;
        section += length;
      }
      if (section <= LONGEST_SECTION) return undefined;
      return `the header section has ${section} octets: clients and proxies may reject it from ${LONGEST_SECTION} on`;
    },
    fix: "Put into content what is long: an id in the field, the rest behind it.",
  },
];

/** Of a member with parameters what they are of. */
function nameIn(member: string): string {
  return member.split(";", 1)[0]?.trimEnd() ?? "";
}

function startsWithSpace(line: string): boolean {
  return line.startsWith(" ") || line.startsWith("\t");
}

/** The message for the first line of these fields that `judge` objects to. */
function lineThat(
  { response }: View,
  names: readonly string[],
  judge: (value: string) => string | undefined,
): string | undefined {
  for (const name of names) {
    for (const value of response.lines(name)) {
      const message = judge(value);
      if (message !== undefined) return `${name}, ${shown(value)}, ${message}`;
    }
  }
  return undefined;
}
