import { createServer } from "@rightstatus/node";
import { describe, expect, it } from "vitest";
import { pause } from "../server.ts";

describe("overload", () => {
  it.each([
    [{ maxConcurrent: 0 }],
    [{ maxConcurrent: Number.NaN }],
    [{ maxEventLoopDelay: -1 }],
    [{ maxConcurrent: 1, retryAfter: 1.5 }],
  ])("refuses %j", (overload) => {
    expect(() => createServer(() => {}, { overload })).toThrow(RangeError);
  });

  it.each([
    [{ maxConcurent: 1 }, "overload: there is no maxConcurent"],
    [{ maxConcurrent: 1, exempt: "/health" }, "overload: want a list for exempt, got /health"],
  ])("refuses %j, which would limit nothing", (overload, message) => {
    expect(() => createServer(() => {}, { overload: overload as object })).toThrow(
      new TypeError(message),
    );
  });

  it("leaves nothing running behind a closed server", async () => {
    const server = createServer(() => {}, { overload: { maxEventLoopDelay: 10 } });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    await server.drain();
    await pause(0);
    expect(process.getActiveResourcesInfo().filter((name) => name === "ELDHistogram")).toEqual([]);
  });
});
