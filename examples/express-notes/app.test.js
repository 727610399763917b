import { createServer } from "@rightstatus/express";
import request from "supertest";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { createApp } from "./app.js";
import { createStore } from "./store.js";

const store = createStore();
const server = createServer(createApp(store));
const http = request(server);

beforeAll(() => new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve())));
afterAll(() => new Promise((resolve) => server.close(resolve)));

let path = "";
let etag = "";

beforeEach(async () => {
  for (const { id } of await store.list()) await store.drop(id, "any");
  const answer = await http.post("/notes").send({ title: "Tea", text: "Green" });
  path = answer.headers.location;
  etag = answer.headers.etag;
});

describe("the collection", () => {
  it("creates: 201 with Location, ETag and the note", async () => {
    const answer = await http.post("/notes").send({ title: "Milk" });
    expect(answer.status).toBe(201);
    expect(answer.headers.location).toBe(`/notes/${answer.body.id}`);
    expect(answer.headers.etag).toMatch(/^"\d+"$/);
    expect(answer.headers["last-modified"]).toMatch(/ GMT$/);
    expect(answer.body).toMatchObject({ title: "Milk", text: "" });
    const read = await http.get(answer.headers.location);
    expect(read.headers.etag).toBe(answer.headers.etag);
    expect(read.body).toEqual(answer.body);
  });

  it("refuses a title twice: 409", async () => {
    expectProblem(await http.post("/notes").send({ title: " Tea " }), 409);
  });

  it("refuses what is not JSON: 415 with Accept", async () => {
    const answer = await http.post("/notes").type("text/plain").send("Milk");
    expectProblem(answer, 415);
    expect(answer.headers.accept).toBe("application/json");
    expectProblem(await http.post("/notes"), 415);
  });

  it.each([
    ["no title", { text: "Green" }, "#/title"],
    ["an empty title", { title: " " }, "#/title"],
    ["a list", [{ title: "Milk" }], "#/title"],
    ["a title too long", { title: "x".repeat(201) }, "#/title"],
    ["a text that is none", { title: "Milk", text: 7 }, "#/text"],
    ["what no database takes", { title: "Milk\0" }, "#"],
  ])("refuses %s: 422 with a pointer", async (_what, body, pointer) => {
    const answer = await http.post("/notes").send(body);
    expectProblem(answer, 422);
    expect(answer.body.pointer).toBe(pointer);
  });

  it("refuses broken JSON: 400", async () => {
    expectProblem(await http.post("/notes").type("json").send('{"title":'), 400);
  });

  it("refuses too much: 413", async () => {
    expectProblem(await http.post("/notes").send({ title: "x".repeat(20_000) }), 413);
  });

  it("lists as JSON and as text, by Accept", async () => {
    const json = await http.get("/notes");
    expect(json.status).toBe(200);
    expect(json.headers["content-type"]).toBe("application/json");
    expect(json.headers.vary).toMatch(/\bAccept\b(?!-)/i);
    expect(json.body).toMatchObject([{ title: "Tea", text: "Green" }]);
    const text = await http.get("/notes").accept("text/plain");
    expect(text.headers["content-type"]).toBe("text/plain; charset=utf-8");
    expect(text.text).toBe("Tea\n");
  });

  it("says what there is: 406", async () => {
    const answer = await http.get("/notes").accept("image/png");
    expectProblem(answer, 406);
    expect(answer.body.available).toEqual(["application/json", "text/plain"]);
  });

  it("is revalidated by the ETag of its bytes: 304", async () => {
    const { headers } = await http.get("/notes");
    const answer = await http.get("/notes").set("If-None-Match", headers.etag);
    expect(answer.status).toBe(304);
    await http.post("/notes").send({ title: "Milk" });
    expect((await http.get("/notes").set("If-None-Match", headers.etag)).status).toBe(200);
  });
});

