import { type ContentRange, contentRange } from "@rightstatus/core/fields";
import type { View } from "../view.ts";
import { reading } from "./reading.ts";

/** The methods of RFC 9110 and RFC 5789 for which Range has no meaning (RFC 9110 section 14.2). */
export const rangeless: readonly string[] = [
  "HEAD",
  "POST",
  "PUT",
  "DELETE",
  "PATCH",
  "OPTIONS",
  "TRACE",
  "CONNECT",
];

/** The Content-Range of the message itself. */
export const partOf: (view: View) => ContentRange | undefined = reading(({ response }) =>
  contentRange.parse(response.lines("content-range")[0] ?? ""),
);
