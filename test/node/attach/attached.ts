import type { RequestListener, Server, ServerOptions } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import type { AddressInfo, Socket } from "node:net";
import { type AttachOptions, attach, createServer } from "@rightstatus/node";
import { afterAll, expect, vi } from "vitest";
import { type Connection, connect } from "../../support/connection.ts";
import { parseResponse, type Response } from "../../support/response-parser.ts";
import { openTls, tlsOptions } from "../../support/tls.ts";

/** A server that answers for its connections, on 127.0.0.1 until the test file is over. */
export interface AttachedServer {
  readonly server: Server;
  readonly port: number;
  /** The server's ends of its open connections. */
  readonly sockets: ReadonlySet<Socket>;
  connect(): Promise<Connection>;
}

const started: AttachedServer[] = [];

export async function listenAttached(
  listener: RequestListener,
  o?: ServerOptions & AttachOptions,
): Promise<AttachedServer> {
  return listenOn(createServer(listener, o));
}

/** Any server, attached already. */
export async function listenOn(server: Server): Promise<AttachedServer> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const one = { server, port, sockets, connect: () => connect(port) };
  started.push(one);
  return one;
}

// The clients are gone by now, so every connection has to end by itself.
afterAll(async () => {
  for (const { server, sockets } of started.splice(0)) {
    await vi.waitFor(() => expect(sockets.size).toBe(0), { timeout: 2000 });
    await new Promise((resolve) => server.close(resolve));
  }
});

export async function listenTls(
  listener: RequestListener,
  o: AttachOptions = {},
  ofServer: ServerOptions = {},
): Promise<AttachedServer> {
  return listenOn(attach(createHttpsServer({ ...ofServer, ...tlsOptions }, listener), o));
}

/** One connection by TLS: sends, and reads what there is until the server ends it. */
export async function overTls(port: number, wire: string | Buffer): Promise<readonly Response[]> {
  const { socket } = openTls(port);
  const chunks: Buffer[] = [];
  socket.on("data", (chunk: Buffer) => chunks.push(chunk));
  socket.on("error", () => {});
  socket.write(wire);
  await new Promise((resolve) => socket.once("close", resolve));
  return responsesIn(Buffer.concat(chunks));
}

/** All the responses in these bytes, and nothing else. */
export function responsesIn(bytes: Buffer): readonly Response[] {
  const responses: Response[] = [];
  for (let rest = bytes; rest.length > 0; ) {
    const parsed = parseResponse(rest, { method: "GET" }, true);
    if (parsed === undefined) throw new Error(`cut off: ${rest.toString("latin1").slice(0, 500)}`);
    responses.push(parsed.response);
    rest = rest.subarray(parsed.end);
  }
  return responses;
}
