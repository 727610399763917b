/** What each writer is given: what ends a line, a field or a text for somebody on the way. */
export const texts: Readonly<Record<string, string>> = {
  CR: "a\rSet-Cookie: h=1",
  LF: "a\nSet-Cookie: h=1",
  "CR LF": "a\r\nSet-Cookie: h=1",
  "CR LF and a response": "a\r\n\r\nHTTP/1.1 200 OK\r\nSet-Cookie: h=1\r\n\r\n",
  NUL: "a\0b",
  DEL: "a\x7fb",
  "U+010D U+010A": "a\u010d\u010aSet-Cookie: h=1",
  "U+2028": "a\u2028b",
  "a lone high surrogate": "a\ud800b",
  "a lone low surrogate": "a\udc00b",
  markup: "<script>alert(1)</script>\"'`&",
  "1 MB": "a".repeat(1024 * 1024),
};
