import { truncateSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { join } from "node:path";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { request } from "../../support/connection.ts";
import { hasProc, MEBIBYTE, type Measured, measured, measuredFrameworks } from "./measured.ts";
import type { Held } from "./measured-server.ts";
import { treeOf } from "./tree.ts";

const READERS = 500;
const SIZE = 64 * MEBIBYTE;

const readers = new Set<Socket>();

function leave(): void {
  for (const reader of readers) reader.destroy();
  readers.clear();
}

afterEach(leave);

/** Each reads a little and then nothing more. */
async function come(port: number, count: number): Promise<void> {
  const wire = request("GET /large.bin");
  const began = Array.from({ length: count }, () => {
    const reader = connect(port, "127.0.0.1");
    readers.add(reader);
    reader.write(wire);
    return new Promise<void>((resolve, reject) => {
      reader.once("error", reject);
      reader.once("data", () => {
        reader.pause();
        resolve();
      });
    });
  });
  await Promise.all(began);
}

/** What the server holds when the system takes no more from it. */
async function stalled(server: Measured): Promise<Held> {
  for (let last = await server.held(); ; ) {
    await new Promise((resolve) => setTimeout(resolve, 200));
    const now = await server.held();
    if (now.written === last.written) return now;
    last = now;
  }
}

describe.skipIf(!hasProc).each(measuredFrameworks)(`${READERS} slow readers on %s`, (framework) => {
  let server: Measured;
  let baseline: Held;
  beforeAll(async () => {
    const root = treeOf({ "large.bin": "" });
    truncateSync(join(root, "large.bin"), SIZE);
    server = await measured(framework, root);
    await come(server.port, 20);
    leave();
    baseline = await server.idle();
  }, 60_000);

  it("take less than 256 KiB each, and leave nothing behind", async () => {
    await come(server.port, READERS);
    const { written, ...full } = await stalled(server);
    expect(written).toBeLessThan((READERS * SIZE) / 4);
    expect(full.sockets).toBe(READERS);
    expect(full.descriptors - baseline.descriptors).toBe(2 * READERS);
    // One chunk each; what waits for the client must not keep the one before it.
    expect((full.external - baseline.external) / READERS).toBeLessThan(80 * 1024);
    const grown = full.resident - baseline.resident + full.external - baseline.external;
    expect(grown / READERS).toBeLessThan(256 * 1024);

    leave();
    const { descriptors, listeners, sockets } = baseline;
    await vi.waitFor(async () => {
      const after = await server.held();
      expect(after).toMatchObject({ descriptors, listeners, sockets });
      expect(after.external - baseline.external).toBeLessThan(MEBIBYTE);
      expect(after.heap - baseline.heap).toBeLessThan(4 * MEBIBYTE);
    }, 5000);
  });
});
