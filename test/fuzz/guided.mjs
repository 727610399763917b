// Fuzzing that is guided by coverage: jazzer.js looks for texts that reach new places of a reader.
// What it finds becomes a seed, and every run of the tests replays the seeds (seeds.test.ts).
//
//   pnpm fuzz:guided                        a minute for each target
//   pnpm fuzz:guided --seconds 600          so many seconds for each
//   pnpm fuzz:guided --only link,range      these
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { nodeWithNewC } from "./c-library.mjs";
import { readSeeds, writeSeeds } from "./seeds.ts";
import { targets } from "./targets.ts";

/** Characters of a text. What is longer finds nothing new, and is measured by test/time. */
const LONGEST = 256;

/** Pieces of the paths of what guides: our sources, and what reads for them. */
const guiding = [
  ...["core", "node", "conformance"].map((name) => `packages/${name}/src`),
  "content-disposition",
];

const { values } = parseArgs({
  options: { seconds: { type: "string", default: "60" }, only: { type: "string" } },
});
const names = values.only?.split(",") ?? [...targets.keys()];
const here = dirname(fileURLToPath(import.meta.url));
const cli = join(dirname(fileURLToPath(import.meta.resolve("@jazzer.js/core"))), "cli.js");
const [program, ...before] = nodeWithNewC();

const failed = names.filter((name) => !fuzz(name));
console.log(`${names.length - failed.length} passed, ${failed.length} failed`);
if (failed.length > 0) console.log(`A seed each tells why: ${failed.join(", ")}`);
process.exitCode = failed.length === 0 ? 0 : 1;

/** Whether everything that was tried on the target is read rightly. */
function fuzz(name) {
  const work = mkdtempSync(join(tmpdir(), "fuzz-"));
  const [corpus, found] = ["corpus", "found"].map((folder) => join(work, folder));
  mkdirSync(corpus);
  mkdirSync(found);
  const seeds = readSeeds(name);
  seeds.forEach((seed, i) => {
    writeFileSync(join(corpus, `seed-${i}`), seed, "latin1");
  });
  const { status, stderr } = spawnSync(
    program,
    [
      ...before,
      ...process.execArgv,
      cli,
      join(here, "entry.mjs"),
      ...guiding.flatMap((path) => ["-i", path]),
      "--sync",
      ...[corpus, "--", `-max_total_time=${values.seconds}`, `-max_len=${LONGEST}`],
      `-artifact_prefix=${found}/`,
    ],
    { encoding: "utf8", env: { ...process.env, FUZZ_TARGET: name }, maxBuffer: 1 << 30 },
  );
  const texts = [corpus, found].flatMap((folder) =>
    readdirSync(folder).map((file) => readFileSync(join(folder, file), "latin1")),
  );
  writeSeeds(name, [...seeds, ...texts]);
  rmSync(work, { recursive: true });
  console.log(`${status === 0 ? "ok    " : "FAILED"}  ${name}: ${lastWords(stderr)}`);
  if (status !== 0) console.log(stderr.slice(-4000));
  return status === 0;
}

function lastWords(stderr) {
  const runs = /Done (\d+) runs/.exec(stderr)?.[1] ?? "no";
  const [cover = ""] = stderr.match(/cov: \d+ ft: \d+ corp: \d+/g)?.slice(-1) ?? [];
  return `${runs} runs, ${cover}`;
}
