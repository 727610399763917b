import { execFile, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { built, run } from "./run.js";

const hasCurl = spawnSync("curl", ["--json", "{}", "--version"]).status === 0;
const why = hasCurl ? "" : " (skipped: no curl that knows --json)";

/** The examples, and the statuses of the requests that each proposes when it starts. */
const examples = [
  ["express-notes", [201, 200, 304, 200, 405]],
  ["koa-notes", [201, 200, 304, 200, 405]],
  ["express4-callbacks", [200, 500, 404, 404]],
];

beforeAll(built, 60_000);

describe.skipIf(!hasCurl).each(examples)(`%s as a program${why}`, (name, statuses) => {
  it("says what to try", async () => {
    const program = await run(name);
    const answers = [];
    for (const [command] of program.said.matchAll(/curl .*/g)) answers.push(await shell(command));
    expect(answers.map((answer) => Number(answer.split(" ", 2)[1]))).toEqual(statuses);
    expect(await program.stop()).toBe(0);
  });

  describe("does what its README shows", () => {
    let program;
    beforeAll(async () => {
      program = await run(name);
    });
    afterAll(() => program.stop());

    it.each(transcript(name))("$command", async ({ command, lines }) => {
      const answer = await shell(command.replace("localhost:3000", `localhost:${program.port}`));
      expect(undated(answer)).toMatch(inOrder(lines));
    });
  });
});

/** The commands of the README, each with the lines shown below it. */
function transcript(name) {
  const readme = readFileSync(new URL(`${name}/README.md`, import.meta.url), "utf8");
  const [, block] = /```console\n(.*?)```/s.exec(readme) ?? [];
  return block
    .split(/^\$ /m)
    .filter(Boolean)
    .map((entry) => {
      const [command, ...lines] = entry.trim().split("\n");
      return { command, lines };
    });
}

/** The lines in their order; "..." stands for any number of them. */
function inOrder(lines) {
  const patterns = lines.map((line) =>
    line === "..." ? "(?:.*\n)*" : `${undated(line).replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")}\n`,
  );
  return new RegExp(`^${patterns.join("")}$`);
}

function undated(text) {
  return text.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "<instant>");
}

async function shell(command) {
  const { stdout } = await promisify(execFile)("sh", ["-c", `${command} --silent --noproxy '*'`]);
  return `${stdout.replaceAll("\r", "").trim()}\n`;
}
