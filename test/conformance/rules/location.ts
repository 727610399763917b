import { knowing, type Row, row } from "../row.ts";

function found(to: string, target = "/"): string {
  return `
    > GET ${target} HTTP/1.1
    > Host: a.example
    < HTTP/1.1 302 Found
    < Location: ${to}`;
}

export const location: readonly Row[] = [
  row("location/syntax", {
    breaks: [found("/a b"), found("/中"), found("/a|b"), found("/a%zz"), found("http://[::1/")],
    keeps: [
      found("/a?b#c"),
      found("../b,c"),
      found("https://a.example/%E4%B8%AD"),
      found(""),
      found("mailto:a@a.example"),
    ],
  }),
  row("location/no-userinfo", {
    breaks: [
      found("https://user:secret@a.example/"),
      found("//a@b.example/"),
      found("HTTP://a.example@b.example/"),
    ],
    keeps: [found("https://a.example/@b"), found("/a@b"), found("ftp://a@b.example/")],
  }),
  row("location/no-empty-host", {
    breaks: [found("http:///a"), found("https://:443/"), found("///a"), found("http://u@/a")],
    keeps: [found("file:///a"), found("http://[::1]:80/"), found("/a//b")],
  }),
  row("location/defined", {
    breaks: [
      `
      > GET / HTTP/1.1
      < HTTP/1.1 200 OK
      < Location: /a`,
      `
      > POST / HTTP/1.1
      < HTTP/1.1 202 Accepted
      < Location: /jobs/7`,
    ],
    keeps: [
      found("/a"),
      `
      > POST / HTTP/1.1
      < HTTP/1.1 201 Created
      < Location: /a`,
      `
      > QUERY / HTTP/1.1
      > Content-Type: application/sql
      < HTTP/1.1 200 OK
      < Location: /queries/7`,
    ],
  }),
  row("location/201-fragment", {
    breaks: [
      `
      > POST / HTTP/1.1
      < HTTP/1.1 201 Created
      < Location: /a#b`,
    ],
    keeps: [
      `
      > POST / HTTP/1.1
      < HTTP/1.1 201 Created
      < Location: /a`,
      found("/a#b"),
    ],
  }),
  row("location/self-loop", {
    breaks: [
      found("/a", "/a"),
      found("?b", "/a?b"),
      found("//a.example/a#b", "/a"),
      found("./", "/"),
      knowing(found("https://a.example/a", "/a"), { secure: true }),
    ],
    keeps: [
      found("/a/", "/a"),
      found("//b.example/a", "/a"),
      // From http to https, for all that is known.
      found("https://a.example/a", "/a"),
      knowing(found("https://a.example/a", "/a"), { secure: false }),
      `${found("/a", "/a")}
    < Set-Cookie: a=b`,
      `
      > GET /a HTTP/1.1
      < HTTP/1.1 303 See Other
      < Location: /b`,
    ],
  }),
  row("location/open-redirect", {
    breaks: [
      found("https://evil.example/a", "/login?next=https://evil.example/a"),
      found("https://evil.example/a", "/login?next=https%3A%2F%2Fevil.example%2Fa"),
      found("//evil.example", "/login?next=//evil.example"),
      {
        request: {
          method: "POST",
          target: "/login",
          headers: [["Host", "a.example"]],
          body: new TextEncoder().encode("next=https%3A%2F%2Fevil.example%2F"),
        },
        response: { status: 303, headers: [["Location", "https://evil.example/"]] },
      },
    ],
    keeps: [
      found("/notes", "/login?next=/notes"),
      found("https://a.example/notes", "/login?next=https://a.example/notes"),
      found("https://login.example/?back=/a", "/a?b=c"),
    ],
  }),
  row("location/scheme", {
    breaks: [found("javascript:alert(1)"), found("ftp://a.example/"), found("myapp://open")],
    keeps: [found("HTTPS://a.example/"), found("/a:b"), found("?a:b")],
  }),
  row("redirect/method-preserving", {
    breaks: [
      `
      > POST / HTTP/1.1
      < HTTP/1.1 302 Found
      < Location: /a`,
      `
      > DELETE / HTTP/1.1
      < HTTP/1.1 301 Moved Permanently
      < Location: /a`,
    ],
    keeps: [
      found("/a"),
      `
      > POST / HTTP/1.1
      < HTTP/1.1 303 See Other
      < Location: /a`,
      `
      > QUERY / HTTP/1.1
      < HTTP/1.1 302 Found
      < Location: /a`,
    ],
  }),
];
