import { PGlite } from "@electric-sql/pglite";
import { etag } from "@rightstatus/koa";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openStore } from "./postgres.js";
import { createStore } from "./store.js";

const db = new PGlite();
const tea = { title: "Tea", text: "Green" };

afterAll(() => db.close());

describe.each([
  ["memory", () => createStore()],
  ["PostgreSQL", () => openStore(db)],
])("notes in %s", (_where, open) => {
  let store;
  let note;

  beforeAll(async () => {
    store = await open();
  }, 60_000);

  beforeEach(async () => {
    for (const { id } of await store.list()) await store.drop(id, "any");
    note = await store.add(tea);
  });

  it("are found as they were added", async () => {
    expect(note).toMatchObject({ ...tea, id: expect.any(String), rev: expect.any(String) });
    expect(note.changed).toBeInstanceOf(Date);
    expect(await store.find(note.id)).toEqual(note);
    expect(await store.list()).toEqual([note]);
    expect(await store.find("nothing")).toBeUndefined();
  });

  it("are saved at the version expected, once", async () => {
    const saved = await store.save(note.id, { title: "Tea", text: "White" }, etag(note.rev));
    expect(saved).toMatchObject({ id: note.id, text: "White" });
    expect(saved.rev).not.toBe(note.rev);
    expect(await store.save(note.id, tea, etag(note.rev))).toBe("changed");
    expect(await store.find(note.id)).toEqual(saved);
  });

  it("are saved at any version that is there", async () => {
    expect(await store.save(note.id, tea, "any")).toMatchObject(tea);
    expect(await store.save("nothing", tea, "any")).toBe("changed");
  });

  it("are saved where there was none, once", async () => {
    expect(await store.save("mine", { title: "Mine", text: "" }, "absent")).toMatchObject({
      id: "mine",
      title: "Mine",
    });
    expect(await store.save("mine", { title: "Ours", text: "" }, "absent")).toBe("changed");
  });

  it("have a title each", async () => {
    expect(await store.add(tea)).toBe("taken");
    const milk = await store.add({ title: "Milk", text: "" });
    expect(await store.save(milk.id, tea, etag(milk.rev))).toBe("taken");
    expect(await store.save("mine", tea, "absent")).toBe("taken");
    expect(await store.find(milk.id)).toEqual(milk);
  });

  it("are dropped at the version expected, once", async () => {
    expect(await store.drop(note.id, etag("0"))).toBe(false);
    expect(await store.drop(note.id, etag(note.rev))).toBe(true);
    expect(await store.drop(note.id, "any")).toBe(false);
  });

  it("have no version twice, not even one that is gone", async () => {
    await store.drop(note.id, "any");
    const again = await store.save(note.id, tea, "absent");
    expect(again.rev).not.toBe(note.rev);
  });

  it("leave out the ids that clients took", async () => {
    const next = String(Number(note.id) + 1);
    await store.save(next, { title: "Mine", text: "" }, "absent");
    const added = await store.add({ title: "Milk", text: "" });
    expect(added.id).not.toBe(next);
    expect((await store.find(next)).title).toBe("Mine");
  });
});
