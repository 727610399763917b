import { createServer as createNodeServer } from "node:http";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { attach, createServer } from "@rightstatus/node";
import { describe, expect, it, vi } from "vitest";

describe("overload", () => {
  it.each([
    [{ maxConcurrent: 0 }],
    [{ maxConcurrent: Number.NaN }],
    [{ maxEventLoopDelay: -1 }],
    [{ maxConcurrent: 1, retryAfter: 1.5 }],
    [{ maxConcurrent: 1, exempt: ["health"] }],
    [{ maxConcurrent: 1, exempt: ["/health?deep"] }],
  ])("refuses %j", (overload) => {
    expect(() => createServer(() => {}, { overload })).toThrow(RangeError);
  });

  it.each([
    [{ maxConcurent: 1 }, "overload: none is called maxConcurent"],
    [{ maxConcurrent: 1, exempt: "/health" }, "overload: want a list for exempt, got /health"],
  ])("refuses %j, which would limit nothing", (overload, message) => {
    expect(() => createServer(() => {}, { overload: overload as object })).toThrow(
      new TypeError(message),
    );
  });

  it.each([
    ["before it listens", false],
    ["after", true],
  ])(
    "watches the event loop of a server that is attached %s, until it closes",
    async (_when, isLate) => {
      const histogram = Object.getPrototypeOf(monitorEventLoopDelay());
      const calls = {
        enable: vi.spyOn(histogram, "enable"),
        disable: vi.spyOn(histogram, "disable"),
        setInterval: vi.spyOn(globalThis, "setInterval"),
        clearInterval: vi.spyOn(globalThis, "clearInterval"),
      };
      const server = createNodeServer();
      const watch = () => attach(server, { overload: { maxEventLoopDelay: 10 } });
      if (!isLate) watch();
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      if (isLate) watch();
      const [timer] = calls.setInterval.mock.results.map(({ value }) => value).slice(-1);
      expect(calls.enable).toHaveBeenCalledTimes(1);
      expect(calls.disable).not.toHaveBeenCalled();
      await new Promise((resolve) => server.close(resolve));
      expect(calls.disable).toHaveBeenCalledTimes(1);
      expect(calls.clearInterval).toHaveBeenLastCalledWith(timer);
      vi.restoreAllMocks();
    },
  );
});
