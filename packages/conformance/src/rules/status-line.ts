import { status as rowOf } from "@rightstatus/core";
import { expect, location } from "@rightstatus/core/fields";
import { httpVersionOf } from "../http-version.ts";
import { textOf } from "../readings/content.ts";
import type { Entry } from "../rule.ts";
import { shown } from "../shown.ts";
import type { View } from "../view.ts";

/** Codes, phrases and versions (RFC 9110 sections 6.2 and 15), and interim responses. */
export const statusLine: readonly Entry[] = [
  {
    id: "status/range",
    level: "MUST",
    section: "RFC 9110 section 15",
    judge(view) {
      const wrong = codesOf(view).find(
        (code) => !Number.isInteger(code) || code < 100 || code > 599,
      );
      if (wrong === undefined) return undefined;
      return `status ${wrong} is not in the range from 100 to 599: clients treat the response as invalid, at best as a 500`;
    },
    fix: "Answer with the helper whose meaning fits: `rightstatus status 422` explains one.",
  },
  {
    id: "status/registered",
    level: "MUST",
    section: "RFC 9205 section 4.6",
    judge(view) {
      const wrong = codesOf(view).find((code) => isValid(code) && rowOf(code) === undefined);
      if (wrong === undefined) return undefined;
      return `status ${wrong} is not registered: clients know it as ${Math.floor(wrong / 100)}00 and nothing more`;
    },
    fix: "Answer with the registered status that fits, and say what is special in problem details.",
  },
  {
    id: "status/reserved",
    level: "SHOULD",
    section: "RFC 9110 section 15.4.7, RFC 9110 section 15.5.19",
    statuses: [306, 418],
    judge: ({ status }) => `status ${status} is reserved: it means nothing to a client`,
    fix: "Answer with the status that says what happened: badRequest(), forbidden(), notImplemented().",
  },
  {
    id: "status/deprecated-305",
    level: "SHOULD",
    section: "RFC 9110 section 15.4.6",
    statuses: [305],
    judge: () =>
      "305 is deprecated: clients do not follow it, for anybody could make them use a proxy",
    fix: "Configure the proxy in the client, or answer with temporaryRedirect(url).",
  },
  {
    id: "status/reserved-402",
    level: "ADVICE",
    section: "RFC 9110 section 15.5.3",
    statuses: [402],
    judge: () => "402 is reserved for future use: a client knows no more of it than of a 400",
    fix: "Say in problem details what is to be paid, with paymentRequired({ type, detail }), or answer with forbidden().",
  },
  {
    id: "status/obsolete-510",
    level: "ADVICE",
    section: "RFC 2774 section 7",
    statuses: [510],
    judge: () =>
      "510 belongs to an extension framework that is obsolete: no client knows what to do",
    fix: "Answer with badRequest() or notImplemented().",
  },
  {
    id: "status/deprecated-102",
    level: "ADVICE",
    section: "RFC 2518 section 10.1",
    judge: (view) =>
      codesOf(view).includes(102)
        ? "102 was dropped by RFC 4918: browsers and proxies may not let it pass"
        : undefined,
    fix: "Answer with accepted(body, { statusUrl }), and let the client ask there.",
  },
  {
    id: "status/208-toplevel",
    level: "MUST",
    section: "RFC 5842 section 7.1, RFC 9205 section 3.1",
    statuses: [208],
    judge: () =>
      "208 has a meaning inside the content of a 207 only: alone it is some 2xx to a client",
    fix: "Answer with multiStatus(xml), or with ok() or conflict() if the work was done before.",
  },
  {
    id: "status/207-xml",
    level: "SHOULD",
    section: "RFC 4918 section 13",
    statuses: [207],
    judge(view) {
      const type = (view.response.get("content-type") ?? "none").toLowerCase();
      if (!/^(?:text|application)\/xml[ \t]*(?:;|$)/.test(type)) {
        return `the Content-Type of a 207 is ${shown(type)}: WebDAV clients want XML there`;
      }
      const root = view.method === "HEAD" ? undefined : rootOf(view);
      if (root === undefined || root === "multistatus") return undefined;
      return `the root of a 207 is ${shown(root)} where WebDAV clients want multistatus`;
    },
    fix: 'Answer with multiStatus(xml, { type: "application/xml" }) and a multistatus element at the root.',
  },
  {
    id: "status/207-location",
    level: "ADVICE",
    section: "RFC 4918 section 13.1",
    statuses: [207],
    fields: [location.name],
    judge: () => "a 207 has Location: which of its resources that is about, no client can tell",
    fix: "Put a location element into the response element of the resource.",
  },
  {
    id: "status/origin-203",
    level: "MUST",
    section: "RFC 9110 section 15.3.4",
    statuses: [203],
    judge: ({ role }) =>
      role === "origin"
        ? "an origin answers 203, which says that a proxy has changed what the origin sent"
        : undefined,
    fix: "Answer with ok(body).",
  },
  {
    id: "status/origin-407",
    level: "MUST",
    section: "RFC 9110 section 15.5.8",
    statuses: [407],
    judge: ({ role }) =>
      role === "origin"
        ? "an origin answers 407: clients send credentials for a proxy that there is not"
        : undefined,
    fix: "Answer with unauthorized(bearer()).",
  },
  {
    id: "status/origin-511",
    level: "SHOULD",
    section: "RFC 6585 section 6",
    statuses: [511],
    judge: ({ role }) =>
      role === "origin"
        ? "an origin answers 511: clients take it for the login of a captive network"
        : undefined,
    fix: "Answer with unauthorized(bearer()) or forbidden().",
  },
  {
    id: "status/proxy-421",
    level: "MUST",
    section: "RFC 9110 section 15.5.20",
    statuses: [421],
    judge: ({ role }) =>
      role === "proxy"
        ? "a proxy answers 421: clients may repeat the request on a connection that goes to the same proxy"
        : undefined,
    fix: "Answer with badGateway().",
  },
  {
    id: "status/425-early-data",
    level: "SHOULD",
    section: "RFC 8470 section 5.2",
    statuses: [425],
    judge: ({ circumstances, request }) =>
      circumstances.secure === false && !request.has("early-data")
        ? "425 where no early data was: clients repeat the request for nothing"
        : undefined,
    fix: "Answer with tooEarly() only to a request with Early-Data: 1, else with conflict() or serviceUnavailable().",
  },
  {
    id: "status/early-data-in-response",
    level: "MUST",
    section: "RFC 8470 section 5.1",
    fields: ["early-data"],
    judge: () => "Early-Data in a response: it says something of requests only",
    fix: "Do not set it: tooEarly() says all there is to say.",
  },
  {
    id: "status/phrase-chars",
    level: "MUST",
    section: "RFC 9112 section 4",
    judge(view) {
      const phrase = phraseOf(view);
      if (phrase === undefined || !/[^\t -~\x80-\xff]/.test(phrase)) return undefined;
      return `the reason phrase is ${shown(phrase)}: a client may reject the status line, or read a field out of it`;
    },
    fix: "Do not set statusMessage: send() writes the registered phrase.",
  },
  {
    id: "status/phrase-standard",
    level: "ADVICE",
    section: "RFC 9110 section 15.1",
    judge(view) {
      const phrase = phraseOf(view);
      const row = phrase ? rowOf(view.status) : undefined;
      if (row === undefined || row.state === "reserved" || row.phrase === phrase) return undefined;
      return `the reason phrase of ${row.code} is ${shown(phrase ?? "")}, registered is ${shown(row.phrase)}`;
    },
    fix: "Do not set statusMessage: send() writes the registered phrase.",
  },
  {
    id: "status/phrase-space",
    level: "MUST",
    section: "RFC 9112 section 4",
    judge: ({ rawLines }) =>
      /^HTTP\/\d\.\d \d{3}$/.test(rawLines[0] ?? "")
        ? "the status line ends behind the code, without a space: strict clients reject it"
        : undefined,
    fix: "Let node:http or send() write the status line.",
  },
  {
    id: "interim/http10",
    level: "MUST",
    section: "RFC 9110 section 15.2",
    judge({ interim, isHttp10, status }) {
      if (!isHttp10) return undefined;
      const [first] = status < 200 ? [status] : interim.map((one) => one.status);
      if (first === undefined) return undefined;
      return `a ${first} to an HTTP/1.0 client, which takes it for the final response`;
    },
    fix: "Send interim responses with earlyHints() or processing(): HTTP/1.0 clients get none.",
  },
  {
    id: "interim/101-http2",
    level: "MUST",
    section: "RFC 9113 section 8.6, RFC 9114 section 4.5",
    judge: (view) =>
      view.major >= 2 && codesOf(view).includes(101)
        ? `101 in HTTP/${view.major}, which cannot switch: clients treat the message as malformed`
        : undefined,
    fix: "Take upgrades over HTTP/1.1 only, with attach(server, { upgrade }), or extended CONNECT.",
  },
  {
    id: "interim/100-unrequested",
    level: "ADVICE",
    section: "RFC 9110 section 10.1.1",
    judge: ({ interim, request }) =>
      interim.some(({ status }) => status === 100) && !expectsContinue(request.get("expect"))
        ? "a 100 that the request did not ask for: some clients take it for the final response"
        : undefined,
    fix: "Let attach() send it, when the application begins to read and the request asked.",
  },
  {
    id: "interim/100-before-101",
    level: "MUST",
    section: "RFC 9110 section 7.8",
    statuses: [101],
    judge({ exchange, interim, isHttp10, request }) {
      if (isHttp10 || exchange.response.interim === undefined) return undefined;
      if (!request.has("upgrade") || !expectsContinue(request.get("expect"))) return undefined;
      const length = request.get("content-length") ?? "0";
      if (!request.has("transfer-encoding") && /^0*$/.test(length)) return undefined;
      if (interim.some(({ status }) => status === 100)) return undefined;
      return "101 without a 100 before it, which the request waits for: the client never sends its content";
    },
    fix: "Take upgrades with attach(server, { upgrade }), which sends the 100 first.",
  },
  {
    id: "interim/single-final",
    level: "MUST",
    section: "RFC 9110 section 15, RFC 9112 section 9.2",
    judge({ exchange, interim, status }) {
      const early = interim.find((one) => one.status >= 200)?.status;
      const [, late] = /^HTTP\/\d\.\d (\d{3})/.exec(exchange.response.surplus ?? "") ?? [];
      if (status < 200 || (early === undefined && late === undefined)) return undefined;
      return `two final responses to one request, ${early ?? status} and ${late ?? status}: the client takes the second for the next response`;
    },
    fix: "Return one reply from handle(): send() refuses a second one.",
  },
  {
    id: "interim/417-reason",
    level: "ADVICE",
    section: "RFC 9110 section 10.1.1",
    statuses: [417],
    judge({ request }) {
      const expectations = request.get("expect");
      if (expectations === undefined) {
        return "417 to a request without Expect: clients have nothing that they could leave out";
      }
      const list = expect.parse(expectations);
      return list?.length === 1 && list[0] === "100-continue"
        ? "417 to a plain 100-continue: clients send the same again without it, content and all"
        : undefined;
    },
    fix: "Refuse with the status that says why, such as contentTooLarge() or unauthorized(bearer()).",
  },
  {
    id: "interim/early-hints-link",
    level: "ADVICE",
    section: "RFC 8297 section 2",
    judge({ interim, response, status }) {
      const hints = interim.filter((one) => one.status === 103 && one.fields !== undefined);
      const bare = hints.some(({ fields }) => !fields?.has("link"));
      return bare || (status === 103 && !response.has("link"))
        ? "a 103 without Link: clients wait for hints and get none"
        : undefined;
    },
    fix: 'Send it with earlyHints({ href: "/app.css", rel: "preload" }).',
  },
  {
    id: "version/major",
    level: "SHOULD",
    section: "RFC 9110 section 6.2",
    judge({ exchange: { request, response } }) {
      if (request.httpVersion === undefined || response.httpVersion === undefined) return undefined;
      const asked = httpVersionOf(request.httpVersion);
      const answered = httpVersionOf(response.httpVersion);
      if (Number.parseInt(answered, 10) <= Number.parseInt(asked, 10)) return undefined;
      return `HTTP/${answered} answers HTTP/${asked}, which the client need not understand`;
    },
    fix: "Answer in the major version of the request, as node:http does by itself.",
  },
  {
    id: "version/505-body",
    level: "SHOULD",
    section: "RFC 9110 section 15.6.6",
    statuses: [505],
    judge: ({ method, octets }) =>
      method !== "HEAD" && octets === 0
        ? "a 505 without content: the client does not learn which versions there are"
        : undefined,
    fix: "Answer with httpVersionNotSupported(), and say in its detail which versions you speak.",
  },
];

