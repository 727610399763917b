import type { Row } from "../row.ts";
import { exchange } from "../wire.ts";

export const framing: readonly Row[] = [
  {
    rule: "framing/content-length-syntax",
    breaks: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Content-Length: +5`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Content-Length: 5, 5`),
    ],
    keeps: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Content-Length: 5`),
    ],
  },
  {
    rule: "framing/content-length-204",
    breaks: [
      exchange(`
        > DELETE /7 HTTP/1.1
        < HTTP/1.1 204 No Content
        < Content-Length: 0`),
    ],
    keeps: [
      exchange(`
        > DELETE /7 HTTP/1.1
        < HTTP/1.1 204 No Content`),
    ],
  },
];
