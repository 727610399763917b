import { inputOf } from "../../support/vectors.ts";

/** A Location, or the status that stands in its place. */
export type Told = string | 400 | 500;

/** What each input of a vector becomes: after localRedirect, by found(input), by found(new URL(input, base)). */
export const rows: readonly (readonly [
  id: string,
  at: number,
  checked: Told,
  given: Told,
  parsed: Told,
])[] = [
  ["A001", 0, 400, "//evil.example", "https://evil.example/"],
  ["A003", 0, 400, 500, "https://evil.example/"],
  ["A004", 0, 400, 500, "https://evil.example/"],
  ["A005", 0, 400, 500, "https://evil.example/"],
  ["A006", 0, 400, 500, "https://evil.example/"],
  ["A007", 0, 400, 500, "https://evil.example/"],
  ["A008", 0, 400, 500, "https://evil.example/"],
  ["A010", 0, 400, 500, 500],
  ["A011", 0, 400, 500, 500],
  ["A012", 0, 400, "https://good.example.evil.example/", "https://good.example.evil.example/"],
  ["A013", 0, 400, "https://good.example:444/", "https://good.example:444/"],
  ["A015", 0, 400, "http://good.example/", "http://good.example/"],
  ["A016", 0, 400, 500, "https://evil.example/"],
  ["A017", 0, 400, "//evil.example", "https://evil.example/"],
  ["A019", 0, 400, 500, "http://google.com/@apple.com"],
  ["A020", 0, "/ok", "/ok", "https://good.example/ok"],
  ["A020", 1, "/from/here?q=1", "?q=1", "https://good.example/from/here?q=1"],
  ["A020", 2, "/from/here?now#f", "#f", "https://good.example/from/here?now#f"],
  ["A020", 3, "/%2fevil.example", "/%2fevil.example", "https://good.example/%2fevil.example"],
  ["A020", 4, "https://good.example//x", "/.//x", "https://good.example//x"],
  ["A020", 5, "/x", "https://GOOD.example/x", "https://good.example/x"],
  ["A023", 0, 400, 500, 500],
  ["A024", 0, 400, 500, 500],
  ["A025", 0, 400, 500, 500],
  [
    "A027",
    0,
    "/x?%22%3E%3Cimg%20src=x%20onerror=alert(1)%3E",
    "/x?%22%3E%3Cimg%20src=x%20onerror=alert(1)%3E",
    "https://good.example/x?%22%3E%3Cimg%20src=x%20onerror=alert(1)%3E",
  ],
  // The URL parser drops the line end, so that what is left is a path.
  ["A028", 0, 400, 500, "https://good.example/aSet-Cookie:%20h=1"],
  ["A029", 0, "/caf%C3%A9", "/caf%C3%A9", "https://good.example/caf%C3%A9"],
  ["A029", 1, "/%EF%BF%BD", "/%EF%BF%BD", "https://good.example/%EF%BF%BD"],
  ["A029", 2, "/%25", "/%25", "https://good.example/%25"],
  ["A029", 3, "/%25zz", "/%25zz", "https://good.example/%25zz"],
  ["A030", 0, 400, 500, 500],
  ["A030", 1, 400, 500, 500],
  ["A030", 2, 400, 500, 500],
  ["A032", 0, 400, 500, 500],
];

/** Where the bytes of the input, put into the target as they are, do not mean what the input says. */
export const unlike: readonly (readonly [
  id: string,
  at: number,
  told: Told | `refused ${number}`,
  why: string,
])[] = [
  ["A005", 0, "refused 400", "9112 3.2 HTAB"],
  ["A006", 0, "refused 400", "9112 2.2 LF ends the line"],
  ["A007", 0, "refused 400", "9112 3 SP ends the target"],
  ["A011", 0, "/@evil.example/", "the query is decoded once: %2f is the slash after the host"],
  ["A016", 0, "refused 400", "9112 3.2 HTAB"],
  ["A017", 0, "refused 400", "9112 3.2 beyond ASCII"],
  ["A020", 2, "refused 400", "9112 3.2 a target has no fragment"],
  ["A020", 3, 400, "the query is decoded once: %2f is a second slash"],
  ["A023", 0, "refused 400", "9112 3.2 a control"],
  ["A027", 0, "refused 400", "9112 3 SP ends the target"],
  ["A028", 0, "refused 505", "9112 2.3 CR LF ends a request line without a version"],
  ["A029", 0, "refused 400", "9112 3.2 beyond ASCII"],
  ["A029", 1, "refused 400", "9112 3.2 beyond ASCII"],
  ["A030", 1, "refused 400", "9112 3 SP ends the target"],
  ["A030", 2, "refused 400", "9112 3.2 NUL"],
];

/** A Referer, and where the way back leads. */
export const A031: readonly (readonly [referer: string | undefined, location: string])[] = [
  [refererOf("A031"), "/home"],
  ["http://[", "/home"],
  ["http://good.example/login", "/home"],
  ["https://good.example:444/login", "/home"],
  ["https://good.example@evil.example/", "/home"],
  ["/\\evil.example", "/home"],
  [undefined, "/home"],
  ["https://good.example/login?next=/a", "/login?next=/a"],
];

/** A vector has one input, or a list of them. */
export function inputsOf(id: string): readonly unknown[] {
  const input = inputOf(id);
  return Array.isArray(input) ? input : [input];
}

function refererOf(id: string): string {
  return (inputOf(id) as { headers: { referer: string } }).headers.referer;
}
