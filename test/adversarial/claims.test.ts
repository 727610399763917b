import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { vectors } from "../support/vectors.ts";

/** Where the vectors of a kind are tried on a function, and where over a socket. */
interface Claim {
  readonly calls: readonly string[];
  /** Each request is followed by a canary on its connection, or the connection has to end. */
  readonly wire: readonly string[];
}

const claims: Readonly<Record<string, Claim>> = {
  redirect: {
    calls: ["core/semantics/redirects.test.ts"],
    wire: ["contract/vectors/redirect-rows.ts", "contract/vectors/redirect.test.ts"],
  },
  "header-injection": {
    calls: ["adversarial/helpers.test.ts", "adversarial/answers.test.ts"],
    wire: ["adversarial/answers.test.ts"],
  },
  framing: { calls: ["adversarial/answers.test.ts"], wire: ["adversarial/answers.test.ts"] },
  "early-hints": { calls: ["node/hint.test.ts"], wire: ["adversarial/answers.test.ts"] },
  range: {
    calls: ["core/semantics/ranges.test.ts"],
    wire: ["contract/vectors/range-rows.ts", "contract/vectors/range.test.ts"],
  },
  conditional: {
    calls: ["core/semantics/preconditions.test.ts"],
    wire: ["contract/vectors/conditional-rows.ts", "contract/vectors/conditional.test.ts"],
  },
  negotiation: {
    calls: ["core/semantics/negotiation.test.ts"],
    wire: ["contract/vectors/negotiation-rows.ts", "contract/vectors/negotiation.test.ts"],
  },
  problem: { calls: ["adversarial/answers.test.ts"], wire: ["adversarial/answers.test.ts"] },
  "error-page": { calls: ["adversarial/answers.test.ts"], wire: ["adversarial/answers.test.ts"] },
  file: {
    calls: ["node/files/path-guard.test.ts", "node/files/file.test.ts"],
    wire: [
      "contract/vectors/file-rows.ts",
      "contract/vectors/file.test.ts",
      "contract/vectors/file-faults.test.ts",
    ],
  },
  lifecycle: { calls: [], wire: ["adversarial/answers.test.ts"] },
  "client-error": {
    calls: [],
    wire: ["contract/connection/parser-errors.test.ts", "node/attach/client-errors.test.ts"],
  },
  request: {
    calls: ["core/fields/host.test.ts"],
    wire: [
      "adversarial/requests.test.ts",
      "contract/connection/parser-errors.test.ts",
      "node/attach/content-limit.test.ts",
    ],
  },
  upgrade: { calls: [], wire: ["node/attach/upgrade.test.ts"] },
  "rate-limit": {
    calls: ["contract/rate-limit.test.ts", "core/fields/scalars.test.ts"],
    wire: ["adversarial/answers.test.ts"],
  },
  shutdown: { calls: [], wire: ["adversarial/shutdown.test.ts"] },
};

const aConnection = "what is tried is a connection";
/** What no function can be asked alone. */
const onlyOnTheWire: Readonly<Record<string, string>> = {
  A046: "a reason phrase stands on a response of node:http",
  A052: "it is thrown to a framework",
  A060: "the length of a stream is known at its end",
  A065: "another middleware takes part",
  A132: "it is found out when the body is written",
  A133: "it is thrown to a framework",
  A134: "it is thrown to a framework",
  A139: "it is thrown to a framework",
  A141: "a charset stands in a field",
  A145: "Cache-Control is set by the writer",
  A146: "Cache-Control is set by the writer",
  A160: "a file changes while it is sent",
  A163: "a file changes while it is sent",
  A164: "a file system fails",
  A189: aConnection,
  A190: aConnection,
  A192: aConnection,
  A195: "the fields are read by nobody",
  A196: "node:http makes the record of fields",
};
const onlyConnections = ["lifecycle", "client-error", "upgrade", "shutdown"];

/** What no part of this project has to do with. */
const doesNotApply: Readonly<Record<string, string>> = {
  idempotency:
    "there is no store of responses by Idempotency-Key: a replay is up to the application",
};

const folder = new URL("../", import.meta.url);

function names(files: readonly string[], id: string): boolean {
  const whole = new RegExp(`\\b${id}\\b`);
  return files.some((file) => whole.test(readFileSync(new URL(file, folder), "utf8")));
}

describe("C1: every vector is claimed", () => {
  it("by rows of the kinds that there are", () => {
    const kinds = [...new Set(vectors.map(({ kind }) => kind))];
    expect(Object.keys(claims).toSorted()).toEqual(
      kinds.filter((kind) => !(kind in doesNotApply)).toSorted(),
    );
    expect(kinds).toEqual(expect.arrayContaining(Object.keys(doesNotApply)));
  });

  const applying = vectors.filter(({ kind }) => !(kind in doesNotApply));
  it.each([...applying])("$id over a socket: $name", ({ id, kind }) => {
    expect(names(claims[kind]?.wire ?? [], id)).toBe(true);
  });

  it.each([...applying])("$id on a function, or by a socket alone: $name", ({ id, kind }) => {
    const alone = id in onlyOnTheWire || onlyConnections.includes(kind);
    expect(alone || names(claims[kind]?.calls ?? [], id)).toBe(true);
  });

  it("no reason is given for one that is gone", () => {
    const ids = vectors.map(({ id }) => id);
    expect(Object.keys(onlyOnTheWire).filter((id) => !ids.includes(id))).toEqual([]);
  });
});
