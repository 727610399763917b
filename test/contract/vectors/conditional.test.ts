import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import type { IncomingMessage } from "node:http";
import { join } from "node:path";
import {
  etag,
  etagOf,
  guardWrite,
  isReply,
  methods,
  noContent,
  type State,
  serve,
} from "@rightstatus/core";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { noon, noonTag, treeOf } from "../../node/files/tree.ts";
import { request } from "../../support/connection.ts";
import { type Response, value } from "../../support/response-parser.ts";
import { frameworks, type Route, type Running, start } from "../../support/servers.ts";
import { inputOf, vectorsOf } from "../../support/vectors.ts";
import { startFiles } from "../files-setup.ts";
import { A114, reads, rows, tagOf } from "./conditional-rows.ts";
import { startReads, ways } from "./reads.ts";
import { expectNoRoom, room } from "./room.ts";

const content = "0123456789";

/** By path, the state that a request finds. */
const states: Readonly<Record<string, State>> = {
  "/abc": { exists: true, etag: etag("abc") },
  "/weak": { exists: true, etag: etag("a", { weak: true }) },
  "/a": { exists: true, etag: etag("a"), lastModified: noon },
  "/b": { exists: true, etag: etag("b") },
  "/c": { exists: true, etag: etag("c") },
  "/untagged": { exists: true },
  "/missing": { exists: false },
};

/** Has a PUT got through to what it guards? */
let written = false;
afterEach(() => {
  written = false;
});

/** Read by serve(), written under guardWrite(). The body is a stream: no tag is made of it. */
const routes: readonly Route[] = Object.entries(states).map(([path, state]) => {
  const answer = methods({
    GET: (req: IncomingMessage) =>
      serve(req, { ...state, type: "text/plain", body: () => new Blob([content]).stream() }),
    PUT: (req) => {
      const guard = guardWrite(req, state);
      if (isReply(guard)) return guard;
      written = true;
      return noContent();
    },
  });
  return { path, handle: ({ req }) => answer(req) };
});

it("each vector of the kind is sent", () => {
  const ids = new Set([...rows, ...reads].map(([id]) => id.slice(0, 4)));
  expect([...ids, "A105", "A113", "A114"].toSorted()).toEqual(
    vectorsOf("conditional").map(({ id }) => id),
  );
});

it("A113 the documentation says what a tag is made of, and where that is not enough", () => {
  const options = new URL("../../../packages/node/src/files/options.ts", import.meta.url);
  const text = readFileSync(options, "utf8").replace(/\s+\* /g, " ");
  expect(text).toMatch(
    /"stat": the size, and the modification time .*"content": .*reproducible builds/,
  );
});