/** The codes of all responses, the final one last. */
function codesOf({ interim, status }: View): readonly number[] {
  return interim.length === 0 ? [status] : [...interim.map((one) => one.status), status];
}

function isValid(code: number): boolean {
  return Number.isInteger(code) && code >= 100 && code <= 599;
}

function phraseOf({ exchange, rawLines }: View): string | undefined {
  return /^HTTP\/\d\.\d \d{3} (.*)$/s.exec(rawLines[0] ?? "")?.[1] ?? exchange.response.phrase;
}

function expectsContinue(expectations: string | undefined): boolean {
  return (
    expectations !== undefined && expect.parse(expectations)?.includes("100-continue") === true
  );
}

/** The local name of the root element; undefined if the content is not known, or is not XML. */
function rootOf(view: View): string | undefined {
  const text = textOf(view);
  let at = text.indexOf("<");
  while (at >= 0 && /[!?]/.test(text[at + 1] ?? "")) {
    const isComment = text.startsWith("<!--", at);
    const end = text.indexOf(isComment ? "-->" : ">", at);
    at = end < 0 ? -1 : text.indexOf("<", end);
  }
  return at < 0 ? undefined : /^<(?:[^\s/>:]+:)?([^\s/>:]+)/.exec(text.slice(at, at + 200))?.[1];
}
