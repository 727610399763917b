import * as core from "@rightstatus/core";
import { represent } from "@rightstatus/core/writer";
import { describe, expect, it } from "vitest";
import { expectHarmless, places } from "../core/reply/hostile-places.ts";
import { inputOf } from "../support/vectors.ts";

describe.each(["A037", "A038", "A040"])("%s", (id) => {
  it.each(Object.keys(places))("in a header section, %s", (place) => {
    expect.hasAssertions();
    expectHarmless(place, String(inputOf(id)));
    expect(inputOf(id)).toMatch(/[^ -~]/);
  });
});

describe("the body of a problem", () => {
  it("A130 keeps __proto__ as a name like any other", () => {
    const { body } = core.conflict(JSON.parse('{"__proto__":{"isAdmin":true}}'));
    expect({}).not.toHaveProperty("isAdmin");
    expect(JSON.parse(JSON.stringify(body))).not.toHaveProperty("isAdmin");
  });

  it("A131 has the status of its reply", () => {
    const { ext } = inputOf("A131") as { ext: Record<string, unknown> };
    expect(() => core.conflict(ext)).toThrow(/^problem (type|title)/);
    expect(core.conflict({ status: 200 }).body).toMatchObject({ status: 409, title: "Conflict" });
  });

  it("A136 has no type and no instance of another scheme", () => {
    const { type, instance } = inputOf("A136") as { type: string; instance: string };
    expect(() => core.conflict({ type })).toThrow(/^problem type/);
    expect(() => core.conflict({ instance })).toThrow(/^problem instance/);
  });

  it.each(["A140", "A143"])("%s is escaped on a page, and as it is elsewhere", (id) => {
    const input = inputOf(id);
    const detail = typeof input === "string" ? input : (input as { detail: string }).detail;
    const { body } = core.notFound(detail);
    const text = (type: string): string => represent(body, type, "en", () => {}).text;
    expect(text("text/plain")).toContain(detail);
    expect(JSON.parse(text("application/json")).detail).toBe(detail);
    const page = text("text/html");
    expect(page).not.toMatch(/<(?!\/?(?:!doctype|html|meta|title|h1|p)\b)/);
    const references = /&#(\d+);/g;
    const read = page.replace(references, (_all, code) => String.fromCharCode(Number(code)));
    expect(read).toContain(`<p>${detail}</p>`);
  });
});
