import { closeSync, ftruncateSync, openSync, statSync, writeSync } from "node:fs";
import { connect as open } from "node:net";
import { join } from "node:path";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { connect, exchange, request } from "../../support/connection.ts";
import { type Head, parseHead, value } from "../../support/head-parser.ts";
import { counting } from "../server.ts";
import { hasProc, MEBIBYTE, type Measured, measured } from "./measured.ts";
import type { Served } from "./measured-server.ts";
import { treeOf } from "./tree.ts";

const GIBIBYTE = 1024 * MEBIBYTE;
const SIZE = 10 * GIBIBYTE; // 10737418240

/** Where the file tells its own offset, in eleven digits; all else in it are zeros. */
const marks = [0, 2 * GIBIBYTE - 5, 4 * GIBIBYTE - 5, 8 * GIBIBYTE + 1, SIZE - 11];

/** @returns Why there can be no such file. */
function makeSparse(path: string): string | undefined {
  const fd = openSync(path, "w");
  try {
    ftruncateSync(fd, SIZE);
    for (const at of marks) writeSync(fd, `${at}`.padStart(11, "0"), at);
  } catch (error) {
    return `no file of ${SIZE} bytes: ${error}`;
  } finally {
    closeSync(fd);
  }
  return statSync(path).blocks * 512 > MEBIBYTE ? "files here are not sparse" : undefined;
}

type Row = [rule: string, range: string, contentRange: string, content: string];

const rows: readonly Row[] = [
  ["14.1.2 the first bytes", "0-10", "0-10", "00000000000"],
  ["over 2 GiB", "2147483643-2147483653", "2147483643-2147483653", "02147483643"],
  ["over 4 GiB", "4294967291-4294967301", "4294967291-4294967301", "04294967291"],
  ["beyond 8 GiB", "8589934593-8589934603", "8589934593-8589934603", "08589934593"],
  ["14.1.2 the last bytes", "10737418229-10737418239", "10737418229-10737418239", "10737418229"],
  ["14.1.2 to the end", "10737418229-", "10737418229-10737418239", "10737418229"],
  ["14.1.2 beyond the end", "10737418229-99999999999", "10737418229-10737418239", "10737418229"],
  ["14.1.2 a suffix", "-11", "10737418229-10737418239", "10737418229"],
];

/** RFC 9110 section 14.6. */
function multipart(boundary: string, parts: readonly (readonly [string, string])[]): string {
  const written = parts.map(
    ([range, content]) =>
      `--${boundary}\r\nContent-Type: application/octet-stream\r\n` +
      `Content-Range: bytes ${range}/10737418240\r\n\r\n${content}\r\n`,
  );
  return `${written.join("")}--${boundary}--\r\n`;
}

const halves = "Range: bytes=0-5368709119,5368709121-10737418239";
const frame = multipart("b".repeat(32), [
  ["0-5368709119", ""],
  ["5368709121-10737418239", ""],
]);

describe.each<Served>(["express 5", "koa 3", "node:http"])("10 GiB, by %s", (served) => {
  let server: Measured;
  let problem: string | undefined;
  beforeAll(async () => {
    const root = treeOf({ "large.bin": "" });
    problem = makeSparse(join(root, "large.bin"));
    server = await measured(served, root);
  }, 60_000);
  beforeEach((context) => context.skip(problem !== undefined, problem));

  it.each(rows)("%s: bytes=%s", async (_rule, range, contentRange, content) => {
    const wire = request("GET /large.bin", [`Range: bytes=${range}`]);
    const response = await exchange(await connect(server.port), wire);
    expect(response.status).toBe(206);
    expect(value(response, "content-range")).toBe(`bytes ${contentRange}/10737418240`);
    expect(value(response, "content-length")).toBe("11");
    expect(response.body.toString()).toBe(content);
  });

  it("14.6 parts at both ends", async () => {
    const wire = request("GET /large.bin", ["Range: bytes=0-10,-11"]);
    const response = await exchange(await connect(server.port), wire);
    expect(response.status).toBe(206);
    const [, boundary = ""] = /boundary=(\w+)/.exec(value(response, "content-type") ?? "") ?? [];
    const parts = [
      ["0-10", "00000000000"],
      ["10737418229-10737418239", "10737418229"],
    ] as const;
    expect(response.body.toString()).toBe(multipart(boundary, parts));
  });

  it("15.5.17 a range behind the end", async () => {
    const wire = request("GET /large.bin", ["Range: bytes=10737418240-"]);
    const response = await exchange(await connect(server.port), wire);
    expect(response.status).toBe(416);
    expect(value(response, "content-range")).toBe("bytes */10737418240");
  });

  it("8.6 HEAD", async () => {
    const response = await exchange(await connect(server.port), request("HEAD /large.bin"));
    expect(response.status).toBe(200);
    expect(value(response, "content-length")).toBe("10737418240");
  });

  it.each([
    ["14.2 the whole", [], 10737418240],
    ["14.1.2 all but one byte", ["Range: bytes=1-"], 10737418239],
    ["14.6 two parts, all but one byte", [halves], 10737418239 + frame.length],
  ])("%s: the length that is announced", async (_rule, fields, length) => {
    const head = await headOf(server.port, request("GET /large.bin", fields));
    expect(value(head, "content-length")).toBe(`${length}`);
  });

  it.skipIf(!hasProc).each([
    ["the whole", []],
    ["two parts", [halves]],
  ])("takes no memory for what it has sent: %s", async (_what, fields) => {
    const before = await server.idle();
    const client = await counting(server.port, request("GET /large.bin", fields));
    await client.until(256 * MEBIBYTE);
    client.socket.pause();
    const during = await server.held();
    client.socket.destroy();
    expect(during.sockets).toBe(1);
    expect(during.resident - before.resident).toBeLessThan(32 * MEBIBYTE);
    const { descriptors } = before;
    expect(await server.idle()).toMatchObject({ sockets: 0, descriptors });
  });
});

/** The head of a response that is too long to be read. */
async function headOf(port: number, wire: string): Promise<Head> {
  const socket = open(port, "127.0.0.1");
  socket.write(wire);
  let bytes = Buffer.alloc(0);
  for await (const chunk of socket) {
    bytes = Buffer.concat([bytes, chunk]);
    const section = parseHead(bytes, 0);
    if (section !== undefined) return section.head;
  }
  throw new Error("the connection ended in the head");
}
