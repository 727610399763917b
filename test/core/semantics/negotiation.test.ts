import { describe, expect, it } from "vitest";
import { acceptsEncoding, chooseEncoding } from "../../../packages/core/src/semantics/encodings.ts";
import { chooseLanguage } from "../../../packages/core/src/semantics/languages.ts";
import { chooseType } from "../../../packages/core/src/semantics/media-types.ts";
import { inputOf, vectorsOf } from "../../support/vectors.ts";

type Row = [rule: string, line: string | undefined, offers: string, choice: string | undefined];
const split = (offers: string): string[] => offers.split(" | ");

describe("Accept, RFC 9110 section 12.5.1", () => {
  it.each<Row>([
    ["12.4.1 absent", undefined, "text/html | application/json", "text/html"],
    [
      "12.5.1 the wanted one",
      "application/json",
      "text/html | application/json",
      "application/json",
    ],
    [
      "12.5.1 case does not count",
      "Application/JSON",
      "text/html | application/json",
      "application/json",
    ],
    [
      "12.5.1 the offer as it was given",
      "text/html",
      "Text/HTML;charset=UTF-8",
      "Text/HTML;charset=UTF-8",
    ],
    [
      "12.4.2 by weight",
      "text/html;q=0.3, application/json;q=0.4",
      "text/html | application/json",
      "application/json",
    ],
    [
      "12.4.2 among equals the server's order",
      "application/json, text/html",
      "text/html | application/json",
      "text/html",
    ],
    ["12.5.1 type/*", "text/*", "application/json | text/html", "text/html"],
    ["12.5.1 */*", "*/*", "application/json | text/html", "application/json"],
    [
      "12.5.1 text/* is the more specific",
      "*/*;q=0.1, text/*",
      "application/json | text/html",
      "text/html",
    ],
    [
      "12.5.1 the specific range alone has the weight",
      "text/*, text/html;q=0.1",
      "text/html | text/plain",
      "text/plain",
    ],
    [
      "12.5.1 also where it comes first",
      "text/html;q=0.1, text/*",
      "text/html | text/plain",
      "text/plain",
    ],
    ["12.4.2 0 is not acceptable", "*/*, text/html;q=0", "text/html | text/plain", "text/plain"],
    ["12.4.2 0 is not acceptable", "text/html;q=0", "text/html", undefined],
    ["12.4.3 not mentioned is not acceptable", "image/png", "text/html", undefined],
    ["12.5.1 a prefix is no match", "text/htm", "text/html", undefined],
    ["12.5.1 a prefix is no match", "text/*", "texts/html", undefined],
    ["12.5.1 a subtype is no wildcard", "text/html", "text/plain", undefined],
    [
      "12.5.1 parameters are the more specific",
      "text/html;level=1;q=0.2, text/html;q=0.1",
      "text/html | text/html;level=1",
      "text/html;level=1",
    ],
    ["12.5.1 a parameter the offer lacks", "text/html;level=1", "text/html", undefined],
    ["12.5.1 a parameter of another value", "text/html;level=1", "text/html;level=2", undefined],
    [
      "12.5.1 a parameter in another case",
      "text/plain;format=Flowed",
      "text/plain;format=flowed",
      undefined,
    ],
    ["12.5.1 a parameter nobody asked for", "text/html", "text/html;level=2", "text/html;level=2"],
    [
      "8.3.2 charset in any case",
      "text/html;charset=UTF-8",
      "text/html;charset=utf-8",
      "text/html;charset=utf-8",
    ],
    [
      "8.3.2 UTF-8 is what we send",
      "application/json; charset=utf-8",
      "application/json",
      "application/json",
    ],
    ["8.3.2 another charset is not", "text/html;charset=big5", "text/html", undefined],
    [
      "8.3.2 another charset is not",
      "text/html;charset=utf-8",
      "text/html;charset=big5",
      undefined,
    ],
    [
      "8.3.2 charset of the offer in any case",
      "text/html;charset=utf-8",
      "text/html;charset=UTF-8",
      "text/html;charset=UTF-8",
    ],
    [
      "5.6.6 commas and semicolons in quotes",
      'text/html;a=";q=0,", text/plain;q=0.5',
      'text/plain | text/html;a=";q=0,"',
      'text/html;a=";q=0,"',
    ],
    ["12.5.1 empty: as absent", "", "text/html | application/json", "text/html"],
    ["12.5.1 empty members: as absent", " , ,", "text/html | application/json", "text/html"],
    [
      "12.4.2 a weight over 1 is none",
      "text/html;q=1.5, application/json",
      "text/html | application/json",
      "application/json",
    ],
    ["12.4.2 a malformed weight: never a 406", "text/html;q=abc", "text/html", "text/html"],
    ["12.5.1 */json is no range", "*/json", "text/html", "text/html"],
    [
      "12.5.1 */json is no range",
      "*/json, text/html;q=0.1",
      "application/json | text/html",
      "text/html",
    ],
  ])("%s: %s of %s", (_rule, line, offers, choice) => {
    expect(chooseType(line, split(offers))).toBe(choice);
  });

  it("12.5.1, the example of the section: each type by its weight", () => {
    const line =
      "text/*;q=0.3, text/plain;q=0.7, text/plain;format=flowed, text/plain;format=fixed;q=0.4, */*;q=0.5";
    const types = [
      "text/html",
      "text/plain;format=fixed",
      "image/jpeg",
      "text/plain",
      "text/plain;format=flowed",
    ];
    for (const [i, type] of types.entries()) {
      expect(chooseType(line, types.slice(0, i + 1))).toBe(type);
    }
  });

  it.each(["*/*", "text/*", "text", "", "text/html, text/plain"])(
    "an offer of %j is none",
    (offer) => {
      expect(() => chooseType(undefined, [offer])).toThrow(/8\.3/);
    },
  );
});

