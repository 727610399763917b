import type { Probe } from "../probe-entry.ts";

const host = "Host: {host}\r\n";
const line = "GET {path}";

/** Requests that no client should send, each on a connection of its own (RFC 9112). */
export const malformed: readonly Probe[] = [
  {
    ...sent("host-missing", "GET {path} HTTP/1.1\r\n\r\n"),
    expects: ["probe/host-missing"],
  },
  {
    ...sent("host-twice", `GET {path} HTTP/1.1\r\n${host}Host: rightstatus.invalid\r\n\r\n`),
    expects: ["probe/host-twice"],
  },
  {
    ...sent("host-invalid", "GET {path} HTTP/1.1\r\nHost: a b\r\n\r\n"),
    expects: ["probe/host-invalid"],
  },
  {
    ...sent("space-before-colon", `GET {path} HTTP/1.1\r\n${host}X-Probe : 1\r\n\r\n`),
    expects: ["probe/space-before-colon"],
  },
  {
    ...sent("obs-fold", `GET {path} HTTP/1.1\r\n${host}If-None-Match:\r\n {etag}\r\n\r\n`),
    needs: ["ok"],
    expects: ["probe/obs-fold"],
  },
  {
    ...sent("space-first", `GET {path} HTTP/1.1\r\n If-None-Match: {etag}\r\n${host}\r\n`),
    needs: ["ok"],
    expects: ["probe/space-first"],
  },
  { ...sent("bare-lf", "GET {path} HTTP/1.1\nHost: {host}\n\n") },
  { ...sent("bare-cr", `GET {path} HTTP/1.1\r\n${host}X-Probe: a\rb\r\n\r\n`) },
  { ...sent("nul", `GET {path} HTTP/1.1\r\n${host}X-Probe: a\0b\r\n\r\n`) },
  {
    ...sent("empty-line-first", `\r\nGET {path} HTTP/1.1\r\n${host}\r\n`),
    expects: ["probe/empty-line-first"],
  },
  {
    ...sent("space-in-target", `GET {path} x HTTP/1.1\r\n${host}\r\n`),
    expects: ["probe/request-line"],
  },
  {
    ...sent("absolute-form", `GET {origin}{path} HTTP/1.1\r\n${host}\r\n`),
    expects: ["probe/absolute-form"],
  },
  {
    ...sent("minor-version", `GET {path} HTTP/1.2\r\n${host}\r\n`),
    expects: ["probe/minor-version"],
  },
  { ...sent("major-version", `GET {path} HTTP/3.0\r\n${host}\r\n`) },
  {
    ...sent("target-too-long", `GET {path}?{long} HTTP/1.1\r\n${host}\r\n`),
    expects: ["probe/target-too-long"],
  },
  {
    ...sent("request-line-8000", `GET {path}?{letters} HTTP/1.1\r\n${host}\r\n`),
    expects: ["probe/request-line-8000"],
  },
  {
    ...sent("content-length", `GET {path} HTTP/1.1\r\n${host}Content-Length: 1x\r\n\r\na`),
    own: "watched",
    expects: ["probe/content-length"],
  },
  {
    ...sent(
      "content-lengths",
      `GET {path} HTTP/1.1\r\n${host}Content-Length: 1\r\nContent-Length: 2\r\n\r\nab`,
    ),
    own: "watched",
    expects: ["probe/content-length"],
  },
  {
    ...sent(
      "length-and-chunked",
      `GET {path} HTTP/1.1\r\n${host}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    ),
    own: "watched",
    expects: ["probe/length-and-chunked"],
  },
  {
    ...sent(
      "chunked-not-last",
      `GET {path} HTTP/1.1\r\n${host}Transfer-Encoding: chunked, gzip\r\n\r\n0\r\n\r\n`,
    ),
    own: "watched",
    expects: ["probe/chunked-not-last"],
  },
  {
    ...sent(
      "transfer-coding",
      `GET {path} HTTP/1.1\r\n${host}Transfer-Encoding: rightstatus, chunked\r\n\r\n0\r\n\r\n`,
    ),
    own: "watched",
    expects: ["probe/transfer-coding"],
  },
];

function sent(name: string, wire: string): Probe {
  return { id: `malformed/${name}`, line, wire, own: "plain" };
}
