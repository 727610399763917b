import "@rightstatus/conformance/vitest";
import * as core from "@rightstatus/core";
import { describe, expect, it } from "vitest";
import { sampleOf } from "../../../packages/conformance/src/command/status/samples.ts";

const replies = core.statuses
  .map((row) => ({ code: row.code, ...sampleOf(row) }))
  .filter(({ kind }) => kind === "reply");

describe("every helper's reply", () => {
  it.each(replies)("$code: $helper keeps every MUST and SHOULD", async ({ helper = "" }) => {
    const make = new Function(...Object.keys(core), `return ${helper};`);
    await expect(make(...Object.values(core))).toBeConformant({ level: "SHOULD" });
  });
});