describe("a note", () => {
  it("is read: 200 with ETag, Last-Modified and Cache-Control", async () => {
    const answer = await http.get(path);
    expect(answer.status).toBe(200);
    expect(answer.headers.etag).toBe(etag);
    expect(answer.headers["last-modified"]).toMatch(/ GMT$/);
    expect(answer.headers["cache-control"]).toBe("no-cache, no-transform");
  });

  it("is revalidated: 304 without content", async () => {
    const answer = await http.get(path).set("If-None-Match", etag);
    expect(answer.status).toBe(304);
    expect(answer.headers.etag).toBe(etag);
    expect(answer.headers["content-type"]).toBeUndefined();
    expect(answer.text).toBe("");
  });

  it("has a HEAD", async () => {
    const answer = await http.head(path);
    expect(answer.status).toBe(200);
    expect(answer.headers.etag).toBe(etag);
    expect(Number(answer.headers["content-length"])).toBeGreaterThan(0);
  });

  it("is replaced at the version known: 200, and the next version has to be read", async () => {
    const answer = await http.put(path).set("If-Match", etag).send({ title: "Coffee" });
    expect(answer.status).toBe(200);
    expect(answer.headers.etag).toBeUndefined();
    expect(answer.body).toMatchObject({ title: "Coffee", text: "" });
    expect((await http.get(path)).headers.etag).not.toBe(etag);
  });

  it("is not replaced at another version: 412", async () => {
    expectProblem(await http.put(path).set("If-Match", '"0"').send({ title: "Coffee" }), 412);
    expect((await http.get(path)).body.title).toBe("Tea");
  });

  it("is not replaced without a condition: 428", async () => {
    const answer = await http.put(path).send({ title: "Coffee" });
    expectProblem(answer, 428);
    expect((await http.get(path)).body.title).toBe("Tea");
  });

  it("keeps its title to itself: 409", async () => {
    await http.post("/notes").send({ title: "Coffee" });
    expectProblem(await http.put(path).set("If-Match", etag).send({ title: "Coffee" }), 409);
  });

  it("is created at an address of the client's: 201 without Location, once", async () => {
    const put = () => http.put("/notes/mine").set("If-None-Match", "*").send({ title: "Mine" });
    const answer = await put();
    expect(answer.status).toBe(201);
    expect(answer.headers.location).toBeUndefined();
    expectProblem(await put(), 412);
    expect((await http.get("/notes/mine")).body.title).toBe("Mine");
  });

  it.each(["/notes/%00", `/notes/${"x".repeat(65)}`])("cannot be at %s: 404", async (target) => {
    expectProblem(await http.get(target), 404);
    const put = http.put(target).set("If-None-Match", "*").send({ title: "Mine" });
    expectProblem(await put, 404);
  });

  it("is deleted: 204, then 404", async () => {
    const answer = await http.delete(path);
    expect(answer.status).toBe(204);
    expect(answer.text).toBe("");
    expectProblem(await http.delete(path), 404);
    expectProblem(await http.get(path), 404);
  });

  it("is not deleted at another version: 412", async () => {
    expectProblem(await http.delete(path).set("If-Match", '"0"'), 412);
    expect((await http.get(path)).status).toBe(200);
  });

  it("has a strong ETag however long it is, so that it can be replaced", async () => {
    const gzip = { "Accept-Encoding": "gzip" };
    const draft = { title: "Long", text: "x".repeat(5_000) };
    const made = await http.post("/notes").set(gzip).send(draft);
    const read = await http.get(made.headers.location).set(gzip);
    expect(read.headers.etag).toBe(made.headers.etag);
    const replaced = await http
      .put(made.headers.location)
      .set("If-Match", made.headers.etag)
      .send({ title: "Short" });
    expect(replaced.status).toBe(200);
  });

  it("is replaced by one of 200 who all have read it before the first one writes", async () => {
    const { find } = store;
    const waiting = [];
    store.find = (id) =>
      new Promise((resolve) => {
        waiting.push(() => resolve(find(id)));
        if (waiting.length === 200) for (const go of waiting) go();
      });
    const rivals = Array.from({ length: 200 }, (_, n) => `Tea ${n}`);
    const answers = await Promise.all(
      rivals.map((title) => http.put(path).set("If-Match", etag).send({ title })),
    );
    store.find = find;
    const winners = answers.filter(({ status }) => status === 200);
    expect(winners).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 412)).toHaveLength(199);
    expect((await http.get(path)).body).toEqual(winners[0]?.body);
  });
});

