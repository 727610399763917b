import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

/** A server of the system that runs for a test. */
export interface Program {
  readonly port: number;
  stop(): Promise<void>;
}

/** How long its start may take, in milliseconds. */
const patience = 10_000;

/** Where a program is; undefined if it is not installed. Debian keeps servers where only root looks. */
export function programAt(name: string): string | undefined {
  const folders = [...(process.env.PATH ?? "").split(delimiter), "/usr/sbin", "/usr/local/sbin"];
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
}

/**
 * Starts a server on a free port of 127.0.0.1, in a folder of its own.
 *
 * @param setUp - Writes its configuration into the folder, and says how it is called.
 */
export async function startProgram(
  binary: string,
  setUp: (folder: string, port: number) => readonly string[],
): Promise<Program> {
  const folder = mkdtempSync(join(tmpdir(), "rightstatus-program-"));
  const port = await freePort();
  const child = spawn(binary, setUp(folder, port), {
    env: { ...process.env, HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let complaints = "";
  child.stderr.on("data", (text) => {
    complaints += text;
  });
  const kill = (): void => void child.kill("SIGKILL");
  process.once("exit", kill);
  const stop = async (): Promise<void> => {
    process.off("exit", kill);
    child.kill("SIGTERM");
    if (!hasExited(child)) await once(child, "exit");
    rmSync(folder, { recursive: true, force: true });
  };
  for (const deadline = Date.now() + patience; !(await listens(port)); ) {
    if (!hasExited(child) && Date.now() < deadline) continue;
    await stop();
    throw new Error(`${binary} does not start: ${complaints}`);
  }
  return { port, stop };
}

function hasExited({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}

async function listens(port: number): Promise<boolean> {
  const socket = connect(port, "127.0.0.1");
  try {
    await once(socket, "connect");
    return true;
  } catch {
    await new Promise((resolve) => setTimeout(resolve, 50));
    return false;
  } finally {
    socket.destroy();
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return address !== null && typeof address === "object" ? address.port : 0;
}
