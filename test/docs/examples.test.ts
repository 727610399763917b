import { readdirSync } from "node:fs";
import * as core from "@rightstatus/core";
import * as fields from "@rightstatus/core/fields";
import * as semantics from "@rightstatus/core/semantics";
import * as writer from "@rightstatus/core/writer";
import { beforeAll, describe, expect, it } from "vitest";
import { compile, workspace } from "../types/compiler.ts";
import { root, textOf } from "./markdown.ts";

const sources = "packages/core/src/";

/** An `@example` of the core: where, and its code. */
interface Example {
  readonly at: string;
  readonly file: string;
  readonly code: string;
}

const examples: readonly Example[] = readdirSync(root + sources, { recursive: true })
  .map(String)
  .filter((file) => file.endsWith(".ts"))
  .flatMap(examplesIn);

function examplesIn(file: string): readonly Example[] {
  const text = textOf(sources + file);
  return [...text.matchAll(/@example\n +\* ```ts\n(.*?) +\* ```/gs)].map(
    ({ index, 1: lines = "" }) => ({
      at: `${file}:${text.slice(0, index).split("\n").length}`,
      file,
      // A comment cannot hold its own end.
      code: lines.replace(/^ +\* ?/gm, "").replaceAll("*\\/", "*/"),
    }),
  );
}

const shared: Readonly<Record<string, unknown>> = { ...core, ...fields, ...semantics, ...writer };

/** What the file itself exports, public or not. */
async function exportsOf(file: string): Promise<Readonly<Record<string, unknown>>> {
  return import(/* @vite-ignore */ `${root}${sources}${file}`);
}

/** What examples take from the application, as values where one of them runs with it. */
const application: Readonly<Record<string, unknown>> = {
  entries: [],
  key: "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=",
  now: Date.now(),
  report: () => {},
  shrunk: new Uint8Array(1),
  state: { exists: true },
  user: { id: "7" },
};

const declarations = `
import type { ErrorReply, Link, Pass, Reply, Req, State } from "@rightstatus/core";
declare global {
  const entries: any, id: any, key: string, now: number, note: any, store: any, doc: any, shrunk: any;
  const render: any, User: any, Problem: any;
  const session: (req: Request) => Promise<Pass<{ user: { id: string } }> | undefined>;
  const req: Req;
  const res: { hint(interim: unknown): void };
  const report: (error: unknown) => void;
  const state: State;
  type Context = { body: any; user: { id: string } };
  const user: (c: Context) => Pass<{ user: { id: string } }> | ErrorReply<401>;
  const byToken: typeof user, byPassword: typeof user;
  const quota: (c: Context) => Pass<{ left: number }> | ErrorReply<429>;
  const postUser: (c: Context) => Reply<201> | ErrorReply<409>;
}
`;

describe("what stands in the examples compiles", () => {
  let said: ReadonlyMap<string, readonly string[]>;
  beforeAll(async () => {
    const modules = await Promise.all(
      examples.map(async ({ file, code }, index) => [
        `example${index}.ts`,
        await moduleOf(file, code),
      ]),
    );
    const folder = workspace({ "application.ts": declarations, ...Object.fromEntries(modules) });
    said = await compile("TypeScript 7.0", folder);
  }, 60_000);

  it.each(examples)("$at", ({ at }) => {
    const file = `example${examples.findIndex((example) => example.at === at)}.ts:`;
    expect([...said].filter(([place]) => place.startsWith(file))).toEqual([]);
  });
});

/** The names that the code uses, imported; around it a function, for it may return. */
async function moduleOf(file: string, code: string): Promise<string> {
  const own = await exportsOf(file);
  const used = (names: object): string =>
    Object.keys(names)
      .filter((name) => new RegExp(`\\b${name}\\b`).test(code))
      .join(", ");
  const without = (names: object, ...others: readonly object[]): object =>
    Object.fromEntries(
      Object.entries(names).filter(([name]) => !others.some((other) => name in other)),
    );
  return [
    `import { ${used(own)} } from "${root}${sources}${file}";`,
    `import { ${used(without(core, own))} } from "@rightstatus/core";`,
    `import { ${used(without(fields, own, core))} } from "@rightstatus/core/fields";`,
    `import { ${used(without(semantics, own, core, fields))} } from "@rightstatus/core/semantics";`,
    `export async function example(): Promise<unknown> {\n${code}\nreturn;\n}`,
  ].join("\n");
}

/** `expression; // result`, or the result on the lines below. */
interface Claim {
  readonly at: string;
  readonly file: string;
  /** Declarations that stand above. */
  readonly setUp: string;
  readonly expression: string;
  readonly result: string;
}

const claims: readonly Claim[] = examples.flatMap(({ at, file, code }) =>
  [...code.matchAll(/^(?!const |if |return |await )(\S.*);(?: \/\/ (.*)|((?:\n\/\/.*)+))$/gm)]
    .map(({ index, 1: expression = "", 2: beside, 3: below = "" }) => {
      const setUp = code.slice(0, index).match(/^const (?!.*\bawait\b).*$/gm) ?? [];
      const result = beside ?? below.replace(/^\/\/ */gm, "");
      return { at, file, setUp: setUp.join("\n"), expression, result: result.trim() };
    })
    .filter(({ result }) => kindOf(result) !== "prose"),
);

function kindOf(result: string): "error" | "field" | "value" | "prose" {
  if (/^(Type|Range)Error: /.test(result)) return "error";
  if (/^(?=IM:|[^:]*[a-z])[A-Z][\w-]*: /.test(result)) return "field";
  try {
    readValue(result);
    return "value";
  } catch {
    return "prose";
  }
}

function readValue(result: string): unknown {
  if (/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(result)) return new Date(result);
  return evaluate("", result, application);
}

function evaluate(
  setUp: string,
  expression: string,
  scope: Readonly<Record<string, unknown>>,
): unknown {
  const body = `${setUp}\nreturn (${expression});`;
  return new Function(...Object.keys(scope), body)(...Object.values(scope));
}

describe("what the examples say of the result is so", () => {
  it.each(claims)("$at: $expression", async ({ file, setUp, expression, result }) => {
    const scope = { ...shared, ...application, ...(await exportsOf(file)) };
    const run = (): unknown => evaluate(setUp, expression, scope);
    switch (kindOf(result)) {
      case "error":
        expect(run).toThrow(result.replace(/^\w+: /, "").replace(/ \.\.\.$/, ""));
        break;
      case "field": {
        const { headers } = run() as core.AnyReply;
        for (const [, name = "", value] of result.matchAll(
          /([A-Z][\w-]*): (.*?)(?=, [A-Z][\w-]*: |$)/g,
        )) {
          expect([headers[name.toLowerCase()]].flat().join(", ")).toBe(value);
        }
        break;
      }
      default:
        expect(run()).toEqual(readValue(result));
    }
  });

  it("for most of them", () => {
    expect(claims.length).toBeGreaterThan(examples.length / 2);
  });
});
