import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import request from "supertest";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { built } from "../run.js"; // Builds this repository's packages; leave it out elsewhere.

/** What goes to each of the three apps. */
const requests = {
  "a book": (to) => to.get("/books/1"),
  "no book": (to) => to.get("/books/7"),
  "a new book": (to) => to.post("/books").send({ title: "Emma" }),
  "a book that is there": (to) => to.post("/books").send({ title: "Walden" }),
  "no title": (to) => to.post("/books").send({}),
  "broken JSON": (to) => to.post("/books").type("json").send("{"),
  "a wrong method": (to) => to.delete("/books/1"),
  "a wrong path": (to) => to.get("/nothing"),
};

/** What comes back: the status, and the field that goes with it or, of errors, the content type. */
const answers = {
  before: {
    "a book": "200",
    "no book": "404 text/html; charset=utf-8",
    "a new book": "200",
    "a book that is there": "500 text/html; charset=utf-8",
    "no title": "400 application/json; charset=utf-8",
    "broken JSON": "400 text/html; charset=utf-8",
    "a wrong method": "404 text/html; charset=utf-8",
    "a wrong path": "404 text/html; charset=utf-8",
  },
  first: {
    "a book": "200",
    "no book": "404 text/html; charset=utf-8",
    "a new book": "201 /books/2",
    "a book that is there": "409 application/problem+json",
    "no title": "422 application/problem+json",
    "broken JSON": "400 application/problem+json",
    "a wrong method": "405 GET, HEAD, OPTIONS",
    "a wrong path": "404 application/problem+json",
  },
  all: {
    "a book": "200",
    "no book": "404 application/problem+json",
    "a new book": "201 /books/2",
    "a book that is there": "409 application/problem+json",
    "no title": "422 application/problem+json",
    "broken JSON": "400 application/problem+json",
    "a wrong method": "405 GET, HEAD, OPTIONS",
    "a wrong path": "404 application/problem+json",
  },
};

let program: ChildProcess | undefined;
let origin = "";

// A program of its own: the tools of the tests load CommonJS in another way than Node does.
beforeAll(async () => {
  await built();
  program = spawn(process.execPath, ["server.js"], {
    cwd: new URL(".", import.meta.url),
    env: { ...process.env, PORT: "0" },
    stdio: ["ignore", "pipe", "ignore"],
  });
  const [said] = await once(program.stdout, "data");
  [origin] = /http:\S+:\d+/.exec(said) ?? [];
}, 60_000);

afterAll(() => program?.kill());

describe.each(Object.keys(answers))("%s", (step) => {
  it.each(Object.entries(answers[step]))("%s: %s", async (what, expected) => {
    const { status, headers } = await requests[what](request(`${origin}/${step}`));
    const location = headers.location?.slice(`/${step}`.length);
    const telling = location ?? headers.allow ?? (status < 400 ? "" : headers["content-type"]);
    expect(`${status} ${telling}`.trim()).toBe(expected);
  });
});
