import { type Row, row } from "../row.ts";

/** A GET with this status line and these field lines. */
function answer(status: string, ...lines: readonly string[]): string {
  return [`> GET / HTTP/1.1`, `< HTTP/1.1 ${status}`, ...lines.map((line) => `< ${line}`)].join(
    "\n",
  );
}

const EMPTY = "Content-Length: 0";
const TEXT = ["Content-Type: text/plain", "", "too bad"] as const;

function challenged(...lines: readonly string[]): string {
  return answer("401 Unauthorized", ...lines.map((line) => `WWW-Authenticate: ${line}`));
}

/** A rule that a status has content. */
function explains(rule: string, status: string): Row {
  return row(rule, {
    breaks: [answer(status, EMPTY), answer(status, "")],
    keeps: [
      answer(status, ...TEXT),
      answer(status, "Content-Type: text/plain; charset=utf-8", "", "不行"),
      // What it has is not known.
      answer(status),
      answer(status, EMPTY).replace("GET", "HEAD"),
    ],
  });
}

export const statuses: readonly Row[] = [
  row("status/101-upgrade", {
    breaks: [
      `
      > GET / HTTP/1.1
      > Upgrade: websocket
      < HTTP/1.1 101 Switching Protocols
      < Connection: upgrade`,
    ],
    keeps: [
      `
      > GET / HTTP/1.1
      > Upgrade: websocket
      < HTTP/1.1 101 Switching Protocols
      < Connection: upgrade
      < Upgrade: websocket`,
    ],
  }),
  row("status/101-connection", {
    breaks: [
      `
      > GET / HTTP/1.1
      > Upgrade: websocket
      < HTTP/1.1 101 Switching Protocols
      < Connection: keep-alive
      < Upgrade: websocket`,
    ],
    keeps: [
      `
      > GET / HTTP/1.1
      > Upgrade: websocket
      < HTTP/1.1 101 Switching Protocols
      < Connection: keep-alive
      < Connection: UPGRADE
      < Upgrade: websocket`,
    ],
  }),
  row("status/101-offered", {
    breaks: [
      `
      > GET / HTTP/1.1
      > Upgrade: websocket
      < HTTP/1.1 101 Switching Protocols
      < Connection: upgrade
      < Upgrade: h2c`,
      `
      > GET / HTTP/1.1
      > Upgrade: TLS/1.2
      < HTTP/1.1 101 Switching Protocols
      < Connection: upgrade
      < Upgrade: TLS/1.3`,
      `
      > GET / HTTP/1.1
      < HTTP/1.1 101 Switching Protocols
      < Connection: upgrade
      < Upgrade: websocket`,
    ],
    keeps: [
      `
      > GET / HTTP/1.1
      > Upgrade: h2c, WebSocket
      < HTTP/1.1 101 Switching Protocols
      < Connection: upgrade
      < Upgrade: websocket`,
      `
      > GET / HTTP/1.1
      > Upgrade: TLS
      < HTTP/1.1 101 Switching Protocols
      < Connection: upgrade
      < Upgrade: TLS/1.3`,
    ],
  }),
  row("status/426-upgrade", {
    breaks: [answer("426 Upgrade Required")],
    keeps: [
      answer("426 Upgrade Required", "Upgrade: TLS/1.3", "Connection: upgrade"),
      answer("426 Upgrade Required").replaceAll("HTTP/1.1", "HTTP/2"),
    ],
  }),
  row("status/upgrade-connection", {
    breaks: [
      answer("426 Upgrade Required", "Upgrade: TLS/1.3"),
      answer("200 OK", "Upgrade: h2c", "Connection: keep-alive"),
    ],
    keeps: [
      answer("200 OK", "Upgrade: h2c", "Connection: Upgrade, keep-alive"),
      answer("200 OK"),
      // There it is another rule's finding.
      answer("200 OK", "Upgrade: h2c").replaceAll("HTTP/1.1", "HTTP/2"),
    ],
  }),
  row("status/226-etag", {
    breaks: [
      answer("226 IM Used", "IM: vcdiff"),
      answer("226 IM Used", 'ETag: "a"'),
      answer("226 IM Used", 'ETag: "a"', "IM: a b"),
    ],
    keeps: [
      answer("226 IM Used", 'ETag: "a"', "IM: vcdiff, gzip"),
      answer("226 IM Used", 'ETag: "a"', "IM: range;x=1"),
    ],
  }),
  row("status/226-a-im", {
    breaks: [answer("226 IM Used", 'ETag: "a"', "IM: vcdiff")],
    keeps: [
      `
      > GET / HTTP/1.1
      > A-IM: vcdiff
      < HTTP/1.1 226 IM Used
      < ETag: "a"
      < IM: vcdiff`,
    ],
  }),
  explains("status/300-content", "300 Multiple Choices"),
  row("status/3xx-location", {
    breaks: [
      answer("301 Moved Permanently"),
      answer("302 Found"),
      answer("303 See Other"),
      answer("307 Temporary Redirect"),
      answer("308 Permanent Redirect"),
    ],
    keeps: [
      answer("302 Found", "Location: /a"),
      answer("300 Multiple Choices"),
      answer("304 Not Modified"),
    ],
  }),
  row("status/401-challenge", {
    breaks: [answer("401 Unauthorized"), challenged(""), challenged(" , ")],
    keeps: [challenged('Basic realm="a"'), challenged("Negotiate"), answer("403 Forbidden")],
  }),
  row("status/407-challenge", {
    breaks: [
      answer("407 Proxy Authentication Required"),
      answer("407 Proxy Authentication Required", 'WWW-Authenticate: Basic realm="a"'),
    ],
    keeps: [answer("407 Proxy Authentication Required", 'Proxy-Authenticate: Basic realm="a"')],
  }),
  row("status/challenge-syntax", {
    breaks: [
      challenged('Basic realm="a" charset="UTF-8"'),
      challenged('realm="a"'),
      challenged('Basic realm="a'),
      challenged('"Basic"'),
      challenged('Negotiate abc=, realm="a"'),
      challenged("Basic realm=@"),
      answer("200 OK", "Proxy-Authenticate: Basic @"),
    ],
    keeps: [
      challenged('Basic realm="a, b"', "Bearer"),
      challenged('Digest realm="a", qop="auth,auth-int", nonce=abc, Basic realm = "b"'),
      challenged("Negotiate YII/x+y=="),
      // By the grammar a token68.
      challenged("Basic realm="),
      challenged(', Newauth realm="apps", type=1, title="Login to \\"apps\\""'),
      // That it is twice is another finding.
      challenged('Basic realm="a", realm="b"'),
    ],
  }),
  row("status/realm-quoted", {
    breaks: [challenged("Basic realm=a"), challenged('Bearer scope="a", Realm=b')],
    keeps: [challenged('Basic realm="a"'), challenged("Digest nonce=abc")],
  }),
  row("status/challenge-param-once", {
    breaks: [challenged('Basic realm="a", Realm="b"')],
    keeps: [
      challenged('Basic realm="a", Bearer realm="b"'),
      challenged('Basic realm="a"', 'Basic realm="b"'),
    ],
  }),
  row("status/basic-charset", {
    breaks: [
      challenged('Basic realm="a", charset="ISO-8859-1"'),
      challenged("Basic"),
      challenged('Bearer realm="a", basic charset=UTF-8'),
    ],
    keeps: [
      challenged('Basic realm="a", charset="utf-8"'),
      challenged('Basic realm=""'),
      challenged('Other charset="x"'),
    ],
  }),
  row("status/digest-quoting", {
    breaks: [
      challenged('Digest realm="a", nonce="b", qop=auth'),
      challenged('Basic realm="a", digest realm="a", nonce=b'),
      challenged('Digest realm="a", nonce="b", algorithm="MD5"'),
      answer(
        "407 Proxy Authentication Required",
        'Proxy-Authenticate: Digest realm="a", nonce="b", Stale="true"',
      ),
    ],
    keeps: [
      challenged(
        'Digest realm="a", nonce="b", opaque="", qop="auth, auth-int", algorithm=SHA-256, stale=FALSE',
      ),
      challenged('Digest realm="a", charset=UTF-8, userhash=true', 'Other nonce=a, algorithm="b"'),
    ],
  }),
  row("status/bearer-error", {
    breaks: [
      challenged('Bearer error="insufficient_scope", scope="a"'),
      challenged('Basic realm="a", bearer error=invalid_request'),
      answer("403 Forbidden", 'WWW-Authenticate: Bearer error="invalid_token"'),
    ],
    keeps: [
      challenged('Bearer error="invalid_token"'),
      challenged('Bearer error="insufficient_user_authentication", acr_values="a"'),
      challenged('Bearer error="own"', "Bearer", 'DPoP error="use_dpop_nonce"'),
      answer("403 Forbidden", 'WWW-Authenticate: Bearer error="insufficient_scope"'),
      answer("400 Bad Request", 'WWW-Authenticate: Bearer error="invalid_request"'),
    ],
  }),
  row("status/408-close", {
    breaks: [
      answer("408 Request Timeout"),
      answer("408 Request Timeout", "Connection: keep-alive"),
    ],
    keeps: [
      answer("408 Request Timeout", "Connection: Close"),
      answer("408 Request Timeout").replaceAll("HTTP/1.1", "HTTP/2"),
    ],
  }),
  explains("status/409-content", "409 Conflict"),
  row("status/451-blocked-by", {
    breaks: [
      answer("451 Unavailable For Legal Reasons"),
      answer("451 Unavailable For Legal Reasons", "Link: <https://a.example>; rel=help"),
    ],
    keeps: [
      answer(
        "451 Unavailable For Legal Reasons",
        "Link: </a>; rel=help",
        'Link: <https://a.example>; rel="author Blocked-By"',
      ),
    ],
  }),
  explains("status/451-explains", "451 Unavailable For Legal Reasons"),
  explains("status/429-explains", "429 Too Many Requests"),
  row("status/431-names-field", {
    breaks: [
      `
      > GET / HTTP/1.1
      > Cookie: ${"a".repeat(5000)}
      < HTTP/1.1 431 Request Header Fields Too Large
      < Content-Type: text/plain
      <
      < too large`,
      `
      > GET / HTTP/1.1
      > Cookie: ${"a".repeat(5000)}
      < HTTP/1.1 431 Request Header Fields Too Large
      < Content-Length: 0`,
    ],
    keeps: [
      `
      > GET / HTTP/1.1
      > Cookie: ${"a".repeat(5000)}
      < HTTP/1.1 431 Request Header Fields Too Large
      < Content-Type: application/problem+json
      <
      < {"detail":"The field Cookie is too large."}`,
      // None is at fault alone.
      `
      > GET / HTTP/1.1
      > A: ${"a".repeat(5000)}
      > B: ${"b".repeat(5000)}
      < HTTP/1.1 431 Request Header Fields Too Large
      < Content-Type: text/plain
      <
      < too large`,
      `
      > GET / HTTP/1.1
      > Cookie: ${"a".repeat(5000)}
      < HTTP/1.1 431 Request Header Fields Too Large`,
    ],
  }),
  row("status/511-link", {
    breaks: [
      answer("511 Network Authentication Required", 'WWW-Authenticate: Basic realm="a"'),
      answer(
        "511 Network Authentication Required",
        "Content-Type: text/html",
        "",
        '<a href="/login">log in</a><FORM action="/login">',
      ),
      answer("511 Network Authentication Required", ...TEXT),
    ],
    keeps: [
      answer(
        "511 Network Authentication Required",
        "Content-Type: text/html",
        "",
        '<meta http-equiv="refresh" content="0; url=https://login.example/">',
      ),
      answer(
        "511 Network Authentication Required",
        "Content-Type: application/problem+json",
        "",
        '{"login":"https://login.example/"}',
      ),
      answer("511 Network Authentication Required"),
    ],
  }),
  explains("status/4xx-content", "404 Not Found"),
  explains("status/5xx-content", "503 Service Unavailable"),
  row("retry-after/syntax", {
    breaks: [
      answer("503 Service Unavailable", "Retry-After: soon"),
      answer("503 Service Unavailable", "Retry-After: 1.5"),
      answer("503 Service Unavailable", "Retry-After: -1"),
      answer("503 Service Unavailable", "Retry-After: 2026-11-26"),
      answer("503 Service Unavailable", "Retry-After: 1, 2"),
    ],
    keeps: [
      answer("503 Service Unavailable", "Retry-After: 0"),
      answer("503 Service Unavailable", "Retry-After: 99999999999999999999"),
      answer("503 Service Unavailable", "Retry-After: Thu, 26 Nov 2026 08:00:00 GMT"),
    ],
  }),
  row("retry-after/past", {
    breaks: [
      answer(
        "503 Service Unavailable",
        "Date: Thu, 26 Nov 2026 08:00:00 GMT",
        "Retry-After: Thu, 26 Nov 2026 07:59:59 GMT",
      ),
    ],
    keeps: [
      answer(
        "503 Service Unavailable",
        "Date: Thu, 26 Nov 2026 08:00:00 GMT",
        "Retry-After: Thu, 26 Nov 2026 08:00:00 GMT",
      ),
      answer("503 Service Unavailable", "Date: Thu, 26 Nov 2026 08:00:00 GMT", "Retry-After: 1"),
      answer("503 Service Unavailable", "Retry-After: Thu, 26 Nov 2026 08:00:00 GMT"),
    ],
  }),
  row("retry-after/meaningful", {
    breaks: [answer("200 OK", "Retry-After: 5"), answer("404 Not Found", "Retry-After: 5")],
    keeps: [
      answer("429 Too Many Requests", "Retry-After: 5"),
      answer("202 Accepted", "Retry-After: 5"),
      answer("307 Temporary Redirect", "Location: /a", "Retry-After: 5"),
    ],
  }),
  row("connection/close-echo", {
    breaks: [
      `
      > GET / HTTP/1.1
      > Connection: close
      < HTTP/1.1 200 OK`,
      `
      > GET / HTTP/1.1
      > Connection: TE, Close
      < HTTP/1.1 200 OK
      < Connection: keep-alive`,
      `
      > GET / HTTP/1.1
      > Connection: close
      < HTTP/1.0 200 OK
      < Connection: keep-alive`,
    ],
    keeps: [
      `
      > GET / HTTP/1.1
      > Connection: close
      < HTTP/1.1 200 OK
      < connection: Close`,
      `
      > GET / HTTP/1.1
      > Connection: keep-alive
      < HTTP/1.1 200 OK`,
      // There the connection closes by itself.
      `
      > GET / HTTP/1.0
      > Connection: close
      < HTTP/1.1 200 OK`,
      `
      > GET / HTTP/1.1
      > Connection: close
      < HTTP/1.0 200 OK`,
    ],
  }),
];
