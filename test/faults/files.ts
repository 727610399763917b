import { execFileSync } from "node:child_process";
import {
  chmodSync,
  closeSync,
  constants,
  existsSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { request } from "../support/connection.ts";
import { parseResponse } from "../support/response-parser.ts";
import { between, type Fault, oneOf, type Target } from "./fault.ts";
import { outcomeOf } from "./outcome.ts";

/** Octets: more than the system keeps for a client that does not read. */
const SIZE = 16 * 1024 * 1024;

let count = 0;

/** Asks for a large file, does something to it while the server is in its middle, and reads then. */
async function changed(at: Target, ms: number, change: (path: string) => void): Promise<string> {
  const name = `${count++}.bin`;
  const path = join(at.root, name);
  writeFileSync(path, "");
  truncateSync(path, SIZE);
  const socket = connect(at.port, "127.0.0.1");
  socket.on("error", () => {});
  const received: Buffer[] = [];
  socket.write(request(`GET /${name}`) + request("GET /canary", ["Connection: close"]));
  // The head is out, and what the socket takes before somebody reads it.
  await new Promise<void>((resolve) => socket.once("readable", resolve));
  await pause(ms);
  change(path);
  socket.on("data", (bytes) => received.push(bytes)).resume();
  const closed = new Promise((resolve) => socket.once("close", () => resolve("closed")));
  const end = await Promise.race([closed, pause(3000, "hang", { ref: false })]);
  socket.destroy();
  rmSync(path, { force: true });
  return end === "hang" ? "hang" : outcomeOfAll(Buffer.concat(received));
}

function outcomeOfAll(bytes: Buffer): string {
  const first = parseResponse(bytes, { method: "GET" }, false);
  if (first === undefined) return bytes.includes("\r\n\r\nalive") ? "desync" : "broken";
  const second = parseResponse(bytes.subarray(first.end), { method: "GET" }, false);
  if (second?.response.body.toString() !== "alive") return "desync";
  return first.response.body.equals(Buffer.alloc(SIZE)) ? "200" : `${first.response.status} wrong`;
}

const changes: readonly (readonly [what: string, expect: string, ...((path: string) => void)[]])[] =
  [
    [
      "cut or emptied",
      "broken",
      (path) => truncateSync(path, 1000),
      (path) => writeFileSync(path, ""),
    ],
    [
      "grown, removed, replaced or closed to readers",
      "200",
      (path) => truncateSync(path, 2 * SIZE),
      (path) => rmSync(path),
      (path) => chmodSync(path, 0),
      (path) => {
        writeFileSync(`${path}.new`, "x".repeat(1000));
        renameSync(`${path}.new`, path);
      },
    ],
  ];

/** What is no file, though it has a name. */
function prepare(root: string): void {
  if (existsSync(join(root, "folder"))) return;
  mkdirSync(join(root, "folder"));
  symlinkSync("loop", join(root, "loop"));
  symlinkSync("/dev/zero", join(root, "device"));
  symlinkSync("/proc/self/status", join(root, "proc"));
  symlinkSync("/etc/passwd", join(root, "outside"));
}

const names = [
  "folder",
  "loop",
  "device",
  "proc",
  "outside",
  "missing",
  "a".repeat(300),
  "%00",
  "..%2f..%2fetc%2fpasswd",
  "%2e%2e/%2e%2e/etc/passwd",
  "good.txt/x",
];

function fifoIn(root: string): string {
  const path = join(root, "fifo");
  if (!existsSync(path)) execFileSync("mkfifo", [path]);
  return path;
}

/** Lets go whoever waits for a writer. */
function release(fifo: string): void {
  for (let i = 0; i < 8; i++) {
    try {
      closeSync(openSync(fifo, constants.O_WRONLY | constants.O_NONBLOCK));
    } catch {} // Nobody waits.
  }
}

/** Of files. */
export const files: readonly Fault[] = [
  ...changes.map(
    ([what, expect, ...each]): Fault => ({
      id: "F8",
      section: "8.6",
      inject: `a file is ${what} while it is sent`,
      expect,
      files: true,
      parallel: 4,
      run: (at, random) => changed(at, between(random, 0, 20), oneOf(random, each)),
    }),
  ),
  {
    id: "F9",
    section: "15.5.5",
    inject: "a folder, a loop, a device, a way out, or no file is asked for",
    expect: /^40[034] problem$/,
    files: true,
    run: async (at, random) => {
      prepare(at.root);
      return outcomeOf(await at.connect(), request(`GET /${oneOf(random, names)}`));
    },
  },
  {
    id: "F9",
    section: "15.5.5",
    inject: "four clients ask for a FIFO, a fifth one for a file",
    expect: "200 good",
    files: true,
    parallel: 1,
    run: async (at) => {
      const fifo = fifoIn(at.root);
      const clients = await Promise.all(Array.from({ length: 4 }, () => at.connect()));
      for (const client of clients) client.send(request("GET /fifo"));
      await pause(5);
      const outcome = await outcomeOf(await at.connect(), request("GET /good.txt"));
      release(fifo);
      for (const client of clients) client.abort();
      return outcome;
    },
  },
];
