// Faults, injected into each server again and again: what came of them, as a table.
//
//   node test/faults/run.mjs                    a thousand times each
//   node test/faults/run.mjs --times 100
//   node test/faults/run.mjs --plain            into Express and Koa without rightstatus: told, not judged
//   node test/faults/run.mjs --only F8          those whose name has it
//   FAULTS_SEED=7 node test/faults/run.mjs      the same injections again
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const { values } = parseArgs({
  options: {
    times: { type: "string", default: "1000" },
    plain: { type: "boolean", default: false },
    only: { type: "string" },
  },
});

const folder = mkdtempSync(join(tmpdir(), "faults-"));
const report = join(folder, "report.json");
const args = [
  "node_modules/vitest/vitest.mjs",
  "run",
  "test/faults/faults.test.ts",
  "--reporter=dot",
];
const { status } = spawnSync(
  process.execPath,
  values.only === undefined ? args : [...args, "-t", values.only],
  {
    cwd: fileURLToPath(new URL("../../", import.meta.url)),
    stdio: "inherit",
    env: {
      ...process.env,
      FAULTS_TIMES: values.times,
      FAULTS_REPORT: report,
      ...(values.plain ? { FAULTS_PLAIN: "1" } : {}),
    },
  },
);
const cells = existsSync(report) ? JSON.parse(readFileSync(report, "utf8")) : [];
rmSync(folder, { recursive: true });
if (cells.length === 0) {
  console.error(
    values.only === undefined ? "no fault was injected" : `no fault is called ${values.only}`,
  );
  process.exit(1);
}

const servers = [...new Set(cells.map(({ where }) => where))];
console.log(
  `\n| fault | section | ${servers.join(" | ")} |\n|---|---|${"---|".repeat(servers.length)}`,
);
for (const rows of grouped(cells)) {
  const [{ id, section, inject }] = rows;
  const each = servers.map((server) => shown(rows.find(({ where }) => where === server)));
  console.log(`| ${id} ${inject} | ${section} | ${each.join(" | ")} |`);
}
// By this two runs can be told to have injected the same.
const drawn = createHash("sha256");
for (const cell of cells) drawn.update(`${cell.where} ${nameOf(cell)} ${cell.drawn}\n`);
console.log(`injected: ${drawn.digest("hex").slice(0, 16)}`);
const whole = cells.filter(isWhole).length;
const failed = status === 0 || values.plain ? 0 : Math.max(1, cells.length - whole);
console.log(`${whole} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

function nameOf({ id, inject }) {
  return `${id} ${inject}`;
}

/** By fault, in the order of the rows. */
function grouped(all) {
  const names = [...new Set(all.map(nameOf))];
  return names.map((name) => all.filter((cell) => nameOf(cell) === name));
}

function isWhole({ right, total, escaped, left }) {
  return right === total && escaped.length === 0 && left.length === 0;
}

/** How many came out right, and what came of the others. */
function shown(cell) {
  if (cell === undefined) return "";
  const { right, total, weight, outcomes, escaped, left } = cell;
  const more = right === total ? [] : Object.entries(outcomes).map(([what, n]) => `${what}: ${n}`);
  if (escaped.length > 0) more.push(`${escaped.length} errors that end the process`);
  if (left.length > 0) more.push(`left: ${left.join(", ")}`);
  const times = `${right * weight} of ${total * weight}`;
  return more.length === 0 ? times : `${times} (${more.join("; ")})`;
}
