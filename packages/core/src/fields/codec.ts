/**
 * Reads and writes one header field. `parse` never throws and takes linear time, because its input is
 * hostile: for malformed input it returns `undefined`. `format` throws a RangeError that names the field and
 * the section, because its input comes from the programmer. Law: `parse(format(v))` equals `v`, and what
 * `format` writes is in the grammar.
 *
 * `Input` is what `format` takes, where that is wider than what `parse` returns (a URL as well as a string).
 */
export interface FieldCodec<Value, Input = Value> extends FieldReader<Value> {
  format(value: Input): string;
}

/**
 * The half of a codec that reads. A field that is set by name is checked by this half alone, so where writing
 * takes many lines the two are separate objects, and a bundler can leave the other half out.
 */
export interface FieldReader<Value> {
  /** The name of the field as replies have it: in lower case. */
  readonly name: Lowercase<string>;
  /** Where the field is defined, as messages say it: "RFC 9110 section 10.2.1". */
  readonly section: string;
  /** @param line - The value of the field, several lines joined with commas. */
  parse(line: string): Value | undefined;
  /**
   * May a value that `parse` accepts be sent as well? Recipients have to accept more than senders may write:
   * obsolete dates, empty members. Without this method, every such value may be sent.
   */
  isSendable?(line: string): boolean;
}

/** Makes a codec of its two halves. */
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

/** A value as messages show it. */
export function show(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "object" && value !== null) return Object.prototype.toString.call(value);
  return String(value);
}
