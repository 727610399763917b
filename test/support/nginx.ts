import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

/** A server, or a proxy, that many clients are made for. */
export interface Nginx {
  readonly port: number;
  /** What it has written to its log: warnings and worse. */
  complaints(): string;
  stop(): Promise<void>;
}

/** Debian keeps it where only root looks. */
const folders = [...(process.env.PATH ?? "").split(delimiter), "/usr/sbin", "/usr/local/sbin"];

/** Where it is; undefined if it is not installed. */
export const binary: string | undefined = folders
  .map((folder) => join(folder, "nginx"))
  .find((path) => existsSync(path));

/** How long its start may take, in milliseconds. */
const patience = 10_000;

/**
 * nginx on a free port of 127.0.0.1, with nothing of the system's.
 *
 * @param site - What the block of its one server holds.
 */
export async function startNginx(site: string): Promise<Nginx> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await startOn(await freePort(), site);
    } catch (error) {
      // Somebody else was faster.
      if (attempt === 3 || !/Address already in use/.test(String(error))) throw error;
    }
  }
}

async function startOn(port: number, site: string): Promise<Nginx> {
  const home = mkdtempSync(join(tmpdir(), "rightstatus-nginx-"));
  writeFileSync(join(home, "nginx.conf"), configuration(port, site));
  const args = ["-p", `${home}/`, "-c", "nginx.conf", "-e", "stderr"];
  const child = spawn(binary ?? "nginx", args, { stdio: ["ignore", "ignore", "pipe"] });
  const kill = (): void => void child.kill("SIGKILL");
  process.once("exit", kill);
  let complaints = "";
  child.stderr.on("data", (text) => {
    complaints += text;
  });
  const stop = async (): Promise<void> => {
    process.off("exit", kill);
    child.kill("SIGTERM");
    await exitOf(child);
    rmSync(home, { recursive: true, force: true });
  };
  try {
    await ready(child, join(home, "pid"));
    return { port, stop, complaints: () => complaints };
  } catch (cause) {
    await stop();
    throw new Error(`nginx does not start: ${complaints || "it says nothing"}`, { cause });
  }
}

/** It writes its pid once the port is its own. */
async function ready(child: ChildProcess, pid: string): Promise<void> {
  for (const deadline = Date.now() + patience; !existsSync(pid); ) {
    if (hasExited(child)) throw new Error(`exit ${child.exitCode}`);
    if (Date.now() > deadline) throw new Error(`no pid within ${patience} ms`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function exitOf(child: ChildProcess): Promise<void> {
  if (!hasExited(child)) await once(child, "exit");
}

function hasExited({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return address !== null && typeof address === "object" ? address.port : 0;
}

/** One process, as whoever starts it. */
function configuration(port: number, site: string): string {
  return `
    daemon off;
    master_process off;
    pid pid;
    error_log stderr warn;
    events {}
    http {
      access_log off;
      client_body_temp_path body;
      fastcgi_temp_path fastcgi;
      proxy_temp_path proxy;
      scgi_temp_path scgi;
      uwsgi_temp_path uwsgi;
      types {}
      default_type application/octet-stream;
      keepalive_requests 1000000;
      server {
        listen 127.0.0.1:${port};
        ${site}
      }
    }
  `;
}
