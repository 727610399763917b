import { inputOf } from "../../support/vectors.ts";

const { accept: A116 } = inputOf("A116") as { readonly accept: string };

/** Fields, and what is chosen by them. */
export const weights: readonly (readonly [line: string, told: string])[] = [
  [`Accept: ${A116}`, "a/b en identity"],
  [`Accept: ${A116}, x/y`, "x/y en identity"],
  [`Accept: ${A116}, x/y;q=0.1, i/j;q=0.2`, "i/j en identity"],
  ["Accept: x/y;q=NaN", "a/b en identity"],
  ["Accept: i/j;q=-1, x/y;q=0.001", "x/y en identity"],
  ["Accept-Language: fr;q=2", "a/b en identity"],
  ["Accept-Language: en;q=-1, en;q=NaN, fr;q=0.1", "a/b fr identity"],
  ["Accept-Encoding: gzip;q=2, br;q=0.1", "a/b en br"],
  ["Accept-Encoding: gzip;q=, identity;q=-1", "a/b en identity"],
];

/** Long ones are tried in each field that somebody might read in more than linear time. */
export const long: readonly (readonly [id: string, name: string, told: string])[] = [
  ["A121", "Accept-Encoding", "a/b en gzip"],
  ["A121", "Accept-Language", "a/b en identity"],
  ["A121", "Accept", "a/b en identity"],
  ["A123", "Accept-Encoding", "a/b en identity"],
  ["A123", "Accept-Language", "a/b en identity"],
  ["A123", "Accept", "a/b en identity"],
  ["A123", "If-None-Match", "a/b en identity"],
  ["A123", "Range", "a/b en identity"],
  ["A125", "Accept-Encoding", "a/b en identity"],
  ["A125", "Accept-Language", "a/b en identity"],
  ["A125", "Accept", "a/b en identity"],
];

const every = "accept, accept-encoding, accept-language";
const ofErrors = "accept, accept-language";

/** What negotiation comes to. */
export interface Varied {
  readonly status: number;
  /** The fields that Vary names beside those of other middleware. */
  readonly vary: string;
  readonly wire: readonly [line: string, ...fields: string[]];
}

export const varied: readonly Varied[] = [
  ...["/ok", "/serve"].flatMap((path): Varied[] => [
    { status: 200, vary: every, wire: [`GET ${path}`] },
    { status: 200, vary: every, wire: [`HEAD ${path}`] },
    { status: 304, vary: every, wire: [`GET ${path}`, 'If-None-Match: "v1"'] },
    { status: 304, vary: every, wire: [`HEAD ${path}`, 'If-None-Match: "v1"'] },
    { status: 206, vary: every, wire: [`GET ${path}`, "Range: bytes=0-1"] },
    { status: 206, vary: every, wire: [`GET ${path}`, "Range: bytes=0-1,4-5"] },
    { status: 406, vary: every, wire: [`GET ${path}`, "Accept: image/png"] },
    { status: 406, vary: every, wire: [`GET ${path}`, "Accept-Encoding: identity;q=0"] },
    { status: 412, vary: every, wire: [`GET ${path}`, 'If-Match: "v0"'] },
    { status: 416, vary: every, wire: [`GET ${path}`, "Range: bytes=99-"] },
    { status: 405, vary: ofErrors, wire: [`PUT ${path}`] },
  ]),
  { status: 404, vary: every, wire: ["GET /gone"] },
  { status: 302, vary: every, wire: ["GET /to", "Accept-Language: fr"] },
  { status: 303, vary: every, wire: ["GET /see"] },
  { status: 404, vary: ofErrors, wire: ["GET /nowhere"] },
  { status: 404, vary: ofErrors, wire: ["GET /nowhere", "Accept: text/html"] },
  { status: 404, vary: ofErrors, wire: ["GET /nowhere", "Accept-Language: zh-TW"] },
  { status: 500, vary: ofErrors, wire: ["GET /broken"] },
  { status: 501, vary: ofErrors, wire: ["PROPFIND /ok"] },
];
