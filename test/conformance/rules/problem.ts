import { gzipSync } from "node:zlib";
import type { Exchange } from "@rightstatus/conformance";
import { type Row, row, withBody } from "../row.ts";

/** A 404 with this content. */
function notFound(content: string, ...lines: readonly string[]): Exchange {
  const type = lines.some((line) => /^content-type/i.test(line))
    ? []
    : ["Content-Type: application/problem+json"];
  return withBody(
    [
      "> GET / HTTP/1.1",
      "< HTTP/1.1 404 Not Found",
      ...[...type, ...lines].map((line) => `< ${line}`),
    ].join("\n"),
    content,
  );
}

const plain = notFound('{"title":"Not Found","status":404}');
const XML = "Content-Type: application/problem+xml";

export const problem: readonly Row[] = [
  row("problem/json", {
    breaks: [
      notFound("Not Found"),
      notFound('["Not Found"]'),
      notFound("null"),
      withBody(notFound("", "Content-Encoding: gzip"), gzipSync("oops")),
    ],
    keeps: [
      plain,
      notFound("{}"),
      withBody(notFound("", "Content-Encoding: gzip"), gzipSync("{}")),
      notFound("oops", "Content-Type: application/json"),
      // Not known, and not to be read here.
      notFound("oops", "Content-Encoding: x-unknown"),
      notFound("{", "Content-Length: 20"),
      `
      > HEAD / HTTP/1.1
      < HTTP/1.1 404 Not Found
      < Content-Type: application/problem+json`,
    ],
  }),
  row("problem/xml", {
    breaks: [
      notFound("<problem/>", XML),
      notFound('<error xmlns="urn:ietf:rfc:7807"/>', XML),
      notFound('<!-- <problem xmlns="urn:ietf:rfc:7807"> --><p/>', XML),
      notFound("not found", XML),
    ],
    keeps: [
      notFound(
        '<?xml version="1.0"?>\n<!-- a - b --><problem xmlns="urn:ietf:rfc:7807"><status>404</status></problem>',
        XML,
      ),
      notFound("<p:problem xmlns:q='x' xmlns:p='urn:ietf:rfc:7807'/>", XML),
      notFound("<p/>", "Content-Type: application/xml"),
      // What may stand in entities takes a parser.
      notFound('<!DOCTYPE problem [<!ENTITY a "<b>">]><problem/>', XML),
    ],
  }),
  row("problem/status-matches", {
    breaks: [notFound('{"status":400}')],
    keeps: [
      plain,
      notFound("{}"),
      notFound('{"status":"400"}'),
      notFound('{"status":400}', "Content-Type: application/json"),
      { ...notFound('{"status":400}'), circumstances: { role: "proxy" } },
    ],
  }),
  row("problem/member-types", {
    breaks: [
      notFound('{"status":"404"}'),
      notFound('{"title":{"en":"Not Found"}}'),
      notFound('{"detail":null}'),
      notFound('{"type":404}'),
    ],
    keeps: [
      plain,
      notFound('{"errors":[1]}'),
      notFound('{"type":"/a","instance":"/b","detail":""}'),
    ],
  }),
  row("problem/type-uri", {
    breaks: [notFound('{"type":"no such note"}')],
    keeps: [
      plain,
      notFound('{"type":"https://a.example/p#x"}'),
      notFound('{"type":"urn:a:b"}'),
      notFound('{"type":""}'),
      notFound('{"type":1}'),
    ],
  }),
  row("problem/type-absolute", {
    breaks: [notFound('{"type":"no-note"}'), notFound('{"type":"../no-note"}')],
    keeps: [
      notFound('{"type":"/problems/no-note"}'),
      notFound('{"type":"tag:a.example,2026:no-note"}'),
      notFound('{"type":"about:blank"}'),
      notFound('{"type":"no such note"}'),
    ],
  }),
  row("problem/instance-uri", {
    breaks: [notFound('{"instance":"note 7"}')],
    keeps: [plain, notFound('{"instance":"/notes/7#x"}'), notFound('{"instance":"urn:uuid:7"}')],
  }),
  row("problem/title-phrase", {
    breaks: [
      notFound('{"title":"No such note"}'),
      notFound('{"type":"about:blank","title":"not found"}'),
      notFound('{"title":"No such note"}', "Content-Language: en-GB"),
    ],
    keeps: [
      plain,
      notFound('{"type":"/problems/no-note","title":"No such note"}'),
      notFound('{"title":"Nicht gefunden"}', "Content-Language: de"),
      notFound('{"title":"找不到"}'),
      notFound("{}"),
    ],
  }),
  row("problem/extension-names", {
    breaks: [notFound('{"no":1}'), notFound('{"retry-after":1}'), notFound('{"1st":1}')],
    keeps: [plain, notFound('{"invalid_params":[],"balance2":1}')],
  }),
  row("problem/on-success", {
    breaks: [
      `
      > GET / HTTP/1.1
      < HTTP/1.1 200 OK
      < Content-Type: application/problem+json`,
    ],
    keeps: [plain],
  }),
  row("problem/leak", {
    breaks: [
      notFound(
        JSON.stringify({
          detail: "TypeError: x is not a function\n    at get (/app/notes.js:7:3)",
        }),
      ),
      notFound(JSON.stringify({ trace: 'Traceback (most recent call last):\n  File "a.py"' })),
      notFound(JSON.stringify({ detail: "in /app/node_modules/express/lib/router.js" })),
      notFound(JSON.stringify({ trace: "#0 /var/www/index.php(12): get()" })),
    ],
    keeps: [
      plain,
      notFound(JSON.stringify({ detail: "The meeting is\n  at noon (room 7)." })),
      notFound(JSON.stringify({ detail: "Look at notes.js" })),
    ],
  }),
  row("problem/no-charset", {
    breaks: [notFound("{}", "Content-Type: application/problem+json; charset=utf-8")],
    keeps: [plain, notFound("<p/>", `${XML}; charset=utf-8`)],
  }),
  row("problem/generic-json-error", {
    breaks: [notFound('{"error":"no such note"}', "Content-Type: application/json; charset=utf-8")],
    keeps: [
      plain,
      notFound("{}", "Content-Type: application/vnd.api+json"),
      withBody(
        `
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Content-Type: application/json`,
        "{}",
      ),
    ],
  }),
];
