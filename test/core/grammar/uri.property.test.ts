import fc from "fast-check";
import { describe, it } from "vitest";
import {
  componentsOf,
  encodeReference,
  isUriReference,
  schemeOf,
} from "../../../packages/core/src/grammar/uri.ts";
import { madeOf } from "../../support/any-text.ts";
import { runs } from "../../support/runs.ts";
import { same } from "../../support/same.ts";
import { looseReference, uriReference } from "../naive/uri.ts";

const parts = [..."a1v/?#[]@:.%-+'&é \n\ud800", "//", "%2F", "http:", "[::1]", "[1::a:1.2.3.4]"];
const text = madeOf(...parts, "[v1.a:b]");

describe("RFC 3986 section 4.1, URI-reference", () => {
  it("is what appendix A says, but for what is inside of an IPv6 address", () => {
    fc.assert(
      fc.property(text, (any) => {
        const is = isUriReference(any);
        same(is, looseReference.test(any));
        if (!is) same(uriReference.test(any), false);
      }),
      { numRuns: runs },
    );
  });
});

describe("RFC 3986 section 3, components", () => {
  it("takes apart anything, and nothing is lost", () => {
    fc.assert(
      fc.property(text, (any) => {
        const { scheme, authority, path, query, fragment } = componentsOf(any);
        const again =
          (scheme === undefined ? "" : `${any.slice(0, scheme.length)}:`) +
          (authority === undefined ? "" : `//${authority}`) +
          path +
          (query === undefined ? "" : `?${query}`) +
          (fragment === undefined ? "" : `#${fragment}`);
        same(again, any);
        same(schemeOf(any), scheme);
        same(/[/?#]/.test(authority ?? "") || /[?#]/.test(path), false);
        same(query?.includes("#") ?? false, false);
      }),
      { numRuns: runs },
    );
  });
});

describe("RFC 3986 section 2.1, percent-encoding", () => {
  it("makes a reference of anything that has no authority", () => {
    fc.assert(
      fc.property(text, (any) => {
        if (/^([a-z][a-z0-9+.-]*:)?\/\//i.test(any)) return;
        same(isUriReference(encodeReference(any)), true);
      }),
      { numRuns: runs },
    );
  });

  it("changes nothing that is encoded", () => {
    fc.assert(
      fc.property(text, (any) => {
        const encoded = encodeReference(any);
        same(encodeReference(encoded), encoded);
        if (uriReference.test(any)) same(encoded, any);
      }),
      { numRuns: runs },
    );
  });

  it("says to a URL parser what the text says", () => {
    const some = fc.string({ unit: fc.constantFrom(...'a2/?:.@ \u00e9\ud800"<') });
    fc.assert(
      fc.property(some, some, (target, fragment) => {
        const reference = `/a${target}#${fragment}a`;
        const parsed = new URL(encodeReference(reference), "http://h").href;
        same(parsed, new URL(reference, "http://h").href);
      }),
      { numRuns: runs },
    );
  });
});
