import { beforeAll, describe, expect, it } from "vitest";
import type { Running } from "../support/servers.ts";
import { slope, steps, stepsUntil } from "./steps.ts";

// After the counter, which counts what is loaded after it.
const { isReply, negotiate, ok } = await import("@rightstatus/core");
const { everywhere, startOn } = await import("../contract/connection/everywhere.ts");
const { exchange, request } = await import("../support/connection.ts");
const { readers } = await import("../support/readers.ts");

// S58: a table keyed by input degenerates where the names fall into one place of it. V8 took the hash of a name
// that is an index from its number (CVE-2026-21717), and keeps such names of an object apart from the others.
const names: readonly (readonly [string, (i: number) => string])[] = [
  ["indices in order", (i) => String(i)],
  ["indices from above", (i) => String(99_999 - i)],
  ["indices of one place", (i) => String(i * 4096)],
  ["numbers beyond indices", (i) => String(2 ** 32 + i)],
];

type Member = readonly [start: string, member: (name: string) => string];

const members: readonly Member[] = [
  ["", (name) => `${name}=1,`],
  ["", (name) => `${name};q=0.5,`],
  ["", (name) => `"${name}",`],
  ["a/b", (name) => `;${name}=1`],
  ["A ", (name) => `${name}=1,`],
  ["<a>;rel=b", (name) => `;${name}=1`],
];

function textOf([start, member]: Member, name: (i: number) => string, size: number): string {
  let text = start;
  for (let i = 0; text.length < size; i++) text += member(name(i));
  return text;
}

/** Characters, up to what node:http takes of a header section. */
const sizes = [1, 4, 16].map((kib) => kib * 1024);

describe("S58: names that are numbers cost what names cost", () => {
  it("the shapes have as many of them as fit", () => {
    for (const [, name] of names) {
      const all = textOf(members[0] as Member, name, 16_384)
        .split(",")
        .slice(0, -1);
      expect(new Set(all).size).toBe(all.length);
      expect(all.length).toBeGreaterThan(1000);
    }
  });

  it.each([...readers])("%s", (_name, read) => {
    const slopes = names.flatMap(([what, name]) =>
      members.map((member) => {
        const points = sizes.map((size) => {
          const text = textOf(member, name, size);
          return [size, steps(() => read(text))] as const;
        });
        return [`${what} ${member[1]("1")}`, slope(points)] as const;
      }),
    );
    expect(slopes.filter(([, growth]) => growth > 1.2)).toEqual([]);
  });
});

/** What a handler may read of a request. */
const routes = [
  {
    path: "/",
    handle: ({ req }: { readonly req: Parameters<typeof negotiate>[0] }) => {
      const choice = negotiate(req, { type: ["text/html"], language: ["en"] });
      return isReply(choice) ? choice : ok("read", { vary: choice.vary });
    },
  },
];

describe.each(everywhere)("S58 over a socket of %s", (where) => {
  let server: Running;
  beforeAll(async () => {
    server = await startOn(where, routes);
  });

  const fields: readonly (readonly [string, Member])[] = [
    ["Prefer", ["", (name) => `${name}=1,`]],
    ["Accept", ["text/html, */*", (name) => `;${name}=1`]],
    ["Accept-Encoding", ["", (name) => `${name};q=0.5,`]],
    ["Accept-Language", ["", (name) => `${name};q=0.5,`]],
    ["Cache-Control", ["", (name) => `${name}=1,`]],
    ["If-None-Match", ["", (name) => `"${name}",`]],
  ];
  const lines = (name: (i: number) => string, size: number): string[] => {
    const all: string[] = [];
    for (let i = 0, octets = 0; octets < size; octets += (all.at(-1) ?? "").length + 2, i++)
      all.push(`${name(i)}: 1`);
    return all;
  };
  const asked = [
    ...fields.map(
      ([field, member]) =>
        [
          field,
          (name: (i: number) => string, size: number) => [
            `${field}: ${textOf(member, name, size)}`,
          ],
        ] as const,
    ),
    ["names of fields", lines] as const,
  ];

  it.each(asked)("%s", async (_what, linesOf) => {
    for (const [what, name] of names) {
      const points: [number, number][] = [];
      for (const size of [1024, 4096, 14_336]) {
        const client = await server.connect();
        const wire = request("GET /", linesOf(name, size));
        await exchange(client, request("GET /canary"));
        let status = 0;
        const count = await stepsUntil(async () => {
          ({ status } = await exchange(client, wire));
        });
        expect([what, status]).toEqual([what, 200]);
        const next = await exchange(client, request("GET /canary"));
        expect(next.body.toString()).toBe("alive");
        points.push([size, count]);
      }
      expect(slope(points), what).toBeLessThan(1.2);
    }
  });
});
