import { defineConfig } from "vitest/config";

export default defineConfig({
  // The workspace tests its sources; the packed files are tried by test/stranger.
  ssr: { resolve: { conditions: ["@rightstatus/source", "node", "module"] } },
  test: {
    include: ["test/**/*.test.ts", "examples/**/*.test.{ts,js}"],
    restoreMocks: true,
  },
});
