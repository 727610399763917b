import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type StatusRow, status, statuses } from "../../../packages/core/src/status/registry.ts";

const vectors = new URL("../../vectors/", import.meta.url);
const codes = statuses.map(({ code }) => code);

function those(test: (row: StatusRow) => boolean): number[] {
  return statuses.filter(test).map(({ code }) => code);
}

function row(code: number): StatusRow {
  const found = status(code);
  if (found === undefined) throw new Error(`${code} is not in the registry`);
  return found;
}

interface Registered {
  readonly value: string;
  readonly description: string;
  readonly reference: string;
}

function iana(): Registered[] {
  const [head, ...lines] = readFileSync(
    new URL("iana-http-status-codes.csv", vectors),
    "utf8",
  ).split(/\r?\n/);
  expect(head).toBe("Value,Description,Reference");
  return lines.filter(Boolean).map((line) => {
    const cells = [...line.matchAll(/(?:^|,)(?:"([^"]*)"|([^,]*))/g)].map(
      (m) => m[1] ?? m[2] ?? "",
    );
    const [value = "", description = "", reference = ""] = cells;
    return { value, description, reference };
  });
}

describe("RFC 9110 section 16.2.1, the registry of IANA", () => {
  const assigned = iana().filter(({ description }) => description !== "Unassigned");

  it("lists the same codes, in the same order", () => {
    expect(codes).toEqual(assigned.map(({ value }) => Number(value)));
  });

  it("leaves out every code that IANA leaves unassigned", () => {
    const free = iana().filter(({ description }) => description === "Unassigned");
    const numbers = free.flatMap(({ value }) => {
      const [first = 0, last = first] = value.split("-").map(Number);
      return Array.from({ length: last - first + 1 }, (_, index) => first + index);
    });
    expect(numbers).toHaveLength(500 - assigned.length);
    expect(numbers.filter((code) => status(code) !== undefined)).toEqual([]);
  });

  it.each(assigned)("$value $description", ({ value, description, reference }) => {
    const { phrase, section, state } = row(Number(value));
    expect(phrase).toBe(description.replace(/ \((?:TEMPORARY|OBSOLETED).*\)$/, ""));
    expect(state === "temporary").toBe(description.includes("(TEMPORARY"));
    expect(state === "obsolete").toBe(description.endsWith("(OBSOLETED)"));

    const [, rfc, part] = /^\[RFC(\d+)(?:, Section ([\d.]+))?\]/.exec(reference) ?? [];
    if (rfc === undefined) expect(`[${section}-05]`).toBe(reference);
    else if (part === undefined)
      expect(section).toMatch(new RegExp(`^RFC ${rfc} section [\\d.]+$`));
    else expect(section).toBe(`RFC ${rfc} section ${part}`);
  });
});

describe("names", () => {
  it("are those of the helpers, and of nothing else", () => {
    const helpers = `
      processing earlyHints switchingProtocols
      ok created accepted nonAuthoritativeInformation noContent resetContent multiStatus imUsed
      multipleChoices movedPermanently found seeOther temporaryRedirect permanentRedirect
      badRequest unauthorized paymentRequired forbidden notFound methodNotAllowed notAcceptable
      proxyAuthenticationRequired requestTimeout conflict gone lengthRequired preconditionFailed
      contentTooLarge uriTooLong unsupportedMediaType rangeNotSatisfiable expectationFailed
      misdirectedRequest unprocessableContent locked failedDependency tooEarly upgradeRequired
      preconditionRequired tooManyRequests requestHeaderFieldsTooLarge unavailableForLegalReasons
      internalServerError notImplemented badGateway serviceUnavailable gatewayTimeout
      httpVersionNotSupported insufficientStorage loopDetected variantAlsoNegotiates
      networkAuthenticationRequired`;
    const unhelped = [100, 104, 206, 208, 304, 305, 306, 418, 510];
    const names = statuses.filter(({ code }) => !unhelped.includes(code)).map(({ name }) => name);
    expect(names.toSorted()).toEqual(helpers.trim().split(/\s+/).toSorted());
  });

  it.each([
    [100, "continue"],
    [104, "uploadResumptionSupported"],
    [206, "partialContent"],
    [208, "alreadyReported"],
    [304, "notModified"],
    [305, "useProxy"],
    [306, "unused306"],
    [418, "unused418"],
    [510, "notExtended"],
  ])("%i has no helper and is %s", (code, name) => {
    expect(row(code).name).toBe(name);
  });

  it("are unique, and can be written as identifiers", () => {
    expect(new Set(statuses.map(({ name }) => name)).size).toBe(statuses.length);
    expect(statuses.filter(({ name }) => !/^[a-z][A-Za-z]*\d*$/.test(name))).toEqual([]);
  });

  it("stay what they are when a phrase changes: 413, 422", () => {
    expect([row(413).phrase, row(422).phrase]).toEqual([
      "Content Too Large",
      "Unprocessable Content",
    ]);
  });
});