describe("Accept-Encoding, RFC 9110 section 12.5.3", () => {
  it.each<Row>([
    ["12.5.3 absent: identity is safe", undefined, "br | gzip", "identity"],
    ["12.5.3 empty: identity only", "", "br | gzip", "identity"],
    ["12.5.3 listed", "gzip", "br | gzip", "gzip"],
    ["12.5.3 case does not count", "GZIP", "br | gzip", "gzip"],
    ["12.5.3 case does not count, nor in an offer", "gzip", "br | GZIP", "GZIP"],
    ["12.5.3 by weight", "br;q=0.5, gzip", "br | gzip", "gzip"],
    ["12.5.3 among equals the server's order", "gzip, br", "br | gzip", "br"],
    ["12.5.3 *", "*", "br | gzip", "br"],
    ["12.5.3 * is for what is not listed", "br;q=0.1, *", "br | gzip", "gzip"],
    ["12.5.3 none listed: identity", "zstd", "br | gzip", "identity"],
    ["12.5.3 refused", "gzip;q=0", "gzip", "identity"],
    ["12.5.3 refused by *", "*;q=0, identity", "br | gzip", "identity"],
    ["12.5.3 identity refused", "identity;q=0", "br | gzip", undefined],
    ["12.5.3 identity refused by *", "*;q=0", "br | gzip", undefined],
    ["12.5.3 identity refused, a coding is not", "identity;q=0, gzip;q=0.1", "br | gzip", "gzip"],
    ["12.5.3 identity wanted more", "gzip;q=0.5, identity", "br | gzip", "identity"],
    ["12.5.3 identity not weighed: wanted least", "gzip;q=0.001", "gzip", "gzip"],
    ["12.5.3 identity offered by the server itself", "*", "identity | gzip", "identity"],
    ["12.5.3 identity offered in another case", "*;q=0, identity", "gzip | Identity", "Identity"],
    ["8.4.1.3 x-gzip is gzip", "x-gzip", "br | gzip", "gzip"],
    ["8.4.1.3 x-gzip is gzip", "gzip", "x-gzip", "x-gzip"],
    ["8.4.1.1 x-compress is compress", "x-compress", "compress", "compress"],
    ["12.4.2 a malformed weight", "gzip;q=2, br;q=x", "br | gzip", "identity"],
    ["5.6.1.2 of two weights the first", "gzip;q=0.1, br;q=0.2, gzip", "gzip | br", "br"],
  ])("%s: %s of %s", (_rule, line, offers, choice) => {
    expect(chooseEncoding(line, split(offers))).toBe(choice);
  });

  it.each(["*", "", "a b"])("an offer of %j is none", (offer) => {
    expect(() => chooseEncoding(undefined, [offer])).toThrow(/12\.5\.3/);
  });

  it.each<[rule: string, line: string | undefined, coding: string, accepts: boolean]>([
    ["absent: any", undefined, "br", true],
    ["empty: none", "", "gzip", false],
    ["empty: identity", " ", "identity", true],
    ["nothing well-formed: any", "gzip;q=2", "br", true],
    ["listed", "br, GZIP", "gzip", true],
    ["listed, in any case", "gzip", "GZip", true],
    ["8.4.1.3 x-gzip is gzip", "gzip", "x-gzip", true],
    ["8.4.1.3 gzip is x-gzip", "x-gzip;q=0", "gzip", false],
    ["refused", "gzip;q=0, *", "gzip", false],
    ["not listed", "br", "gzip", false],
    ["*", "br, *;q=0.1", "gzip", true],
    ["refused by *", "br, *;q=0", "gzip", false],
    ["identity refused by *", "br, *;q=0", "identity", false],
    ["identity not named", "br", "identity", true],
  ])("12.5.3 %s: %j, %s", (_rule, line, coding, accepts) => {
    expect(acceptsEncoding(line, coding)).toBe(accepts);
  });
});

