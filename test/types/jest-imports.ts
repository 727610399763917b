// The matchers as tests with jest and its imports call them. `matchers.test.ts` compiles this file; nothing here runs.

import "@rightstatus/conformance/jest";
import { expect } from "@jest/globals";
import { notFound } from "@rightstatus/core";

declare const response: Response;

await expect(response).toBeConformant();
await expect(response).not.toBeConformant({
  level: "SHOULD",
  ignore: ["cors", "method/405-allow"],
});
await expect(notFound()).toBeConformant({
  request: { method: "HEAD", headers: { accept: "*/*" } },
});
await expect(fetch("http://a.example/")).resolves.toHaveStatus(200);
await expect(fetch("http://a.example/")).resolves.not.toHaveStatus(404);
await expect(response).toBeProblem();
await expect(response).toBeProblem({ status: 404, type: "/problems/gone", code: 7 });
await expect(response).not.toBeProblem({ detail: expect.stringContaining("gone") });
expect(response).toHaveStatus(200);
// A response that is not buffered has to be awaited, and a lint for promises says so.
const outcome: void | Promise<void> = expect(response).toHaveStatus(200);
void outcome;

// @ts-expect-error
expect(response).toHaveStatus("200");
// @ts-expect-error
expect(response).toHaveStatus();
// @ts-expect-error
expect(response).not.toBeConformant({ level: "MAY" });
// @ts-expect-error
expect(response).toBeConformant({ ignored: [] });
// @ts-expect-error
expect(response).toBeProblem({ status: "404" });
// @ts-expect-error
expect(response).toBeProblem(404);
