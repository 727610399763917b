import { answers } from "./answers.ts";
import { derived } from "./derived.ts";
import { ownRefusals, refusals } from "./refusals.ts";
import { problemRow, type Row } from "./row.ts";

/** Rows reply whatever was asked: a 412 to a request without a condition, for one. */
export const unasked = { conformance: "off" } as const;

/** The contract. Every framework, and every way of sending a reply, answers with the same bytes. */
export const rows: readonly Row[] = [
  ...answers,
  ...derived,
  ...refusals.map(problemRow),
  ...ownRefusals,
];
