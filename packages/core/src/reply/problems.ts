import { type Failing, failing } from "./error-reply.ts";
import { neverStored } from "./storage.ts";

/**
 * 400 Bad Request (RFC 9110 section 15.5.1): the message itself is wrong, and no other 4xx says how.
 *
 * @throws TypeError or RangeError for a wrong problem member or option. So do all helpers of this file.
 * @example
 * ```ts
 * badRequest("The body is not JSON.").status; // 400
 * ```
 */
export const badRequest: Failing<400> = failing(400);

/**
 * 402 Payment Required (RFC 9110 section 15.5.3): reserved, so it means what your documentation says.
 *
 * @example
 * ```ts
 * paymentRequired({ type: "/problems/plan-exhausted", title: "Plan exhausted", balance: 0 });
 * ```
 */
export const paymentRequired: Failing<402> = failing(402);

/**
 * 403 Forbidden (RFC 9110 section 15.5.4): understood and refused; other credentials might do.
 *
 * @example
 * ```ts
 * forbidden("Only the owner may delete a note.");
 * ```
 */
export const forbidden: Failing<403> = failing(403);

/**
 * 404 Not Found (RFC 9110 section 15.5.5): nothing is here, or nothing that we want to reveal.
 *
 * @example
 * ```ts
 * return note ? ok(note) : notFound();
 * ```
 */
export const notFound: Failing<404> = failing(404);

/**
 * 408 Request Timeout (RFC 9110 section 15.5.9): the request did not arrive in time. The connection is
 * closed, and the reply says so (RFC 9112 section 9.6).
 *
 * @example
 * ```ts
 * requestTimeout().headers.connection; // "close"
 * ```
 */
export const requestTimeout: Failing<408, "connection"> = failing(408, { connection: "close" });

/**
 * 409 Conflict (RFC 9110 section 15.5.10): in conflict with the state of the resource; the body says how.
 *
 * @example
 * ```ts
 * conflict({ detail: "That title is taken.", code: "TITLE_TAKEN" });
 * ```
 */
export const conflict: Failing<409> = failing(409);

/**
 * 410 Gone (RFC 9110 section 15.5.11): it was here, and is likely gone for good.
 *
 * @example
 * ```ts
 * gone("The campaign ended in May.");
 * ```
 */
export const gone: Failing<410> = failing(410);

/**
 * 411 Length Required (RFC 9110 section 15.5.12): repeat the request with a Content-Length.
 *
 * @example
 * ```ts
 * lengthRequired().status; // 411
 * ```
 */
export const lengthRequired: Failing<411> = failing(411);

/**
 * 412 Precondition Failed (RFC 9110 section 15.5.13). `guardWrite` and `serve` make it from the
 * request; by hand it is for conditions of your own.
 *
 * @example
 * ```ts
 * preconditionFailed("The note has changed since you read it.");
 * ```
 */
export const preconditionFailed: Failing<412> = failing(412);

/**
 * 414 URI Too Long (RFC 9110 section 15.5.15).
 *
 * @example
 * ```ts
 * uriTooLong("At most 8000 octets.");
 * ```
 */
export const uriTooLong: Failing<414> = failing(414);

/**
 * 417 Expectation Failed (RFC 9110 section 15.5.18): an expectation other than 100-continue.
 *
 * @example
 * ```ts
 * expectationFailed().status; // 417
 * ```
 */
export const expectationFailed: Failing<417> = failing(417);

/**
 * 421 Misdirected Request (RFC 9110 section 15.5.20): this server does not answer for that host.
 *
 * @example
 * ```ts
 * misdirectedRequest("This connection is for www.example.");
 * ```
 */
export const misdirectedRequest: Failing<421> = failing(421);

/**
 * 422 Unprocessable Content (RFC 9110 section 15.5.21): well-formed, of a known type, and still wrong.
 *
 * @example
 * ```ts
 * unprocessableContent({ errors: [{ pointer: "#/age", detail: "must be positive" }] });
 * ```
 */
export const unprocessableContent: Failing<422> = failing(422);

/**
 * 424 Failed Dependency (RFC 4918 section 11.4, WebDAV): another action this one needed has failed.
 *
 * @example
 * ```ts
 * failedDependency().status; // 424
 * ```
 */
export const failedDependency: Failing<424> = failing(424);

/**
 * 425 Too Early (RFC 8470 section 5.2): the request came in TLS early data and might be a replay.
 *
 * @example
 * ```ts
 * tooEarly().status; // 425
 * ```
 */
export const tooEarly: Failing<425> = failing(425);

/**
 * 428 Precondition Required (RFC 6585 section 3): the request has to be conditional. `guardWrite` makes it with
 * `require`. Never stored.
 *
 * @example
 * ```ts
 * preconditionRequired("Send If-Match with the ETag of the note you read.");
 * ```
 */
export const preconditionRequired: Failing<428, "cache-control"> = failing(428, neverStored);

/**
 * 431 Request Header Fields Too Large (RFC 6585 section 5); name the field if one is at fault. Never stored.
 *
 * @example
 * ```ts
 * requestHeaderFieldsTooLarge({ detail: "Cookie is too large.", field: "cookie" });
 * ```
 */
export const requestHeaderFieldsTooLarge: Failing<431, "cache-control"> = failing(431, neverStored);

/**
 * 500 Internal Server Error (RFC 9110 section 15.6.1). Frameworks without our middleware do not show its
 * detail.
 *
 * @example
 * ```ts
 * internalServerError().expose; // false
 * ```
 */
export const internalServerError: Failing<500> = failing(500);

/**
 * 501 Not Implemented (RFC 9110 section 15.6.2): this server knows no such method at all.
 *
 * @example
 * ```ts
 * notImplemented().status; // 501
 * ```
 */
export const notImplemented: Failing<501> = failing(501);

/**
 * 502 Bad Gateway (RFC 9110 section 15.6.3): the server behind this one gave an invalid response.
 *
 * @example
 * ```ts
 * badGateway("The payment service gave no valid response.");
 * ```
 */
export const badGateway: Failing<502> = failing(502);

/**
 * 504 Gateway Timeout (RFC 9110 section 15.6.5): the server behind this one gave no response in time.
 *
 * @example
 * ```ts
 * gatewayTimeout().status; // 504
 * ```
 */
export const gatewayTimeout: Failing<504> = failing(504);

/**
 * 505 HTTP Version Not Supported (RFC 9110 section 15.6.6); say which versions are.
 *
 * @example
 * ```ts
 * httpVersionNotSupported("HTTP/1.1 and HTTP/2 are supported.");
 * ```
 */
export const httpVersionNotSupported: Failing<505> = failing(505);

/**
 * 506 Variant Also Negotiates (RFC 2295 section 8.1): a configuration error of transparent negotiation.
 *
 * @example
 * ```ts
 * variantAlsoNegotiates().status; // 506
 * ```
 */
export const variantAlsoNegotiates: Failing<506> = failing(506);

/**
 * 507 Insufficient Storage (RFC 4918 section 11.5, WebDAV): no room to do it, for now.
 *
 * @example
 * ```ts
 * insufficientStorage().status; // 507
 * ```
 */
export const insufficientStorage: Failing<507> = failing(507);

/**
 * 508 Loop Detected (RFC 5842 section 7.2, WebDAV): an infinite loop under "Depth: infinity".
 *
 * @example
 * ```ts
 * loopDetected().status; // 508
 * ```
 */
export const loopDetected: Failing<508> = failing(508);
