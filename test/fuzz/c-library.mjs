// The addon of jazzer.js is linked to a newer C library than Debian 12 has. Where it would not load, the
// library of the next Debian is put beside, and Node is started with that.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const WANTED = 2.38;
const RELEASE = "trixie";
const cache = fileURLToPath(new URL("../../node_modules/.cache/c-library/", import.meta.url));
const libraries = join(cache, "usr/lib/x86_64-linux-gnu");

/**
 * What has to stand before Node's arguments to run it so that the addon loads.
 *
 * @returns {readonly [program: string, ...args: string[]]}
 */
export function nodeWithNewC() {
  const { glibcVersionRuntime } = process.report.getReport().header;
  if (process.platform !== "linux" || Number(glibcVersionRuntime) >= WANTED) {
    return [process.execPath];
  }
  const linker = join(libraries, "ld-linux-x86-64.so.2");
  if (!existsSync(linker)) install();
  return [linker, "--library-path", libraries, process.execPath];
}

function install() {
  for (const folder of ["lists/partial", "archives/partial"]) {
    mkdirSync(join(cache, folder), { recursive: true });
  }
  const apt = (...args) =>
    execFileSync("apt-get", args, { cwd: cache, encoding: "utf8", stdio: "pipe" });
  // The mirror that this machine uses.
  const [mirror] = apt("indextargets", "--format", "$(REPO_URI)", "Created-By: Packages").split(
    "\n",
  );
  writeFileSync(join(cache, "sources.list"), `deb ${mirror} ${RELEASE} main\n`);
  const settings = [
    `Dir::Etc::sourcelist=${join(cache, "sources.list")}`,
    "Dir::Etc::sourceparts=/dev/null",
    `Dir::State::lists=${join(cache, "lists")}`,
    `Dir::Cache=${cache}`,
    "Acquire::Languages=none",
  ].flatMap((setting) => ["-o", setting]);
  apt(...settings, "-q", "update");
  apt(...settings, "-q", "download", "libc6", "libgcc-s1", "libstdc++6");
  for (const name of readdirSync(cache).filter((file) => file.endsWith(".deb"))) {
    execFileSync("dpkg-deb", ["-x", name, "."], { cwd: cache });
  }
}
