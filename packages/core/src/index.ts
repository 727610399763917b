/**
 * Replies as values: one typed helper for each HTTP status (RFC 9110).
 *
 * @module
 */
export { allOf, anyOf } from "./compose/guards.ts";
export {
  type ClientResult,
  implement,
  type Jsonify,
  type RepliesOf,
  type StatusOf,
  type Undeclared,
} from "./compose/implement.ts";
export { type Capabilities, methods } from "./compose/methods.ts";
export { pipe } from "./compose/pipe.ts";
export { type Outcomes, preferred } from "./compose/preferred.ts";
export { basic, bearer, type Challenge, type OneOrMore } from "./fields/challenge.ts";
export { type ETag, etag, etagOf } from "./fields/etag.ts";
export type { Link } from "./fields/link.ts";
export type { Url } from "./fields/location.ts";
export type { RetryAfter, Seconds } from "./fields/retry-after.ts";
export type { Method, Supported } from "./reply/allowed.ts";
export type { AcceptedOptions } from "./reply/content.ts";
export type { ErrorReply, Failing } from "./reply/error-reply.ts";
export { type Expected, guardWrite } from "./reply/guard-write.ts";
export * from "./reply/helpers.ts";
export { earlyHints, type Interim, processing } from "./reply/interim.ts";
export type { Created } from "./reply/location.ts";
export { negotiate } from "./reply/negotiate.ts";
export type { NoBody, Options, Retry } from "./reply/options.ts";
export { type Pass, pass } from "./reply/pass.ts";
export type { Problem, ProblemInit } from "./reply/problem.ts";
export { raise } from "./reply/raise.ts";
export { type AnyReply, type FieldMap, isReply, type Reply } from "./reply/reply.ts";
export type { Resource } from "./reply/resource.ts";
export { type Served, serve } from "./reply/serve.ts";
export { switchingProtocols } from "./reply/upgrade.ts";
export type { Req } from "./request/request.ts";
export { explain } from "./semantics/explain.ts";
export type { State } from "./semantics/preconditions.ts";
export { localRedirect } from "./semantics/redirects.ts";
export { type StatusRow, status, statuses } from "./status/registry.ts";
export type { Language } from "./status/saying.ts";
