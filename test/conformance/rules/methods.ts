import type { Row } from "../row.ts";
import { exchange } from "../wire.ts";

export const methods: readonly Row[] = [
  {
    rule: "method/405-allow",
    breaks: [
      exchange(`
        > PUT / HTTP/1.1
        < HTTP/1.1 405 Method Not Allowed`),
    ],
    keeps: [
      exchange(`
        > PUT / HTTP/1.1
        < HTTP/1.1 405 Method Not Allowed
        < Allow:`),
    ],
  },
];
