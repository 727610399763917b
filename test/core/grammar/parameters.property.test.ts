import fc from "fast-check";
import { describe, it } from "vitest";
import { readAttribute, readAttributes } from "../../../packages/core/src/grammar/attributes.ts";
import {
  formatParameters,
  parseParameters,
} from "../../../packages/core/src/grammar/parameters.ts";
import { madeOf } from "../../support/any-text.ts";
import { runs } from "../../support/runs.ts";
import { same } from "../../support/same.ts";
import { lowerToken, quotable, recordOf } from "../fields/arbitraries.ts";
import { quoted, said, token } from "../naive/words.ts";

const text = madeOf(
  ...';=aAb \t"\\,\n',
  ...[";a=b", ";a=c", '; A="c"', '; b="\\""', " ;a", ";a", '="', ";", "=", "; __proto__=a"],
);

describe("RFC 9110 section 5.6.6, parameters", () => {
  it("are those that fall off one by one", () => {
    fc.assert(
      fc.property(text, fc.nat({ max: 3 }), (any, start) => {
        const at = Math.min(start, any.length);
        same(parseParameters(any, at), parametersOf(any.slice(at)));
      }),
      { numRuns: runs },
    );
  });

  it("are read as they are written", () => {
    fc.assert(
      fc.property(recordOf(lowerToken, quotable), (parameters) => {
        same(parseParameters(formatParameters(parameters) ?? "?", 0), parameters);
      }),
      { numRuns: runs },
    );
  });

  it("of any names and values are written so that they are read again, or not at all", () => {
    fc.assert(
      fc.property(text, text, (name, value) => {
        const line = formatParameters({ [name]: value });
        const legal = new RegExp(`^${token}$`).test(name) && !/[^\t -~]/.test(value);
        same(line !== undefined, legal);
        if (line !== undefined) {
          same(Object.entries(parseParameters(line, 0) ?? {}), [[name.toLowerCase(), value]]);
        }
      }),
      { numRuns: runs },
    );
  });
});

describe('token [ BWS "=" BWS ( token / quoted-string ) ]', () => {
  it("is read as the pattern reads it, from any place", () => {
    fc.assert(
      fc.property(text, fc.nat({ max: 8 }), (any, at) => {
        same(readAttribute(any, at), attributeOf(any, at));
      }),
      { numRuns: runs },
    );
  });

  it("several are those that fall off one by one, as far as it goes", () => {
    fc.assert(
      fc.property(text, (any) => {
        same(readAttributes(any, 0), attributesOf(any));
      }),
      { numRuns: runs },
    );
  });
});

/** `*( OWS ";" OWS [ parameter ] )`, and whitespace at the end. */
function parametersOf(text: string): Record<string, string> | undefined {
  const found: Record<string, string> = Object.create(null);
  const one = new RegExp(`^[ \\t]*;[ \\t]*(?:(${token})=(${token}|${quoted}))?`);
  let rest = text;
  for (let match = one.exec(rest); match !== null; match = one.exec(rest)) {
    const [all, name, value = ""] = match;
    if (name !== undefined) found[name.toLowerCase()] ??= said(value);
    rest = rest.slice(all.length);
  }
  return /^[ \t]*$/.test(rest) ? found : undefined;
}

function attributeOf(text: string, at: number): ReturnType<typeof readAttribute> {
  const one = new RegExp(`^(${token})([ \\t]*=[ \\t]*(${token}|${quoted})?)?`);
  const [all, name, assigned, value] = one.exec(text.slice(at)) ?? [];
  if (all === undefined || name === undefined) return undefined;
  if (assigned === undefined)
    return { name: name.toLowerCase(), value: true, end: at + all.length };
  if (value === undefined) return undefined;
  return { name: name.toLowerCase(), value: said(value), end: at + all.length };
}

function attributesOf(text: string): ReturnType<typeof readAttributes> {
  const values: Record<string, string | true> = Object.create(null);
  let end = /^[ \t]*/.exec(text)?.[0].length ?? 0;
  for (let next = /^;[ \t]*/; next.test(text.slice(end)); ) {
    end += next.exec(text.slice(end))?.[0].length ?? 0;
    if (!new RegExp(`^${token}`).test(text.slice(end))) continue;
    const attribute = attributeOf(text, end);
    if (attribute === undefined) return undefined;
    values[attribute.name] ??= attribute.value;
    end = attribute.end + (/^[ \t]*/.exec(text.slice(attribute.end))?.[0].length ?? 0);
  }
  return { values, end };
}