describe("everything else", () => {
  it.each([
    ["patch", "/notes", "GET, HEAD, POST, OPTIONS"],
    ["delete", "/notes", "GET, HEAD, POST, OPTIONS"],
    ["post", "/notes/1", "GET, HEAD, PUT, DELETE, OPTIONS"],
    ["post", "/", "GET, HEAD, OPTIONS"],
  ])("%s %s: 405 with Allow", async (method, target, allow) => {
    const answer = await http[method](target);
    expectProblem(answer, 405);
    expect(answer.headers.allow).toBe(allow);
  });

  it("OPTIONS: 204 with Allow", async () => {
    const answer = await http.options("/notes");
    expect(answer.status).toBe(204);
    expect(answer.headers.allow).toBe("GET, HEAD, POST, OPTIONS");
  });

  it("answers pages from elsewhere, errors too", async () => {
    const answer = await http.get("/nothing").set("Origin", "https://elsewhere.example");
    expectProblem(answer, 404);
    expect(answer.headers["access-control-allow-origin"]).toBeTruthy();
    expect(answer.headers["access-control-expose-headers"]).toContain("ETag");
    expect(answer.headers["x-dns-prefetch-control"]).toBe("off");
  });

  it("lets them ask first what they may send", async () => {
    const answer = await http
      .options("/notes")
      .set({ Origin: "https://elsewhere.example", "Access-Control-Request-Method": "POST" });
    expect(answer.status).toBe(204);
    expect(answer.headers["access-control-allow-methods"]).toContain("POST");
  });

  it.each([
    ["application/json", "en", "application/problem+json", '"title":"Not Found"'],
    ["text/html", "en", "text/html; charset=utf-8", "<h1>404 Not Found</h1>"],
    ["text/plain", "en", "text/plain; charset=utf-8", "404 Not Found\n"],
    ["application/json", "zh-TW", "application/problem+json", '"title":"找不到"'],
    ["text/html", "zh-TW", "text/html; charset=utf-8", "<h1>404 找不到</h1>"],
    ["text/plain", "zh-Hant", "text/plain; charset=utf-8", "404 找不到\n"],
  ])("404 as %s in %s", async (accept, language, type, text) => {
    const answer = await http
      .get("/nothing")
      .set({ Accept: accept, "Accept-Language": language })
      .buffer()
      .parse(asText);
    expect(answer.status).toBe(404);
    expect(answer.headers["content-type"]).toBe(type);
    expect(answer.headers["content-language"]).toBe(language === "en" ? "en" : "zh-Hant");
    expect(answer.headers.vary).toMatch(/Accept, Accept-Language|Accept-Language, Accept/);
    expect(answer.body).toContain(text);
  });

  it("503 with Retry-After", async () => {
    vi.spyOn(console, "error").mockImplementation(() => {}); // Each 5xx is reported.
    const answer = await http.get("/closed");
    expectProblem(answer, 503);
    expect(answer.headers["retry-after"]).toBe("120");
  });

  it.each([
    ["/", "text/html; charset=utf-8", "<title>"],
    ["/page.css", "text/css; charset=utf-8", ":root"],
    ["/page.js", "text/javascript; charset=utf-8", "import"],
    ["/requests.js", "text/javascript; charset=utf-8", "export"],
    ["/send.js", "text/javascript; charset=utf-8", "export"],
  ])("the page: %s", async (target, type, text) => {
    const answer = await http.get(target).set("Accept", "image/png").buffer().parse(asText);
    expect(answer.status).toBe(200);
    expect(answer.headers["content-type"]).toBe(type);
    expect(answer.headers.vary ?? "").not.toMatch(/\bAccept\b(?!-)/i);
    expect(answer.body).toContain(text);
  });
});

/** RFC 9457, and nothing that a cache could keep. */
function expectProblem(answer, status) {
  expect(answer.status).toBe(status);
  expect(answer.headers["content-type"]).toBe("application/problem+json");
  expect(answer.headers["cache-control"]).toBe("no-store");
  expect(answer.body).toMatchObject({ type: "about:blank", status });
}

/** Whatever its type. */
function asText(answer, done) {
  let text = "";
  answer.setEncoding("utf8");
  answer.on("data", (chunk) => {
    text += chunk;
  });
  answer.on("end", () => done(null, text));
}
