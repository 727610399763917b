import { connect, type Socket } from "node:net";
import { ok } from "@rightstatus/core";
import { afterEach } from "vitest";
import { request } from "../support/connection.ts";
import type { Route, Running } from "../support/servers.ts";

/** Tells the port, for a client that does not read what it is sent. */
export const port: Route = { path: "/port", handle: ({ req }) => ok(`${req.socket.localPort}`) };

/** A client that asks and then waits: the server stands still in the middle of a large file. */
export interface Download {
  /** Reads all there is, to the end of the connection. */
  finish(): Promise<Buffer>;
  /** Lets go at once, with a reset. */
  abort(): void;
}

const opened = new Set<Socket>();

afterEach(() => {
  for (const socket of opened) socket.destroy();
  opened.clear();
});

/** Sends these requests on one connection and reads nothing. */
export async function download(app: Running, ...wires: readonly string[]): Promise<Download> {
  const asked = await app.exchange(request("GET /port"));
  const socket = connect(Number(asked.body), "127.0.0.1").pause();
  opened.add(socket);
  socket.on("error", () => {}); // A reset is an end as well.
  await new Promise((resolve) => socket.once("connect", resolve));
  socket.write(wires.join(""));
  return { finish: () => readAll(socket), abort: () => void socket.resetAndDestroy() };
}

function readAll(socket: Socket): Promise<Buffer> {
  const chunks: Buffer[] = [];
  socket.on("data", (chunk) => chunks.push(chunk));
  socket.resume();
  return new Promise((resolve) => socket.once("close", () => resolve(Buffer.concat(chunks))));
}