describe("caches", () => {
  it("RFC 9110 section 15.1 and RFC 7725 section 3: may keep these unasked", () => {
    expect(those(({ cacheable }) => cacheable)).toEqual([
      200, 203, 204, 206, 300, 301, 308, 404, 405, 410, 414, 451, 501,
    ]);
  });

  it("RFC 6585 sections 3 to 6: must not store these, and are told so", () => {
    expect(those(({ required }) => required.includes("cache-control"))).toEqual([
      428, 429, 431, 511,
    ]);
  });
});

describe("content", () => {
  it("RFC 9110 section 6.4.1: 1xx, 204 and 304 end with the header section", () => {
    expect(those(({ content }) => content === "no")).toEqual([100, 101, 102, 103, 104, 204, 304]);
  });

  it("RFC 9110 section 8.6, RFC 9112 section 6.1: 1xx and 204 have no framing fields", () => {
    const framing = ["content-length", "transfer-encoding"];
    const unframed = those(({ forbidden }) => framing.every((name) => forbidden.includes(name)));
    expect(unframed).toEqual([100, 101, 102, 103, 104, 204]);
  });

  it("RFC 9112 section 6.3: 205 alone has to be framed as empty", () => {
    expect(those(({ content }) => content === "empty")).toEqual([205]);
  });

  it("RFC 9110 sections 15.5 and 15.6: errors are explained, and nothing else is", () => {
    expect(those(({ content }) => content === "explain")).toEqual(codes.filter((n) => n >= 400));
  });
});

type Need = [rule: string, code: number, required: string[]];

describe("fields", () => {
  it.each<Need>([
    ["RFC 9110 section 15.2.2 and 7.8", 101, ["connection", "upgrade"]],
    ["RFC 3229 section 10.4.1", 226, ["etag", "im"]],
    ["RFC 9110 section 15.5.2", 401, ["www-authenticate"]],
    ["RFC 9110 section 15.5.6", 405, ["allow"]],
    ["RFC 9110 section 15.5.8", 407, ["proxy-authenticate"]],
    ["RFC 9110 section 15.5.22 and 7.8", 426, ["connection", "upgrade"]],
    ["RFC 6585 section 3", 428, ["cache-control"]],
    ["RFC 6585 section 4", 429, ["cache-control"]],
    ["RFC 6585 section 5", 431, ["cache-control"]],
    ["RFC 6585 section 6", 511, ["cache-control"]],
  ])("%s: %i must have %j", (_rule, code, required) => {
    expect(row(code).required).toEqual(required);
  });

  it("no other code has a field that every reply must carry", () => {
    expect(those(({ required }) => required.length > 0)).toEqual([
      101, 226, 401, 405, 407, 426, 428, 429, 431, 511,
    ]);
  });

  it.each([
    [201, "location"],
    [205, "content-length"],
    [206, "content-range"],
    [301, "location"],
    [302, "location"],
    [303, "location"],
    [307, "location"],
    [308, "location"],
    [408, "connection"],
    [416, "content-range"],
    [429, "retry-after"],
  ])("%i may promise %s in its type, for the table knows of it", (code, name) => {
    expect(row(code).recommended).toContain(name);
  });

  it("are in lower case, and in one list only", () => {
    for (const { code, required, recommended, forbidden } of statuses) {
      const all = [...required, ...recommended, ...forbidden];
      expect
        .soft(
          all.filter((name) => !/^[a-z]+(?:-[a-z]+)*$/.test(name)),
          `${code}`,
        )
        .toEqual([]);
      expect.soft(new Set(all).size, `${code}`).toBe(all.length);
    }
  });
});

