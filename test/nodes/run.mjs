// The tests of what hangs on node:http itself, on the other lines of Node, by the npm package `node`.
//
//   node test/nodes/run.mjs          all of them
//   node test/nodes/run.mjs 24       one
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const lines = process.argv.length > 2 ? process.argv.slice(2) : ["22", "24", "26"];
const folders = ["test/node", "test/contract", "test/express", "test/koa"];
const vitest = "node_modules/vitest/vitest.mjs";

const failed = lines.filter((line) => {
  console.log(`Node ${line}`);
  const args = ["-y", "-p", `node@${line}`, "node", vitest, "run", "--reporter=dot", ...folders];
  const { status } = spawnSync("npx", args, {
    cwd: fileURLToPath(new URL("../../", import.meta.url)),
    stdio: "inherit",
  });
  return status !== 0;
});

if (failed.length > 0) console.log(`Failed on Node ${failed.join(", ")}`);
process.exitCode = failed.length === 0 ? 0 : 1;
