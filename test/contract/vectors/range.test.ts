import { beforeAll, describe, expect, it } from "vitest";
import { request } from "../../support/connection.ts";
import { type Response, value } from "../../support/response-parser.ts";
import { frameworks, type Running } from "../../support/servers.ts";
import { inputOf, vectorsOf } from "../../support/vectors.ts";
import { boundaryOf, partsOf } from "./byteranges.ts";
import { rows } from "./range-rows.ts";
import { startReads, ways } from "./reads.ts";
import { expectNoRoom, room } from "./room.ts";

const ten = "0123456789";

it("each vector of the kind is sent", () => {
  const ids = [...rows.map(([id]) => id), "A090", "A093", "A094", "A095", "A096"];
  expect(ids.toSorted()).toEqual(vectorsOf("range").map(({ id }) => id));
});

describe.each(frameworks)("ranges on %s", (framework) => {
  describe.each(ways)("through %s", (way) => {
    let app: Running;
    beforeAll(async () => {
      app = await startReads(framework, way, ten);
    });

    it.each(rows)("%s: %s", async (id, expected) => {
      const response = await app.exchange(request("GET /a.txt", [`Range: ${inputOf(id)}`]));
      expect(told(response, ten)).toBe(expected);
    });

    it("A090 431, and with room for it the whole", async () => {
      const wire = request("GET /a.txt", [`Range: ${inputOf("A090")}`]);
      expectNoRoom(await app.exchange(wire));
      for (const content of [ten, ten.repeat(1001)]) {
        const own = await startReads(framework, way, content, room);
        expect(told(await own.exchange(wire), content)).toBe("200");
      }
    });

    it.each(["A093", "A094"])("%s only GET has ranges", async (id) => {
      const [method, range] = String(inputOf(id)).split(" ");
      const response = await app.exchange(request(`${method} /a.txt`, [`Range: ${range}`]));
      const whole = method === "HEAD" ? "" : ten;
      expect([response.status, response.body.toString()]).toEqual([200, whole]);
      expect(value(response, "content-length")).toBe(String(ten.length));
      expect(value(response, "content-range")).toBeUndefined();
    });

    it("A095 of no bytes: the whole", async () => {
      const [range] = String(inputOf("A095")).split(" on ");
      const own = await startReads(framework, way, "");
      const response = await own.exchange(request("GET /a.txt", [`Range: ${range}`]));
      expect(told(response, "")).toBe("200");
      expect(value(response, "content-length")).toBe("0");
    });

    it("A096 no content holds the boundary", async () => {
      const { body, range } = inputOf("A096") as { body: string; range: string };
      const own = await startReads(framework, way, body);
      const boundaries = new Set<string>();
      for (let i = 0; i < 20; i += 1) {
        const response = await own.exchange(request("GET /a.txt", [`Range: ${range}`]));
        expect(told(response, body)).toBe("206 0-1/12, 5-6/12");
        expect(value(response, "content-length")).toBe(String(response.body.length));
        boundaries.add(boundaryOf(response));
      }
      expect(boundaries.size).toBe(20);
      // 24 hexadecimal digits are 96 bits.
      for (const boundary of boundaries) expect(boundary).toMatch(/^[\da-f]{24,70}$/);
    });
  });
});

/** Status and places; the bytes sent are those of these places, and the fields say no more than that. */
function told(response: Response, content: string): string {
  const { status, body } = response;
  const range = value(response, "content-range");
  if (status === 200) {
    expect([range, body.toString()]).toEqual([undefined, content]);
    expect(value(response, "content-type")).toBe("text/plain; charset=utf-8");
    return "200";
  }
  if (status === 416) {
    expect(JSON.parse(body.toString())).toMatchObject({ status: 416 });
    expect(value(response, "etag")).toBeUndefined();
  }
  if (status !== 206) return `${status} ${range?.replace("bytes ", "")}`;
  const parts =
    range === undefined ? partsOf(response) : [{ range, bytes: body.toString("latin1") }];
  if (range === undefined) expect(parts.length).toBeGreaterThan(1);
  const places = parts.map((part) => part.range.replace("bytes ", ""));
  for (const [i, place] of places.entries()) {
    const [, first, last, size] = /^(\d+)-(\d+)\/(\d+)$/.exec(place) ?? [];
    expect(parts[i]?.bytes).toBe(content.slice(Number(first), Number(last) + 1));
    expect(size).toBe(String(content.length));
  }
  return `206 ${places.join(", ")}`;
}