interface Claims {
  readonly hc?: boolean;
  readonly body?: string;
  readonly bodyType?: string[];
  readonly must?: string[];
  readonly mustIf?: Record<string, string[]>;
  readonly should?: string[];
  readonly shouldIf?: Record<string, string[]>;
  readonly may?: string[];
  readonly mayIf?: Record<string, string[]>;
  readonly copyFrom200?: string[];
  readonly forbid?: string[];
  readonly noStore?: boolean;
  readonly state?: string;
  readonly role?: string;
}

/** "location@POST" and "connection:close" say more than the name; OPTIONS has rules of its own. */
function names(claims: readonly string[] | Record<string, string[]> = []): string[] {
  return Object.values(claims)
    .flat()
    .filter((claim) => !claim.endsWith("@OPTIONS"))
    .map((claim) => claim.split(/[:;=@]/)[0] ?? "")
    .flatMap((name) => (name === "validators" ? ["etag", "last-modified"] : name));
}

describe("the collected requirements", () => {
  const text = readFileSync(new URL("status-requirements.json", vectors), "utf8");
  const claims = Object.entries(JSON.parse(text) as Record<string, Claims>);

  it("speak of every code", () => {
    expect(claims.map(([code]) => Number(code))).toEqual(codes);
  });

  it.each(claims)("%s", (code, claim) => {
    const own = row(Number(code));
    expect(own.cacheable).toBe(claim.hc ?? false);
    expect(own.state).toBe((claim.state ?? "current").replace("obsoleted", "obsolete"));
    expect(own.role).toBe((claim.role ?? "origin").replace(/.*-/, ""));
    expect(own.required).toEqual(expect.arrayContaining(names(claim.must)));
    expect(own.forbidden).toEqual(expect.arrayContaining(names(claim.forbid)));
    const asked = [claim.mustIf, claim.should, claim.shouldIf, claim.may, claim.mayIf];
    expect(own.recommended).toEqual(expect.arrayContaining(asked.flatMap(names)));
    expect(own.recommended).toEqual(expect.arrayContaining(names(claim.copyFrom200)));
    if (claim.noStore) expect(own.required).toContain("cache-control");
    if (claim.bodyType) expect(own.recommended).toContain("content-type");
    if (claim.body !== undefined && claim.body !== "list") expect(own.content).toBe(claim.body);
  });
});

describe("status()", () => {
  it("finds every row, and the one with that very code", () => {
    expect(codes.map(status)).toEqual(statuses);
  });

  it.each([0, 99, 299, 404.5, 600, -404, Number.NaN, Number.POSITIVE_INFINITY])("%d: none", (n) => {
    expect(status(n)).toBeUndefined();
  });

  it.each(["404", "constructor", "__proto__", null, undefined, {}])("%j: none", (value) => {
    expect(status(value as unknown as number)).toBeUndefined();
  });

  it("gives rows that nobody can change", () => {
    expect(Object.isFrozen(statuses)).toBe(true);
    for (const each of statuses) {
      expect(Object.isFrozen(each)).toBe(true);
      expect([each.required, each.recommended, each.forbidden].every(Object.isFrozen)).toBe(true);
    }
  });
});
