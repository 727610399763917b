import { formatHttpDate } from "../../../packages/core/src/grammar/http-date.ts";
import type { Resource } from "../../../packages/core/src/reply/resource.ts";
import { answerIn, isRead, latin1, type Seen } from "./seen.ts";

type Law = readonly [rule: string, holds: (seen: Seen) => boolean];

const conditions = ["if-match", "if-none-match", "if-unmodified-since", "if-modified-since"];
/** Section 15.4.5, and what describes content where there is none. */
const not304 = [
  ...["accept-ranges", "content-type", "content-length", "content-encoding", "content-language"],
  ...["content-range", "transfer-encoding"],
];

/** What RFC 9110 asks of a response to a conditional or range request, whatever the server decided. */
export const laws: readonly Law[] = [
  ["15.4.5 304 is for reads", only(304, ({ method }) => isRead(method))],
  [
    "15.4.5 304 is for If-None-Match and If-Modified-Since",
    only(304, (seen) => has(seen, "if-none-match") || has(seen, "if-modified-since")),
  ],
  [
    "15.5.13 412 is for a precondition that is there",
    only(412, (seen) =>
      conditions
        .slice(0, isRead(seen.method) ? 1 : 2)
        .concat("if-unmodified-since")
        .some((name) => has(seen, name)),
    ),
  ],
  [
    "13.2.1 no condition with CONNECT, OPTIONS and TRACE",
    ({ method, status }) =>
      !["CONNECT", "OPTIONS", "TRACE"].includes(method) || [200, 404, 406].includes(status),
  ],
  [
    "13.2.1 no condition on what is not there",
    ({ of, status, method }) =>
      of.resource.exists || [404, 406].includes(status) || method === "PUT",
  ],
  ["14.2 parts are for GET and QUERY", ranged((seen) => /^(?:GET|QUERY)$/.test(seen.method))],
  ["14.2 parts are for Range", ranged((seen) => has(seen, "range"))],
  ["13.1.5 416 is not beside If-Range", only(416, (seen) => !has(seen, "if-range"))],
  ["15.5.7 406 is for Accept", only(406, (seen) => has(seen, "accept"))],

  [
    "15.4.5 a 304 describes no content",
    only(304, ({ headers }) => not304.every((name) => headers[name] === undefined)),
  ],
  ["15.4.5 a 304 has no content", only(304, ({ content }) => content === undefined)],
  [
    "15.4.5 a 304 has the ETag of the 200, weak where a coding may have weakened it; without one Last-Modified",
    only(304, (seen) => {
      const { headers, of } = seen;
      const { etag } = of.resource;
      if (etag === undefined) {
        return headers.etag === undefined && headers["last-modified"] === dateOf(of.resource);
      }
      const weak = `W/${etag.replace(/^W\//, "")}`;
      const right = mayBeWeakened(seen, etag) ? weak : etag;
      return headers.etag === right && headers["last-modified"] === undefined;
    }),
  ],
  [
    "15.4.5, 15.3.7 a 304 and a 206 have Vary and Cache-Control of the 200",
    ({ status, headers, of: { resource } }) =>
      ![200, 206, 304].includes(status) ||
      (headers.vary === varyOf(resource) && headers["cache-control"] === resource.cacheControl),
  ],
  [
    "15.3.7 a 206 has the ETag of the 200",
    ({ status, headers, of: { resource } }) =>
      ![200, 206].includes(status) || headers.etag === resource.etag,
  ],
  [
    "15.3.7 a 206 has Last-Modified of the 200, but where the client has it",
    ({ status, headers, lines, of: { resource } }) => {
      if (![200, 206].includes(status)) return true;
      const mayLack =
        status === 206 && lines["if-range"] !== undefined && resource.etag !== undefined;
      return headers["last-modified"] === (mayLack ? undefined : dateOf(resource));
    },
  ],
  [
    "15.3.7 a 206 has Content-Range or is multipart, and never both",
    only(
      206,
      ({ headers, parts }) => (headers["content-range"] === undefined) === (parts !== undefined),
    ),
  ],
  [
    "15.3.7.2 several parts are for several ranges",
    only(
      206,
      (seen) =>
        seen.parts === undefined || (seen.parts.length > 1 && /,/.test(String(seen.lines.range))),
    ),
  ],
  [
    "15.5.17 a 416 tells the length",
    only(416, ({ headers, of }) => headers["content-range"] === `bytes */${of.content.length}`),
  ],
  [
    "14.4 Content-Range is for 206 and 416",
    ({ status, headers }) => [206, 416].includes(status) || headers["content-range"] === undefined,
  ],
  [
    "14.3 Accept-Ranges is there where parts can be had",
    ({ status, headers, of }) =>
      ![200, 206, 416].includes(status) ||
      headers["accept-ranges"] === (of.rangeLength === undefined ? undefined : "bytes"),
  ],
  [
    "8.8 an error does not describe what it stands for",
    ({ status, headers }) =>
      status < 400 ||
      (headers.etag ?? headers["last-modified"] ?? headers["content-encoding"]) === undefined,
  ],

  [
    "8.6 Content-Length is that of the content",
    ({ headers, content, method, of }) => {
      const length = headers["content-length"];
      if (length === undefined) return true;
      const counted = method === "HEAD" ? of.content.length : content?.length;
      return length === String(counted);
    },
  ],
  [
    "15.3.1 a 200 has the whole",
    only(200, ({ content, method, of }) =>
      content === undefined ? method === "HEAD" : content === latin1(of.content),
    ),
  ],
  ["14.4 a part is what Content-Range says", only(206, (seen) => areSlices(seen))],
  [
    "14.6 each part has the type of the whole",
    ({ parts, of: { resource } }) =>
      parts === undefined ||
      resource.type === undefined ||
      parts.every(({ fields }) => fields["content-type"]?.startsWith(resource.type ?? "") ?? false),
  ],
  [
    "9.3.2, 15.4.5 the body is opened for the whole, and not for HEAD",
    ({ status, method, of }) => {
      const isOpened =
        status === 200 && method !== "HEAD" && typeof of.resource.body === "function";
      return of.opened === (isOpened ? 1 : 0);
    },
  ],
  [
    "14.2 what is sliced is what is sent",
    (seen) => {
      const sent = seen.status === 206 ? answerIn(seen).slice(4) : "";
      return seen.of.taken.join(" ") === (seen.of.resource.slice === undefined ? "" : sent);
    },
  ],
];