describe("Accept-Language, RFC 9110 section 12.5.4", () => {
  it.each<Row>([
    ["12.4.1 absent: the default", undefined, "en | zh-Hant", "en"],
    ["12.4.1 empty: the default", "", "en | zh-Hant", "en"],
    ["12.5.4 a miss: the default", "de", "en | zh-Hant", "en"],
    ["12.4.2 a malformed weight", "zh-Hant;q=2", "en | zh-Hant", "en"],
    ["4647 2.1 case does not count", "ZH-hant", "en | zh-Hant", "zh-Hant"],
    ["4647 3.3.1 a longer tag", "zh-Hant", "en | zh-Hant-TW", "zh-Hant-TW"],
    ["4647 3.4 a longer range", "zh-Hant-TW", "en | zh-Hant", "zh-Hant"],
    ["4647 3.4 the longest of the shorter", "zh-Hant-TW", "zh | zh-Hant", "zh-Hant"],
    ["4647 3.4 a region is no script", "zh-TW", "en | zh-Hant", "en"],
    ["4647 3.4 subtags are whole", "en", "fr | enm", "fr"],
    ["4647 3.4 subtags are whole", "enm", "fr | en", "fr"],
    ["12.4.2 by weight", "en;q=0.5, zh-Hant", "en | zh-Hant", "zh-Hant"],
    ["4647 2.3 among equals the client's order", "fr, en", "en | fr", "fr"],
    ["4647 3.4 each range to its end before the next", "en-GB, fr;q=0.9", "fr | en", "en"],
    ["4647 3.4 the exact before the longer", "en", "en-US | en", "en"],
    ["4647 3.4 the exact before the longer", "en, en-US", "en-US | en", "en"],
    ["4647 3.3.1 not a sibling", "en-GB", "fr | en-US", "fr"],
    ["4647 3.3.1 a grandfathered tag", "en-GB, fr;q=0.1", "en-GB-oed | fr", "en-GB-oed"],
    ["the first that is offered", "zh, zh-CN;q=0.9", "zh-CN | zh-TW", "zh-CN"],
    ["the one that is named", "zh, zh-CN;q=0.9", "zh-TW | zh-CN", "zh-CN"],
    [
      "the one that is named",
      "en-CA,en;q=0.9,en-GB;q=0.8,en-US;q=0.7",
      "en-x-pirate | en-US",
      "en-US",
    ],
    ["12.4.2 0 is not acceptable", "en;q=0", "en | fr", "fr"],
    ["12.4.2 0 is not acceptable", "en, en-GB;q=0", "en-GB | en-US", "en-US"],
    ["12.4.2 0 is not acceptable, but a 406 is worse", "en;q=0", "en", "en"],
    ["12.4.2 0 asks for nothing more general", "en-GB;q=0", "fr | en", "fr"],
    ["12.4.2 the longer range decides", "en;q=0, en-GB", "fr | en-GB", "en-GB"],
    ["12.5.4 * for any other", "fr, *;q=0.5", "en | de", "en"],
    ["12.5.4 * not for what is named", "*, fr;q=0.5", "fr | en", "en"],
    ["12.5.4 * finds nothing else", "*, fr;q=0.5", "fr", "fr"],
    ["12.5.4 * refused", "fr, *;q=0", "en | de", "en"],
  ])("%s: %s of %s", (_rule, line, offers, choice) => {
    expect(chooseLanguage(line, split(offers))).toBe(choice);
  });

  it.each(["*", "", "en_GB"])("an offer of %j is none", (offer) => {
    expect(() => chooseLanguage(undefined, [offer])).toThrow(/8\.5/);
  });
});

it("12.1: nothing offered is a mistake of the programmer", () => {
  for (const choose of [chooseType, chooseEncoding, chooseLanguage]) {
    expect(() => choose("a", [])).toThrow(RangeError);
    expect(() => choose(undefined, [])).toThrow(/got none/);
  }
});

describe("adversarial vectors: negotiation", () => {
  it("A116: members with a weight out of range do not count", () => {
    const { accept } = inputOf("A116") as { accept: string };
    expect(chooseType(accept, ["a/b", "x/y"])).toBe("a/b"); // None is left, so no preference.
    expect(chooseType(`${accept}, x/y`, ["a/b", "i/j", "x/y"])).toBe("x/y");
  });

  it.each<[id: string, choose: typeof chooseLanguage, offers: string[]]>([
    ["A121", chooseEncoding as typeof chooseLanguage, ["gzip", "br", "zstd"]],
    ["A123", chooseType as typeof chooseLanguage, ["text/html", "text/plain"]],
    ["A125", chooseLanguage, ["en", "x-x", "fr"]],
  ])("%s: linear time", (id, choose, offers) => {
    const start = performance.now();
    expect(choose(String(inputOf(id)), offers)).toBeDefined();
    expect(performance.now() - start).toBeLessThan(200);
  });

  it("A128: a wildcard is no Content-Type", () => {
    const { accept, offer } = inputOf("A128") as { accept: string; offer: string[] };
    for (const wild of offer) expect(() => chooseType(accept, [wild])).toThrow(RangeError);
  });

  it("knows every vector of the kind (A127: nothing is kept; A129 is in negotiate.test.ts)", () => {
    expect(vectorsOf("negotiation")).toHaveLength(7);
  });
});
