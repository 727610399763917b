import { defineConfig } from "vitest/config";

export default defineConfig({
  // The workspace tests its sources; the packed files are tried by test/stranger.
  ssr: { resolve: { conditions: ["@rightstatus/source", "node", "module"] } },
  test: {
    include: ["test/**/*.test.ts", "examples/**/*.test.{ts,js}"],
    restoreMocks: true,
    // Property tests run as often as FUZZ_RUNS says; that takes its time.
    testTimeout: 30_000 + Number(process.env.FUZZ_RUNS ?? 0),
  },
});
