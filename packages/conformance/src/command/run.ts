import { help } from "./help.ts";
import { lintFiles } from "./lint.ts";
import { meant } from "./near.ts";
import { probeUrls } from "./probe.ts";
import type { Prober } from "./prober.ts";
import { explainStatus } from "./status/status.ts";
import { print, type Terminal } from "./terminal.ts";
import { UsageError } from "./usage-error.ts";
import { version } from "./version.ts";

/**
 * The command `rightstatus`.
 *
 * @param args - The arguments after its name.
 * @param terminal - Where it was called.
 * @param probe - The function that sends requests.
 * @returns The exit code: 0, 1 if a MUST is broken, 2 if it could not do its work.
 */
export async function run(
  args: readonly string[],
  terminal: Terminal,
  probe: Prober,
): Promise<number> {
  try {
    return await dispatch(args, terminal, probe);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    await print(terminal.stderr, `rightstatus: ${error.message}\n`);
    return 2;
  }
}

const names = ["probe", "lint", "status"];

async function dispatch(
  [name, ...args]: readonly string[],
  terminal: Terminal,
  probe: Prober,
): Promise<number> {
  switch (name) {
    case "probe":
      return probeUrls(args, terminal, probe);
    case "lint":
      return lintFiles(args, terminal);
    case "status":
      return explainStatus(args, terminal);
    case "help":
    case "-h":
    case "--help":
      await print(terminal.stdout, help);
      return 0;
    case "-v":
    case "--version":
      await print(terminal.stdout, `${version}\n`);
      return 0;
    case undefined:
      await print(terminal.stderr, help);
      return 2;
    default:
      throw new UsageError(
        `no command ${JSON.stringify(name)}${meant(name, names)}
See rightstatus --help`,
      );
  }
}
