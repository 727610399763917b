import { truncateSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import fc from "fast-check";
import type { ETag } from "../../packages/core/src/fields/etag.ts";
import { type Lines, naivePart, naiveStatus } from "../core/naive/conditions.ts";
import { lines, noon } from "../core/semantics/requests.ts";
import { putAt, treeOf } from "../node/files/tree.ts";
import { type Connection, exchange, request } from "../support/connection.ts";
import { type Response, value } from "../support/response-parser.ts";
import { told } from "./corpus.ts";
import { between, type Fault, oneOf, type Random, type Target } from "./fault.ts";
import { heap } from "./heap.ts";
import { failed } from "./outcome.ts";

const content = "0123456789ab";

/** Fields as they arrive through a parser: none of those that choose by anything else. */
function fieldsOf(drawn: Lines, opaque: string): Lines {
  const known = Object.entries(drawn).filter(([name]) => !name.startsWith("accept"));
  return Object.fromEntries(
    known.map(([name, values = []]) => [
      name,
      values.map((text) => {
        const line = text.replaceAll('"a"', opaque).replace(/[^\t -~\x80-\xff]/g, "");
        return line.replace(/^[ \t]+|[ \t]+$/g, "");
      }),
    ]),
  );
}

/** The status, and the places that are sent. */
function toldBy(response: Response): string {
  const text = told(response, " ");
  return response.status === 206 ? text.replace(/\/\d+/g, "") : text;
}

/** Connections at once, and reads that each of them asks for, one after another. */
const CONNECTIONS = 200;
const READS = 2000;

function drawnBy(random: Random): Lines {
  const [drawn = {}] = fc.sample(lines, { numRuns: 1, seed: between(random, 0, 2 ** 31 - 1) });
  return drawn;
}

let door: Promise<unknown> = Promise.resolve();

/**
 * Node accepts one connection in each turn of its loop, and a turn that answers many clients is long: of two hundred
 * that come at once the last ones would have waited too long before anybody saw them. So they come one by one.
 */
function comes(at: Target): Promise<readonly [client: Connection, known: Response]> {
  const mine = door.then(async () => {
    const client = await at.connect();
    return [client, await exchange(client, request("HEAD /a.txt"))] as const;
  });
  door = mine.catch(() => {});
  return mine;
}

async function readsAtRandom(at: Target, random: Random): Promise<readonly string[]> {
  let [client, known] = await comes(at);
  const tag = value(known, "etag") ?? "";
  const state = { exists: true, etag: tag as ETag, lastModified: new Date(noon) };
  const outcomes: string[] = [];
  while (outcomes.length < READS) {
    const fields = fieldsOf(drawnBy(random), tag.replace(/^W\//, ""));
    const wire = Object.entries(fields).flatMap(([name, values = []]) =>
      values.map((text) => `${name}: ${text}`),
    );
    client.send(Buffer.from(request("GET /a.txt", wire), "latin1"));
    const status = naiveStatus("GET", fields, state);
    const due =
      status === 200 ? naivePart("GET", fields, state, content.length, Date.now()) : status;
    const got = await client.read().then(toldBy, failed);
    const isDue = got === String(due);
    outcomes.push(isDue ? "as decided" : `${got.slice(0, 3)} for ${String(due).slice(0, 3)}`);
    // What follows on a connection that was not understood is no response to what is asked next.
    if (!/^\d/.test(got)) client = await at.connect();
  }
  client.abort();
  return outcomes;
}

const oracle: Fault = {
  id: "L5",
  section: "13.2.2",
  inject: `a read with conditions and ranges at random, ${READS} on a connection`,
  expect: "as decided",
  answers: READS,
  parallel: CONNECTIONS,
  // As in production: the linter has its own tests, and would take most of the time of so many responses.
  options: { conformance: "fix" },
  files: () => putAt(treeOf({}), "a.txt", content, new Date(noon)),
  run: readsAtRandom,
};

/** Clients that wait for a response at once. */
const WAITING = 50;
/** Octets that one may cost: 16 times what node:http takes of a header section. */
const MOST = 16 * 16_384;
const LONG = 15_000;

const units = [",", ";", "a,", "a;q=0.5,", '"a",', '"', "*/*,", "a/b;c=d,", "0-1,", " "];
const names = ["Accept", "Accept-Language", "Accept-Encoding", "If-None-Match", "Range", "Prefer"];

/** Octets of objects and buffers. */
const held = (): number => heap() + process.memoryUsage().external;

let open = (): void => {};
let gate = Promise.resolve();

const memory: Fault = {
  id: "C8",
  section: "5.4",
  inject: `${WAITING} requests in work, each with a field of ${LONG} octets`,
  expect: "at most 256 KiB each",
  weight: WAITING,
  parallel: 1,
  // The response is what was chosen, and says no Vary.
  options: { conformance: "off" },
  routes: {
    "/": {
      by: async ({ answer, choose }) => {
        const chosen = choose();
        await gate;
        return answer(chosen);
      },
    },
  },
  run: async (at, random) => {
    gate = new Promise((resolve) => {
      open = resolve;
    });
    let arrived = 0;
    const count = (): void => void arrived++;
    at.server.on("request", count);
    const clients = await Promise.all(Array.from({ length: WAITING }, () => at.connect()));
    const before = held();
    for (const client of clients) {
      const unit = oneOf(random, units);
      const text = `${unit.repeat(LONG / unit.length)}a`;
      client.send(request("GET /", [`${oneOf(random, names)}: ${text}`]));
    }
    while (arrived < WAITING) await new Promise((resolve) => setTimeout(resolve, 5));
    const each = (held() - before) / WAITING;
    open();
    for (const client of clients) {
      await client.read();
      client.abort();
    }
    at.server.off("request", count);
    return each <= MOST ? "at most 256 KiB each" : `${Math.round(each / 1024)} KiB each`;
  },
};

/** Octets of a file, and clients that ask for it and read no more than its beginning. */
const LARGE = 64 * 1024 * 1024;
const READERS = 100;

const readers: Fault = {
  id: "L4",
  section: "RFC 9112 9.3",
  inject: `${READERS} clients stop reading a file of 64 MiB`,
  expect: "at most 256 KiB each",
  weight: READERS,
  parallel: 1,
  files: () => {
    const root = treeOf({ "large.bin": "" });
    truncateSync(join(root, "large.bin"), LARGE);
    return root;
  },
  run: async ({ port }) => {
    const before = held();
    const clients = Array.from({ length: READERS }, () => connect(port, "127.0.0.1"));
    const began = clients.map((client) => {
      client.on("error", () => {}).write(request("GET /large.bin"));
      return new Promise((resolve) => client.once("readable", resolve));
    });
    await Promise.all(began);
    // Until the system takes no more: what is read of the file then waits in the process.
    await pause(500);
    const each = (held() - before) / READERS;
    const closed = clients.map((client) => new Promise((resolve) => client.once("close", resolve)));
    for (const client of clients) client.destroy();
    await Promise.all(closed);
    return each <= 256 * 1024 ? "at most 256 KiB each" : `${Math.round(each / 1024)} KiB each`;
  },
};

/** Loads that fit between two injections; the long ones are in test/soak. */
export const loads: readonly Fault[] = [readers, oracle, memory];
