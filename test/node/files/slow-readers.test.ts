import { truncateSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { join } from "node:path";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { request } from "../../support/connection.ts";
import { hasProc, MEBIBYTE, type Measured, measured, measuredFrameworks } from "./measured.ts";
import type { Held } from "./measured-server.ts";
import { treeOf } from "./tree.ts";

const SIZE = 64 * MEBIBYTE;

const readers = new Set<Socket>();

function leave(): void {
  for (const reader of readers) reader.destroy();
  readers.clear();
}

afterEach(leave);

/** Nearly all of the file, in two parts; each of them is opened anew. */
const halves = `Range: bytes=0-${SIZE / 2 - 1},${SIZE / 2 + 1}-`;

type Row = readonly [count: number, what: string, wire: string];

const rows: readonly Row[] = [
  [500, "the file", request("GET /large.bin")],
  [50, "its parts", request("GET /large.bin", [halves])],
];

/** Each reads a little and then nothing more. */
async function come(port: number, count: number, wire: string): Promise<void> {
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

describe.skipIf(!hasProc).each(measuredFrameworks)("slow readers on %s", (framework) => {
  let server: Measured;
  let baseline: Held;
  beforeAll(async () => {
    const root = treeOf({ "large.bin": "" });
    truncateSync(join(root, "large.bin"), SIZE);
    server = await measured(framework, root);
    for (const [, , wire] of rows) await come(server.port, 20, wire);
    leave();
    baseline = await server.idle();
  }, 60_000);

  it.each(rows)(
    "%d of %s take less than 256 KiB each, and leave nothing",
    async (count, _, wire) => {
      await come(server.port, count, wire);
      const { written, ...full } = await stalled(server);
      expect(written).toBeLessThan((count * SIZE) / 4);
      expect(full.sockets).toBe(count);
      expect(full.descriptors - baseline.descriptors).toBe(2 * count);
      // One chunk each; what waits for the client must not keep the one before it.
      expect((full.external - baseline.external) / count).toBeLessThan(80 * 1024);
      const grown = full.resident - baseline.resident + full.external - baseline.external;
      expect(grown / count).toBeLessThan(256 * 1024);

      leave();
      const { descriptors, listeners, sockets } = baseline;
      await vi.waitFor(async () => {
        const after = await server.held();
        expect(after).toMatchObject({ descriptors, listeners, sockets });
        expect(after.external - baseline.external).toBeLessThan(MEBIBYTE);
        expect(after.heap - baseline.heap).toBeLessThan(4 * MEBIBYTE);
      }, 5000);
    },
  );
});
