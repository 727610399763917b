/**
 * What a writer needs besides replies: `@rightstatus/core/writer`. A writer sends replies in one runtime;
 * `@rightstatus/node` is the one for node:http.
 *
 * @module
 */
export { isToken } from "./grammar/token.ts";
export { adopt } from "./reply/adopt.ts";
export { type BodyKind, bodyKind } from "./reply/body.ts";
export { errorReply } from "./reply/error-reply.ts";
export * as helpers from "./reply/helpers.ts";
export { openProblem } from "./reply/problem.ts";
export { checkFieldLine, rawField } from "./reply/raw-field.ts";
export { problemTypes, type Representation, represent } from "./reply/representation.ts";
export { underConditions } from "./reply/under-conditions.ts";
export { decidedOn, negotiatedBy, watch } from "./reply/watched.ts";
export { refusedStatus } from "./status/refused.ts";
