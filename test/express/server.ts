import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import express5 from "express";
import express4 from "express4";
import { afterAll } from "vitest";
import { type Connection, connect, exchange, request } from "../support/connection.ts";

export type Framework = typeof express5;

export const frameworks: readonly (readonly [string, Framework])[] = [
  ["Express 4", express4],
  ["Express 5", express5],
];

const running = new Set<Server>();

afterAll(() => {
  for (const server of running) {
    server.close();
    server.closeAllConnections();
  }
});

/** A connection to the server, which is started on 127.0.0.1 if nobody did that. */
export async function connectTo(server: Server): Promise<Connection> {
  running.add(server);
  if (!server.listening) server.listen(0, "127.0.0.1");
  if (server.address() === null) await new Promise((resolve) => server.once("listening", resolve));
  return connect((server.address() as AddressInfo).port);
}

/** The content of the response to one request: JSON if all went well. */
export async function asked(server: Server, target = "/"): Promise<unknown> {
  const response = await exchange(await connectTo(server), request(`GET ${target}`));
  const text = response.body.toString();
  return response.status === 200 ? JSON.parse(text) : `${response.status} ${text}`;
}