/** The laws that a response breaks. */
export function broken(seen: Seen): readonly string[] {
  return laws.filter(([, holds]) => !holds(seen)).map(([rule]) => rule);
}

function only(status: number, holds: (seen: Seen) => boolean): (seen: Seen) => boolean {
  return (seen) => seen.status !== status || holds(seen);
}

function ranged(holds: (seen: Seen) => boolean): (seen: Seen) => boolean {
  return (seen) => ![206, 416].includes(seen.status) || holds(seen);
}

function has({ lines }: Seen, name: string): boolean {
  return lines[name] !== undefined;
}

/** Does the client take codings, and name another tag than that of the content as it is? */
function mayBeWeakened({ lines }: Seen, etag: string): boolean {
  const named = lines["if-none-match"]?.join(", ").match(/(?:W\/)?"[^"]*"/g);
  const takesCodings = (lines["accept-encoding"]?.join(", ") ?? "") !== "";
  return takesCodings && named !== undefined && named !== null && !named.includes(etag);
}

function dateOf({ lastModified }: Resource<unknown>): string | undefined {
  return lastModified && formatHttpDate(lastModified);
}

function varyOf({ vary }: Resource<unknown>): string | undefined {
  return vary?.join(", ");
}

function areSlices({ headers, content = "", parts, of }: Seen): boolean {
  const all = parts ?? [{ fields: { "content-range": headers["content-range"] }, content }];
  return all.every((part) => {
    const [, first, last, size] =
      /^bytes (\d+)-(\d+)\/(\d+)$/.exec(part.fields["content-range"] ?? "") ?? [];
    if (first === undefined || Number(size) !== of.content.length) return false;
    return part.content === latin1(of.content.slice(Number(first), Number(last) + 1));
  });
}
