import { expect, it } from "vitest";

/** The error of a wrong call: its first word, and the section that its message cites. */
export type Refused = [
  what: string,
  call: () => unknown,
  error: new () => Error,
  field: string,
  section: string,
];

/** One test for each: the error is of this kind, and its message teaches. */
export function refused(rows: readonly Refused[]): void {
  it.each(rows)("%s", (_what, call, error, field, section) => {
    expect(call).toThrow(error);
    expect(call).toThrow(new RegExp(`^${field}\\b.*\\(${section.replaceAll(".", "\\.")}\\)$`));
  });
}
