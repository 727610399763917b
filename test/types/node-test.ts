// The assertions as tests with node:test call them. `matchers.test.ts` compiles this file; nothing here runs.

import { assertConformant, assertProblem, assertStatus } from "@rightstatus/conformance/node-test";
import { notFound } from "@rightstatus/core";

declare const response: Response;

const outcome: Promise<void> = assertConformant(response);
await outcome;
await assertConformant(notFound(), {
  level: "ADVICE",
  ignore: ["cors"],
  request: { method: "POST" },
});
await assertProblem(response);
await assertProblem(response, { status: 404, type: "/problems/gone", code: 7 });
await assertStatus(response, 200);

// @ts-expect-error
await assertStatus(response);
// @ts-expect-error
await assertStatus(response, "200");
// @ts-expect-error
await assertConformant(response, { level: "MAY" });
// @ts-expect-error
await assertProblem(response, { status: "404" });
