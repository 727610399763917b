import * as core from "@rightstatus/core";
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { methodOf } from "../support/connection.ts";
import { value } from "../support/response-parser.ts";
import { expectAlive, frameworks, type Route, type Running, start } from "../support/servers.ts";
import { head, transcript } from "../support/transcript.ts";
import { isRead, type Row, requestOf, statusOf, transcriptOf } from "./row.ts";
import { rows, unasked } from "./table.ts";

/** The three ways of answering with a reply. Each gives the same bytes. */
const ways = {
  returned: (path: string, row: Row): Route => ({ path, handle: () => row.make(core) }),
  thrown: (path: string, row: Row): Route => ({
    path,
    handle: () => {
      throw row.make(core);
    },
  }),
  "sent by method": (path: string, row: Row): Route => ({
    path,
    plain: ({ reply }) => row.make(reply),
  }),
};
type Way = keyof typeof ways;

/** Only an error is an Error, to be thrown. */
function rowsFor(way: Way): readonly Row[] {
  return way === "thrown" ? rows.filter((row) => statusOf(row) >= 400) : rows;
}

const pathOf = (way: Way, row: Row): string => `/${way.replaceAll(" ", "-")}/${rows.indexOf(row)}`;
const allWays = Object.keys(ways) as Way[];
const routes = allWays.flatMap((way) =>
  rowsFor(way).map((row) => ways[way](pathOf(way, row), row)),
);

it("the contract has a row for each status that a helper gives", () => {
  const given = core.statuses.filter(({ code, name }) => code >= 200 && name in core);
  const covered = new Set(rows.map(statusOf));
  expect(given.filter(({ code }) => !covered.has(code))).toEqual([]);
});

describe.each(frameworks)("on %s", (framework) => {
  let app: Running;
  let alone: Running;
  beforeAll(async () => {
    app = await start(framework, { routes, options: unasked });
    alone = await start(framework, { routes, alone: true });
  });

  describe.each(allWays)("a reply, %s", (way) => {
    it.each(rowsFor(way))("$rule", async (row) => {
      const response = await app.exchange(requestOf(row, pathOf(way, row)));
      expect(transcript(response)).toBe(transcriptOf(row));
      // RFC 9110 section 6.6.1, and the first format of section 5.6.7.
      expect(value(response, "date")).toBe(new Date(value(response, "date") ?? "").toUTCString());
    });
  });

  describe("RFC 9110 section 9.3.2, HEAD: the fields of GET and no content", () => {
    it.each(rowsFor("returned").filter(isRead))("$rule", async (row) => {
      const wire = requestOf(row, pathOf("returned", row)).replace("GET", "HEAD");
      const response = await app.exchange(wire);
      expect(head(response)).toEqual(transcriptOf(row).split("\n\n")[0]?.split("\n"));
    });
  });

  describe("the content of the request does not matter", () => {
    it.each(rows.filter((row) => statusOf(row) >= 400))("$rule", async (row) => {
      const lines = `POST ${pathOf("returned", row)} HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n`;
      expect(transcript(await app.exchange(`${lines}12345`))).toBe(transcriptOf(row));
    });
  });

  describe("handle() needs neither replies() nor fallback()", () => {
    beforeEach(() => {
      vi.spyOn(console, "error").mockImplementation(() => {}); // The default of onError.
    });

    it.each(rows)("$rule", async (row) => {
      const way = statusOf(row) < 400 ? "returned" : "thrown";
      const response = await alone.exchange(requestOf(row, pathOf(way, row)));
      expect(transcript(response)).toBe(transcriptOf(row));
    });
  });

  it("RFC 9112 section 9.3.2: a pipeline of them all is answered in order", async () => {
    const kept = rows.filter(({ wire }) => !wire.includes("connection: close"));
    const wires = kept.flatMap((row) => {
      const wire = requestOf(row, pathOf("returned", row));
      return isRead(row) ? [wire, wire.replace("GET", "HEAD")] : [wire];
    });
    const connection = await app.connect();
    connection.send(wires.join(""));
    const answered: number[] = [];
    for (const wire of wires) {
      answered.push((await connection.read({ method: methodOf(wire) })).status);
    }
    expect(answered).toEqual(
      kept.flatMap((row) => (isRead(row) ? [statusOf(row), statusOf(row)] : [statusOf(row)])),
    );
    await expectAlive(connection);
  });
});
