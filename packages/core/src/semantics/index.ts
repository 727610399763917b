/**
 * The decisions of RFC 9110 as pure functions, for building a server of your own:
 * `@rightstatus/core/semantics`.
 *
 * @module
 */
export { type Conditions, type Malformed, readConditions } from "../request/conditions.ts";
export {
  field,
  fieldLines,
  methodOf,
  type Req,
  type RequestHeaders,
} from "../request/request.ts";
export { acceptsEncoding, chooseEncoding } from "./encodings.ts";
export { ifRangeHolds } from "./if-range.ts";
export { chooseLanguage } from "./languages.ts";
export { chooseType } from "./media-types.ts";
export { allowOf, type Dispatch, dispatch, kindOf, type MethodKind } from "./methods.ts";
export { contentRangeOf, layOut, type Multipart } from "./multipart.ts";
export { isRepresentationMetadata, notModifiedFields } from "./not-modified.ts";
export { evaluate, type State, type Verdict } from "./preconditions.ts";
export { type Preferences, readPreferences } from "./preferences.ts";
export {
  applicableRange,
  type ByteRange,
  rangesFor,
  type Selection,
  selectRanges,
} from "./ranges.ts";
export { localRedirect } from "./redirects.ts";
export { isUntypedQuery } from "./untyped-query.ts";
