import { beforeAll, describe, expect, it } from "vitest";
import { treeOf } from "../node/files/tree.ts";
import { request } from "../support/connection.ts";
import { type Response, value } from "../support/response-parser.ts";
import { frameworks, type Running } from "../support/servers.ts";
import { transcript } from "../support/transcript.ts";
import { startFiles } from "./files-setup.ts";
import { rows, statuses, tree } from "./files-table.ts";
import { type Row, transcriptOf } from "./row.ts";

/** A response as its row has it: lines end in LF, and the boundary is "{b}". */
function seen(response: Response): string {
  const text = transcript(response).replaceAll("\r\n", "\n");
  const boundary = /boundary=(\w+)/.exec(value(response, "content-type") ?? "")?.[1];
  return boundary === undefined ? text : text.replaceAll(boundary, "{b}");
}

describe.each(frameworks)("files() on %s", (framework) => {
  let app: Running;
  beforeAll(async () => {
    app = await startFiles(framework, { root: treeOf(tree) });
  });

  it.each(rows)("$rule", async ({ request: [line, ...fields], wire }) => {
    const response = await app.exchange(request(line, fields));
    expect(seen(response).trimEnd()).toBe(transcriptOf({ wire } as Row).trimEnd());
  });

  it.each(statuses)("$rule: $status", async ({ status, request: [line, ...fields] }) => {
    const response = await app.exchange(request(line, fields));
    expect(response.status).toBe(status);
    expect(value(response, "accept-ranges")).toBe(status === 416 ? "bytes" : undefined);
    expect(value(response, "content-range")).toBe(status === 416 ? "bytes */10" : undefined);
  });
});
