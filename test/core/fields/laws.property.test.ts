import fc from "fast-check";
import { describe, it } from "vitest";
import type { FieldCodec } from "../../../packages/core/src/fields/codec.ts";
import { runs } from "../../support/runs.ts";
import { matches, same } from "../../support/same.ts";
import { recipients } from "../naive/recipients.ts";
import { abnf } from "./abnf.ts";
import { hostile } from "./hostile.ts";
import { spoilt } from "./spoilt.ts";
import { codecs } from "./values.ts";

const sendable = /^(?:[!-~](?:[\t -~]*[!-~])?)?$/;

describe.each(codecs)("%s", (name, codec, arbitrary) => {
  const anyLine = hostile(arbitrary.map(codec.format));
  const grammar = abnf[name] ?? /^no grammar$/;

  it("reads what it writes, and writes what the grammar allows", () => {
    fc.assert(
      fc.property(arbitrary, (value) => {
        const line = codec.format(value);
        matches(line, sendable);
        matches(line, grammar);
        same(codec.parse(line), value);
        same(codec.isSendable?.(line) ?? true, true);
      }),
      { numRuns: runs },
    );
  });

  it("never throws on what it reads, and what it reads means the same when written again", () => {
    fc.assert(
      fc.property(anyLine, (line) => {
        const value = codec.parse(line);
        same(codec.parse(line), value);
        const again = value === undefined ? undefined : written(codec, value);
        if (again !== undefined) same(codec.parse(again), value);
      }),
      { numRuns: runs },
    );
  });

  it("of values with any text, number or date in them writes what the grammar allows, or nothing", () => {
    fc.assert(
      fc.property(spoilt(arbitrary), (value) => {
        const line = written(codec, value, TypeError);
        if (line === undefined) return;
        matches(line, sendable);
        matches(line, grammar);
      }),
      { numRuns: runs },
    );
  });

  // Of those that have no row here, what is in the grammar does not say what is read: Accept leaves out
  // members, Location is for http alone. They have properties of their own.
  const isLegal = recipients[name];
  if (isLegal === undefined) return;
  it("reads what its grammar has, and nothing else", () => {
    fc.assert(
      fc.property(anyLine, (line) => {
        same(codec.parse(line) !== undefined, isLegal(line));
      }),
      { numRuns: runs },
    );
  });
});

// Not all that may be read may be sent: obs-text, a unit that we do not know.
function written(
  codec: FieldCodec<unknown>,
  value: unknown,
  orThrows: ErrorConstructor = RangeError,
): string | undefined {
  try {
    return codec.format(value);
  } catch (error) {
    if (!(error instanceof RangeError || error instanceof orThrows)) throw error;
    matches(error.message, /^[^\r\n\0]+ \((?:RFC \d+|W3C LDP) section [\d.]+\)$/);
    return undefined;
  }
}
