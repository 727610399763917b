import { defineConfig } from "vitest/config";

export default defineConfig({
  // The workspace tests its sources; the packed files are tried by test/stranger.
  ssr: { resolve: { conditions: ["@rightstatus/source", "node", "module"] } },
  test: {
    include: ["test/**/*.test.ts", "examples/**/*.test.{ts,js}"],
    restoreMocks: true,
    setupFiles: ["test/support/baseline.ts"],
    // Property tests run as often as FUZZ_RUNS says; that takes its time.
    testTimeout: 30_000 + 5 * Number(process.env.FUZZ_RUNS ?? 0),
    // The pure decisions are covered by the tests of the core alone, without a server.
    coverage: {
      include: ["packages/core/src/{grammar,semantics}/**"],
      reporter: ["text", "json-summary"],
      thresholds: { 100: true },
    },
  },
});
