import * as core from "@rightstatus/core";
import { adopt } from "@rightstatus/core/writer";
import { matches, same } from "../../support/same.ts";

/** Every place of a helper that takes text which could end up in the header section. */
export const places: Readonly<Record<string, (text: string) => core.AnyReply | core.Interim>> = {
  "created location": (text) => core.created(text),
  "redirect location": (text) => core.found(text),
  "redirect location, after a path": (text) => core.seeOther(`/a${text}`),
  "redirect location, in a query": (text) => core.permanentRedirect(`https://a.example/?b=${text}`),
  "redirect location, in a host": (text) => core.movedPermanently(`https://a${text}.example/`),
  preferred: (text) => core.multipleChoices("a", { preferred: text }),
  statusUrl: (text) => core.accepted("a", { statusUrl: text }),
  blockedBy: (text) => core.unavailableForLegalReasons({ blockedBy: text }),
  loginUrl: (text) => core.networkAuthenticationRequired(text),
  "challenge scheme": (text) => core.unauthorized({ scheme: text }),
  "challenge token68": (text) => core.unauthorized({ scheme: "A", token68: text }),
  "challenge parameter": (text) => core.unauthorized({ scheme: "A", params: { a: text } }),
  "challenge parameter name": (text) => core.unauthorized({ scheme: "A", params: { [text]: "a" } }),
  "digest algorithm": (text) =>
    core.unauthorized({ scheme: "Digest", params: { realm: "a", nonce: "b", algorithm: text } }),
  "basic realm": (text) => core.proxyAuthenticationRequired(core.basic(text)),
  "bearer realm": (text) => core.unauthorized(core.bearer({ realm: text })),
  "bearer scope": (text) => core.unauthorized(core.bearer({ scope: text })),
  "bearer description": (text) => core.unauthorized(core.bearer({ errorDescription: text })),
  allow: (text) => core.methodNotAllowed(["GET", text]),
  accept: (text) => core.unsupportedMediaType({ accept: [`a/b${text}`] }),
  "accept parameter": (text) => core.unsupportedMediaType({ accept: [`a/b;c="${text}"`] }),
  acceptEncoding: (text) => core.unsupportedMediaType({ acceptEncoding: [text] }),
  acceptPatch: (text) => core.unsupportedMediaType({ acceptPatch: [`a/b;c="${text}"`] }),
  acceptPost: (text) => core.unsupportedMediaType({ acceptPost: [text] }),
  acceptQuery: (text) => core.unsupportedMediaType({ acceptQuery: [`a/b;c="${text}"`] }),
  upgrade: (text) => core.upgradeRequired([text]),
  "upgrade version": (text) => core.switchingProtocols(`a/${text}`),
  im: (text) => core.imUsed(text, "a", { etag: core.etag("1") }),
  etag: (text) => core.ok("a", { etag: core.etag(text) }),
  "etag, branded by force": (text) => core.ok("a", { etag: `"${text}"` as core.ETag }),
  cacheControl: (text) => core.ok("a", { cacheControl: text }),
  "cacheControl, quoted": (text) => core.ok("a", { cacheControl: `a="${text}"` }),
  vary: (text) => core.ok("a", { vary: [text] }),
  contentLocation: (text) => core.ok("a", { contentLocation: text }),
  "link target": (text) => core.ok("a", { links: [{ href: text, rel: "next" }] }),
  "link relation": (text) => core.ok("a", { links: [{ href: "/", rel: text }] }),
  "link attribute": (text) => core.ok("a", { links: [{ href: "/", rel: "next", title: text }] }),
  "link attribute name": (text) =>
    core.ok("a", { links: [{ href: "/", rel: "next", [text]: "a" }] }),
  type: (text) => core.ok("a", { type: text }),
  "type parameter": (text) => core.ok("a", { type: `text/html; a="${text}"` }),
  "type of bytes": (text) => core.ok(new Uint8Array(1), { type: `text/html; charset="${text}"` }),
  "type of an error": (text) => core.notFound("a", { type: `application/json; a="${text}"` }),
  "type of a Blob": (text) => core.ok(new Blob(["a"], { type: `text/html; a="${text}"` })),
  language: (text) => core.ok("a", { language: text }),
  "header value": (text) => core.ok("a", { headers: { "x-a": `a${text}b` } }),
  "header name": (text) => core.ok("a", { headers: { [`x${text}`]: "a" } }),
  cookie: (text) => core.noContent({ headers: { "set-cookie": `a=${text}` } }),
  "Content-Disposition": (text) =>
    core.ok("a", { headers: { "content-disposition": `attachment; filename="${text}"` } }),
  "with() value": (text) => core.conflict().with({ "x-a": text }),
  "with() name": (text) => core.created("/").with({ [text]: "a" }),
  "hint target": (text) => core.earlyHints({ href: text, rel: "preload" }),
  "hint attribute": (text) => core.earlyHints({ href: "/", rel: "preload", as: text }),
  "hint header": (text) =>
    core.earlyHints({ href: "/", rel: "preload" }, { headers: { "x-a": text } }),
  "protocol header": (text) => core.switchingProtocols("a", { headers: { "x-a": text } }),
  "adopted value": (text) => adopt({ status: 200, headers: { "x-a": text }, body: "a" }),
  "adopted line": (text) =>
    adopt({ status: 200, headers: { link: [`</>; rel=a; b="${text}"`] }, body: "a" }),
  "problem detail": (text) => core.conflict(text),
  "problem title": (text) => core.conflict({ title: text }),
  "problem type": (text) => core.conflict({ type: text }),
  "problem instance": (text) => core.conflict({ instance: `/a${text}` }),
  "problem extension": (text) => core.conflict({ [text]: text }),
  available: (text) => core.notAcceptable([text]),
};

/** A refusal that says why, or a reply whose fields are as they have to be. */
export function expectHarmless(place: string, text: string): void {
  let made: core.AnyReply | core.Interim | undefined;
  try {
    made = places[place]?.(text);
  } catch (error) {
    same(error instanceof RangeError || error instanceof TypeError, true);
    matches(String(error), /\((?:RFC \d+|W3C LDP) section [\d.]+\)$/);
    matches(String(error), /^[^\r\n\0]*$/);
    return;
  }
  for (const [name, value] of Object.entries(made?.headers ?? {})) {
    matches(name, /^[!#$%&'*+\-.^_`|~0-9a-z]+$/);
    for (const line of [value].flat()) matches(line, /^(?:[!-~](?:[\t -~]*[!-~])?)?$/);
  }
}
