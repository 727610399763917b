import { chmod, mkdtemp, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ProbeFinding, probe } from "@rightstatus/conformance";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { tableUnder } from "../../docs/markdown.ts";
import { others } from "./others.ts";

const page = "docs/conformance.md";

/** As it was when HTTP was young: long enough ago for Last-Modified to be strong. */
const modified = new Date("1994-11-06T08:49:37Z");
let root = "";

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "rightstatus-others-"));
  await chmod(root, 0o755);
  await writeFile(join(root, "a.txt"), "All work and no play.\n".repeat(200));
  await utimes(join(root, "a.txt"), modified, modified);
});
afterAll(() => rm(root, { recursive: true }));

/** Each server breaks what the table says, and nothing else: every row was read against the text by hand. */
describe("servers that we did not write", () => {
  const versions = tableUnder(page, "Servers");

  it.each(others)(
    "$name",
    async ({ name, start, version }) => {
      const [, known] = versions.find(([server]) => server === name) ?? [];
      expect(known).toBeDefined();
      if (version() !== known) {
        console.log(
          `${name} ${version() ?? "is not installed"}, the table is of ${known}: not probed`,
        );
        return;
      }
      const server = await start(root);
      try {
        const origin = `http://127.0.0.1:${server.port}`;
        const from = performance.now();
        const { checked, findings } = await probe({ origin, paths: ["/a.txt"] }, { level: "MUST" });
        console.log(`${name}: ${checked} exchanges, ${Math.round(performance.now() - from)} ms`);
        const rows = tableUnder(page, "What breaks a MUST").filter(([server]) => server === name);
        expect(findings.map(rowOf)).toEqual(rows.map(([, ...cells]) => cells));
      } finally {
        await server.stop();
      }
    },
    60_000,
  );

  it("and the page gives the reason of each rule", () => {
    const broken = new Set(tableUnder(page, "What breaks a MUST").map(([, rule]) => rule));
    const reasons = tableUnder(page, "Why").map(([rule]) => rule);
    expect(reasons.toSorted()).toEqual([...broken].toSorted());
  });
});

/** A finding without what is another in each run. */
function rowOf({ came, rule, section, sent }: ProbeFinding): readonly string[] {
  const [line = "", ...fields] = sent
    .split(/\r?\n/)
    .filter((line) => line !== "" && !/^User-Agent:|^Host: 127\.[\d.:]+$/.test(line));
  const shown = [line, ...fields]
    .join("; ")
    .replaceAll(/"[^"]*"/g, (tag) => (/rightstatus|"a,b"/.test(tag) ? tag : "{etag}"))
    .replaceAll("\t", "{tab}")
    .replaceAll(/rightstatus-[\da-f-]{36}/g, "{missing}")
    .replaceAll(/127\.0\.0\.1:\d+/g, "{host}")
    .replaceAll(/x{100,}/g, "xxx…");
  const [status = ""] = came.split("\r\n", 1);
  return [`\`${rule}\``, section, `\`${shown}\``, `\`${status}\``].map((cell) =>
    cell.replaceAll("|", "\\|"),
  );
}
