/**
 * One header field, both ways. `parse` never throws and takes linear time, for its input is hostile:
 * malformed means `undefined`. `format` throws a RangeError that names the field and the section, for
 * its input is ours. Law: `parse(format(v))` equals `v`, and what `format` writes is in the grammar.
 *
 * `Input` is what `format` takes where that is wider than what `parse` gives (a URL beside a string).
 */
export interface FieldCodec<Value, Input = Value> extends FieldReader<Value> {
  format(value: Input): string;
}

/**
 * The half of a codec that reads. It is all that judges a field set by name, so where writing takes many
 * lines it stands apart: a bundler then leaves those out.
 */
export interface FieldReader<Value> {
  /** Field name as it stands in a reply: lower case. */
  readonly name: Lowercase<string>;
  /** Where the field is defined, as it stands in messages: "RFC 9110 section 10.2.1". */
  readonly section: string;
  parse(line: string): Value | undefined;
  /**
   * May this, which `parse` takes, be sent? Recipients take more than senders may write: obsolete dates,
   * empty members. All of it, where this is not there.
   */
  isSendable?(line: string): boolean;
}

/** A codec out of its halves. */
/* @__NO_SIDE_EFFECTS__ */ export function codecOf<Value, Input>(
  reader: FieldReader<Value>,
  format: (value: Input) => string,
): FieldCodec<Value, Input> {
  return { ...reader, format };
}

/** The error of every `format`: which field, what was wanted, what came, and where that is written. */
export function refusal(
  codec: { readonly name: string; readonly section: string },
  wanted: string,
  got: unknown,
): RangeError {
  return new RangeError(`${codec.name}: want ${wanted}, got ${show(got)} (${codec.section})`);
}

/** What came, as a message says it. */
export function show(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "object" && value !== null) return Object.prototype.toString.call(value);
  return String(value);
}
