import {
  accepted,
  conflict,
  created,
  noContent,
  ok,
  preferred,
  type RepliesOf,
} from "@rightstatus/core";
import { describe, expect, expectTypeOf, it, vi } from "vitest";

const both = { representation: () => ok("note"), minimal: () => noContent() };
const minimalFirst = { minimal: () => noContent(), representation: () => ok("note") };
const withJob = { ...both, respondAsync: () => accepted("job") };
const failing = { representation: () => conflict(), minimal: () => conflict() };
const onlyWhole = { representation: async () => ok("note", { vary: ["Accept"] }) };

describe("RFC 7240, the outcome as the client prefers it", () => {
  it.each([
    ["4.2", "return=minimal", both, 204, "return=minimal", "Prefer"],
    ["4.2", "return=representation", both, 200, "return=representation", "Prefer"],
    ["4.2", "return=representation", minimalFirst, 200, "return=representation", "Prefer"],
    ["4.1", "respond-async", withJob, 202, "respond-async", "Prefer"],
    [
      "4.1 async before return",
      "return=minimal, respond-async",
      withJob,
      202,
      "respond-async",
      "Prefer",
    ],
    ["2 Vary though none is stated", undefined, both, 200, undefined, "Prefer"],
    ["the first one is the default", undefined, minimalFirst, 204, undefined, "Prefer"],
    ["2 unknown: ignored", "return=everything, depth=3", both, 200, undefined, "Prefer"],
    ["2 malformed: ignored", "return=", both, 200, undefined, "Prefer"],
    ["not on offer", "respond-async", both, 200, undefined, "Prefer"],
    ["not on offer", "return=minimal", onlyWhole, 200, undefined, "Accept, Prefer"],
    ["3 nothing was applied to an error", "return=minimal", failing, 409, undefined, "Prefer"],
  ] as const)("%s: Prefer: %s", async (_rule, prefer, offer, status, applied, vary) => {
    const reply = await preferred({ method: "PUT", headers: { prefer } }, offer);
    expect([reply.status, reply.headers["preference-applied"], reply.headers.vary]).toEqual([
      status,
      applied,
      vary,
    ]);
  });

  it("calls only the outcome that was chosen", async () => {
    const representation = vi.fn(() => created("/notes/7"));
    await preferred({ headers: { prefer: "return=minimal" } }, { ...both, representation });
    expect(representation).not.toHaveBeenCalled();
  });

  it("refuses an offer without a default", async () => {
    const offer = { respondAsync: () => accepted() } as unknown as typeof both;
    await expect(preferred({ headers: {} }, offer)).rejects.toThrow(/^preferred: .*RFC 7240/);
  });

  it("has the replies of all its outcomes", () => {
    const handler = (): ReturnType<typeof preferred<typeof withJob>> =>
      preferred({ headers: {} }, withJob);
    expectTypeOf<RepliesOf<typeof handler>["status"]>().toEqualTypeOf<200 | 202 | 204>();
  });
});