describe.each(frameworks)("conditions on %s", (framework) => {
  describe("through serve() and guardWrite()", () => {
    let app: Running;
    beforeAll(async () => {
      app = await start(framework, { routes });
    });

    it.each(rows)("%s: %s %j: %s", async (_id, line, fields, expected) => {
      expect(told(await app.exchange(request(line, fields)), line)).toBe(expected);
    });

    it.each([
      ["GET /a", "If-None-Match", "304"],
      ["GET /b", "If-None-Match", "200"],
      ["PUT /a", "If-None-Match", "412 If-None-Match"],
      ["PUT /b", "If-None-Match", "204 written"],
      ["PUT /a", "If-Match", "204 written"],
      ["PUT /b", "If-Match", "412 If-Match"],
    ])("A105 431, and with room for it: %s %s: %s", async (line, name, expected) => {
      const wire = request(line, [`${name}: ${inputOf("A105")}`]);
      expectNoRoom(await app.exchange(wire));
      expect(written).toBe(false);
      const own = await start(framework, { routes, ...room });
      expect(told(await own.exchange(wire), line)).toBe(expected);
    });
  });

  describe.each(ways)("through %s", (way) => {
    let app: Running;
    let known: Response;
    beforeAll(async () => {
      app = await startReads(framework, way, content);
      known = await app.exchange(request("GET /a.txt"));
    });

    function filled(field: string): string {
      const tag = value(known, "etag") ?? "none";
      return field
        .replace("{tag}", tag)
        .replace("{bare}", tag.replaceAll('"', ""))
        .replace("{date}", noon.toUTCString())
        .replace("{later}", new Date(noon.getTime() + 1000).toUTCString());
    }

    it.each(reads)("%s: %s %j: %s", async (_id, line, fields, expected) => {
      const response = await app.exchange(request(line, fields.map(filled)));
      expect(told(response, line)).toBe(expected);
      if (response.status === 304) expect(value(response, "etag")).toBe(value(known, "etag"));
    });

    it("A105 431, and with room for it the response", async () => {
      const own = await startReads(framework, way, content, room);
      const list = String(inputOf("A105"));
      const none = request("GET /a.txt", [`If-None-Match: ${list}`]);
      const one = request("GET /a.txt", [`If-None-Match: ${list.replace('"a"', filled("{tag}"))}`]);
      expectNoRoom(await app.exchange(one));
      expect(told(await own.exchange(one), "GET")).toBe("304");
      expect(told(await own.exchange(none), "GET")).toBe("200");
    });
  });

  it("A113 of the same size and time: one tag, as documented, unless it is made of the content", async () => {
    const [first, second] = [{ "a.bin": "one", "b.bin": "two" }, { "a.bin": "one" }].map(treeOf);
    const tags = async (kind: "stat" | "content"): Promise<readonly (string | undefined)[]> => {
      const app = await startFiles(framework, { root: first ?? "", etag: kind });
      const copy = await startFiles(framework, { root: second ?? "", etag: kind });
      const seen = await Promise.all([
        app.exchange(request("GET /a.bin")),
        app.exchange(request("GET /b.bin")),
        copy.exchange(request("GET /a.bin")),
      ]);
      const [a] = seen.map((response) => value(response, "etag"));
      const again = await app.exchange(request("GET /b.bin", [`If-None-Match: ${a}`]));
      return [...seen.map((response) => value(response, "etag")), String(again.status)];
    };
    const ofTime = `"3-${noonTag}"`;
    expect(await tags("stat")).toEqual([ofTime, ofTime, ofTime, "304"]);
    expect(await tags("content")).toEqual([etagOf("one"), etagOf("two"), etagOf("one"), "200"]);
  });

  it.each(A114)("%s: other versions, other tags", async (_id, versions) => {
    const root = treeOf({});
    const app = await startFiles(framework, { root });
    const seen = versions.map(async ({ mtime, size }, i) => {
      const path = join(root, `${i}.bin`);
      execFileSync("truncate", ["-s", String(size), path]);
      execFileSync("touch", ["-d", `@${mtime.replace("s", "")}`, path]);
      return value(await app.exchange(request(`GET /${i}.bin`)), "etag");
    });
    const tags = await Promise.all(seen);
    expect(tags).toEqual(versions.map(tagOf));
    expect(new Set(tags).size).toBe(2);
    const other = await app.exchange(request("GET /1.bin", [`If-None-Match: ${tags[0]}`]));
    expect(other.status).toBe(200);
  });
});

/** The status and what it turns on; what else the response says has to fit it. */
function told(response: Response, line: string): string {
  const { status, body } = response;
  const head = line.startsWith("HEAD");
  expect(written).toBe(status === 204);
  if (status === 204) return "204 written";
  if (status === 206) {
    expect(body.toString()).toBe("01");
    return `206 ${value(response, "content-range")?.replace(/^bytes (.*)\/10$/, "$1")}`;
  }
  if (status === 304) {
    for (const name of ["content-type", "last-modified"]) {
      expect(value(response, name)).toBeUndefined();
    }
  }
  if (head) expect(body.length).toBe(0);
  else if (status === 200) expect(body.toString()).toBe(content);
  if (status !== 412 || head) return String(status);
  const { detail } = JSON.parse(body.toString());
  return `412 ${/^(\S+) does not hold/.exec(detail)?.[1]}`;
}
