// Packs the packages and uses them as somebody would who has nothing else of this repository.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { check, summary } from "./checks.mjs";
import { tryCommand } from "./command.mjs";
import { frameworks, tryOut } from "./frameworks.mjs";
import { inspect, pack, packages } from "./packages.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));
const compilers = {
  5.9: join(root, "test/node_modules/typescript5/bin/tsc"),
  "7.0": join(root, "test/node_modules/typescript/bin/tsc"),
};

const folder = mkdtempSync(join(tmpdir(), "rightstatus-stranger-"));
try {
  let tarballs;
  const packed = await check("pnpm pack", async () => {
    tarballs = await pack(root, folder);
  });
  if (packed) {
    for (const name of packages) await inspect(name, tarballs[name], root);
    await tryCommand(tarballs, folder, root, compilers);
    await Promise.all(frameworks.map((each) => tryOut(each, tarballs, folder, compilers)));
  }
} finally {
  rmSync(folder, { recursive: true });
}

const { failed, line } = summary();
console.log(line);
process.exitCode = failed === 0 ? 0 : 1;
