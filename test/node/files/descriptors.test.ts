import { once } from "node:events";
import { truncateSync } from "node:fs";
import { connect as open } from "node:net";
import { join } from "node:path";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { type Connection, connect, methodOf, request } from "../../support/connection.ts";
import { value } from "../../support/response-parser.ts";
import { hasProc, MEBIBYTE, type Measured, measured, measuredFrameworks } from "./measured.ts";
import type { Served } from "./measured-server.ts";
import { treeOf } from "./tree.ts";

/** More than the system keeps for a client that does not read. */
const LARGE = 24 * MEBIBYTE;

type Row = [rule: string, line: string, fields: readonly string[], status: number];

/** What is answered to its end, one request after another on one connection. */
const answered: readonly Row[] = [
  ["9110 15.3.1", "GET /small.bin", [], 200],
  ["9110 9.3.2", "HEAD /large.bin", [], 200],
  ["9110 9.3.2 no file", "HEAD /none.bin", [], 404],
  ["9110 15.5.5", "GET /none.bin", [], 404],
  ["9110 13.1.2", "GET /large.bin", ["If-None-Match: *"], 304],
  ["9110 13.1.2", "HEAD /large.bin", ["If-None-Match: *"], 304],
  ["9110 13.1.1", "GET /large.bin", ['If-Match: "a"'], 412],
  ["9110 13.1.1", "HEAD /large.bin", ['If-Match: "a"'], 412],
  ["9110 15.5.17", "GET /large.bin", [`Range: bytes=${LARGE}-`], 416],
  ["9110 14.2", "GET /large.bin", ["Range: bytes=0-9"], 206],
  ["9110 14.2", "GET /large.bin", ["Range: bytes=100-299999"], 206],
  ["9110 14.6", "GET /large.bin", ["Range: bytes=0-9,-300000"], 206],
  ["9110 14.2 HEAD ignores Range", "HEAD /large.bin", ["Range: bytes=0-9"], 200],
  ["9110 13.1.5", "GET /small.bin", ['If-Range: "a"', "Range: bytes=0-9"], 200],
];

/** What the client does not read to its end. */
const abandoned: readonly (readonly string[])[] = [
  [],
  ["Range: bytes=1-"],
  ["Range: bytes=0-9,100-"],
];

/** Asks, and goes away with a reset: in the middle of the response, or before it. */
async function abandon(port: number, wire: string, when: "midway" | "early"): Promise<void> {
  const socket = open(port, "127.0.0.1");
  socket.on("error", () => {});
  await once(socket, "connect");
  socket.write(wire);
  if (when === "midway") await once(socket, "data");
  socket.resetAndDestroy();
}

/** How many octets come of a file that is emptied while it is sent. */
async function downloadEmptied(port: number, path: string, wire: string): Promise<number> {
  truncateSync(path, LARGE);
  const socket = open(port, "127.0.0.1");
  socket.on("error", () => {});
  let received = 0;
  socket.on("data", (bytes) => {
    received += bytes.length;
  });
  socket.write(wire);
  await once(socket, "data");
  socket.pause();
  truncateSync(path, 0);
  socket.resume();
  await once(socket, "close");
  return received;
}

const PER_ROUND = answered.length + 2 * abandoned.length + 2;
const ROUNDS = Math.ceil(1000 / PER_ROUND);

describe.skipIf(!hasProc).each<Served>([...measuredFrameworks, "node:http"])(
  "1,000 requests to %s",
  (served) => {
    let root: string;
    let server: Measured;
    beforeAll(async () => {
      root = treeOf({ "small.bin": "0123456789abcdef", "large.bin": "", "emptied.bin": "" });
      truncateSync(join(root, "large.bin"), LARGE);
      server = await measured(served, root);
    }, 60_000);

    async function round(connection: Connection): Promise<void> {
      for (const [rule, line, fields, status] of answered) {
        connection.send(request(line, fields));
        const response = await connection.read({ method: methodOf(line) });
        expect([rule, line, response.status]).toEqual([rule, line, status]);
      }
      for (const fields of abandoned) {
        const wire = request("GET /large.bin", fields);
        await abandon(server.port, wire, "midway");
        await abandon(server.port, wire, "early");
      }
      const wire = request("GET /emptied.bin");
      const received = await downloadEmptied(server.port, join(root, "emptied.bin"), wire);
      expect(received).toBeLessThan(LARGE);
      connection.send(request("HEAD /emptied.bin"));
      expect(value(await connection.read({ method: "HEAD" }), "content-length")).toBe("0");
    }

    it("leave neither a descriptor nor memory behind", async () => {
      const connection = await connect(server.port);
      for (let rounds = 0; rounds < 5; rounds += 1) await round(connection);
      await vi.waitFor(async () => expect((await server.held()).sockets).toBe(1), 5000);
      const { descriptors, external, heap, listeners } = await server.held();
      for (let rounds = 0; rounds < ROUNDS; rounds += 1) await round(connection);
      await vi.waitFor(async () => {
        const after = await server.held();
        expect(after).toMatchObject({ sockets: 1, descriptors, listeners });
        expect(after.external - external).toBeLessThan(MEBIBYTE / 4);
        expect(after.heap - heap).toBeLessThan(2 * MEBIBYTE);
      }, 5000);
    });
  },
);
