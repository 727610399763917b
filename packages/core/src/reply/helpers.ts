/** Every helper that makes a final reply, under the name that the status table has for it. */
export {
  methodNotAllowed,
  notAcceptable,
  rangeNotSatisfiable,
  unsupportedMediaType,
} from "./allowed.ts";
export { proxyAuthenticationRequired, unauthorized } from "./challenge.ts";
export { accepted, imUsed, multiStatus, nonAuthoritativeInformation, ok } from "./content.ts";
export { noContent, resetContent } from "./empty.ts";
export { locked, networkAuthenticationRequired, unavailableForLegalReasons } from "./linked.ts";
export {
  created,
  found,
  movedPermanently,
  multipleChoices,
  permanentRedirect,
  seeOther,
  temporaryRedirect,
} from "./location.ts";
export {
  badGateway,
  badRequest,
  conflict,
  expectationFailed,
  failedDependency,
  forbidden,
  gatewayTimeout,
  gone,
  httpVersionNotSupported,
  insufficientStorage,
  internalServerError,
  lengthRequired,
  loopDetected,
  misdirectedRequest,
  notFound,
  notImplemented,
  paymentRequired,
  preconditionFailed,
  preconditionRequired,
  requestHeaderFieldsTooLarge,
  requestTimeout,
  tooEarly,
  unprocessableContent,
  uriTooLong,
  variantAlsoNegotiates,
} from "./problems.ts";
export { contentTooLarge, serviceUnavailable, tooManyRequests } from "./retry.ts";
export { upgradeRequired } from "./upgrade.ts";
