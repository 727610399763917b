import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startFiles } from "../contract/files-setup.ts";
import { treeOf } from "../node/files/tree.ts";
import { type Connection, connect, exchange } from "../support/connection.ts";
import { binary, type Nginx, startNginx } from "../support/nginx.ts";
import { value } from "../support/response-parser.ts";
import { runs } from "../support/runs.ts";
import { answerOf } from "./answer.ts";
import { anyRead } from "./any-read.ts";
import { differences, plainly } from "./differences.ts";
import { crossed, type Read, sizes, wireOf } from "./reads.ts";

const why = binary === undefined ? " (skipped: no nginx on the PATH)" : "";

const reasons = differences.map((difference) => {
  return [difference.rule, difference.nginx, difference] as const;
});

/** Each of them is two round trips. */
const numRuns = Math.min(runs, 5000);

interface Client {
  connect(): Promise<void>;
  ask(read: Read): Promise<string>;
}

/**
 * Asks one server for nothing twice.
 *
 * @param last - The status after which the server ends the connection without a word.
 */
function clientOf(open: () => Promise<Connection>, last?: number): Client {
  let connection: Connection;
  const tags = new Map<number, string>();
  const answers = new Map<string, string>();
  async function tagOf(size: number): Promise<string> {
    const response = await exchange(connection, wireOf({ method: "HEAD", size, fields: {} }, ""));
    const tag = value(response, "etag") ?? "none";
    tags.set(size, tag);
    return tag;
  }
  return {
    async connect() {
      connection = await open();
    },
    async ask(read) {
      const tag = tags.get(read.size) ?? (await tagOf(read.size));
      const wire = wireOf(read, tag);
      const known = answers.get(wire);
      if (known !== undefined) return known;
      const response = await exchange(connection, wire);
      if (response.status === last) {
        await connection.ended();
        connection = await open();
      }
      const answer = answerOf(response, read.method, tag);
      answers.set(wire, answer);
      return answer;
    },
  };
}

describe.skipIf(binary === undefined)(`files() beside nginx${why}`, () => {
  const files = sizes.map((size) => [
    `${size}.bin`,
    Uint8Array.from({ length: size }, (_, i) => i * 167 + (i >> 8)),
  ]);
  const root = binary === undefined ? "" : treeOf(Object.fromEntries(files));
  let nginx: Nginx;
  const theirs = clientOf(() => connect(nginx.port), 412);

  beforeAll(async () => {
    // Where the RFC leaves a choice and nginx has a setting for it, it is set as we have chosen.
    nginx = await startNginx(`root ${root}; if_modified_since before; max_ranges 16;`);
  });
  afterAll(() => nginx?.stop());
  beforeEach(() => theirs.connect());

  describe.each(["express 5", "koa 3"] as const)("%s", (framework) => {
    let ours: Client;

    beforeAll(async () => {
      const app = await startFiles(framework, { root });
      ours = clientOf(() => app.connect());
    });
    beforeEach(() => ours.connect());

    it.each(Object.keys(crossed))("answers as nginx does what is put plainly: %s", async (name) => {
      const wrong: unknown[] = [];
      for (const read of crossed[name] ?? []) {
        const plain = plainly(read).read;
        const [due, got] = await Promise.all([theirs.ask(plain), ours.ask(read)]);
        if (got !== due) wrong.push({ read, plain, due, got });
      }
      expect(wrong).toEqual([]);
    });

    it.each(reasons)("%s; nginx %s", async (_rule, _nginx, difference) => {
      const seen = new Set<string>();
      for (const read of Object.values(crossed).flat()) {
        const { by } = plainly(read);
        if (by.length !== 1 || by[0] !== difference) continue;
        const [their, our] = await Promise.all([theirs.ask(read), ours.ask(read)]);
        if (their !== our) seen.add(`${their.slice(0, 3)} ${our.slice(0, 3)}`);
      }
      expect([...seen].sort()).toEqual(difference.statuses);
    });

    it("answers any read as nginx does what is put plainly", async () => {
      await fc.assert(
        fc.asyncProperty(anyRead, async (read) => {
          expect(await ours.ask(read)).toBe(await theirs.ask(plainly(read).read));
        }),
        { numRuns },
      );
    });
  });
});
