import * as fs from "node:fs";
import { vi } from "vitest";

/**
 * The calls by which files are read, to be spoilt. A test file that uses them says
 * `vi.mock("node:fs", { spy: true })` itself, and resets all mocks.
 */
export const system = {
  open: vi.mocked(fs.open),
  fstat: vi.mocked(fs.fstatSync),
  read: vi.mocked(fs.read),
};

type Callback = (error: Error | null, result?: number) => void;

export function systemError(code: string, path = "secret-directory/a.bin"): Error {
  return Object.assign(new Error(`${code}: open '${path}'`), { code, path });
}

/** Nothing can be opened. */
export function openFails(error: Error): void {
  system.open.mockImplementation(((...of: unknown[]) =>
    process.nextTick(of.at(-1) as Callback, error)) as never);
}

/** Opens for real, with something before it and something after. */
export async function opening(before: () => void, after: () => void): Promise<void> {
  const { open } = await vi.importActual<typeof fs>("node:fs");
  system.open.mockImplementation(((path: string, flags: number, done: Callback) => {
    before();
    open(path, flags, (...result) => {
      after();
      done(...result);
    });
  }) as never);
}

/** Before each read of so many octets something happens, which may throw; it may say how many are read. */
export async function reading(before: (start: number, length: number) => unknown): Promise<void> {
  const { read } = await vi.importActual<typeof fs>("node:fs");
  system.read.mockImplementation(((
    ...[fd, bytes, at, length, start, done]: [number, Uint8Array, number, number, number, Callback]
  ) => {
    try {
      const most = before(start, length);
      read(fd, bytes, at, typeof most === "number" ? Math.min(length, most) : length, start, done);
    } catch (error) {
      process.nextTick(done, error);
    }
  }) as never);
}
