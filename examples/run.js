import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

/** An example as a program of its own. */
export async function run(directory) {
  const child = spawn(process.execPath, ["server.js"], {
    cwd: new URL(directory, import.meta.url),
    env: { ...process.env, PORT: "0" },
    stdio: ["ignore", "pipe", "ignore"],
  });
  const exit = once(child, "exit");
  let said = "";
  for await (const text of child.stdout.setEncoding("utf8").iterator({ destroyOnReturn: false })) {
    said += text;
    if (said.endsWith("\n\n")) break;
  }
  return {
    said,
    port: /:(\d+)\//.exec(said)?.[1],
    /** The exit code, after the signal of an orderly stop. */
    async stop() {
      child.kill("SIGTERM");
      const [code] = await exit;
      return code;
    },
  };
}

const root = new URL("../", import.meta.url);

/** Programs run what is built, so that comes first. */
export async function built() {
  const tsc = fileURLToPath(new URL("node_modules/typescript/bin/tsc", root));
  const projects = ["packages/express", "packages/koa"];
  await promisify(execFile)(process.execPath, [tsc, "-b", ...projects], { cwd: root }).catch(
    (error) => {
      throw new Error(error.stdout, { cause: error });
    },
  );
}
