import { type AnyReply, notFound, ok } from "@rightstatus/core";
import { createServer, fail, send } from "@rightstatus/node";
import { afterAll } from "vitest";
import { connect, exchange } from "../../support/connection.ts";
import {
  type Framework,
  frameworks,
  type Running,
  type Setup,
  serverOf,
  start,
} from "../../support/servers.ts";

/** All that a connection is tried on: node:http alone, and the frameworks. */
export const everywhere = ["node:http", ...frameworks] as const;
export type Where = "node:http" | Framework;

/** A route that each of them can have. */
export interface PlainRoute {
  readonly path: string;
  readonly handle: (exchange: Pick<Exchange, "req" | "res">) => AnyReply | Promise<AnyReply>;
}

type Exchange = Parameters<
  Extract<NonNullable<Setup["routes"]>[number], { handle: unknown }>["handle"]
>[0];

export function startOn(
  where: Where,
  routes: readonly PlainRoute[],
  attach: Setup["attach"] = {},
): Promise<Running> {
  return where === "node:http" ? startAlone(routes, attach) : start(where, { routes, attach });
}

/** The same, not listening yet: for a test that ends it itself. */
export function serverOn(
  where: Where,
  routes: readonly PlainRoute[],
  attach: Setup["attach"] = {},
): ReturnType<typeof serverOf> {
  return where === "node:http" ? alone(routes, attach) : serverOf(where, { routes, attach });
}

/** Resolves to its port. */
export async function listen(server: ReturnType<typeof serverOf>): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return address && typeof address === "object" ? address.port : 0;
}

const servers: ReturnType<typeof serverOf>[] = [];
afterAll(async () => {
  await Promise.all(servers.splice(0).map((server) => server.drain()));
});

async function startAlone(
  routes: readonly PlainRoute[],
  attach: Setup["attach"],
): Promise<Running> {
  const server = alone(routes, attach);
  const port = await listen(server);
  servers.push(server);
  return {
    origin: `http://127.0.0.1:${port}`,
    connect: () => connect(port),
    exchange: async (wire) => exchange(await connect(port), wire),
  };
}

function alone(
  routes: readonly PlainRoute[],
  attach: Setup["attach"],
): ReturnType<typeof serverOf> {
  const known = [...routes, { path: "/canary", handle: () => ok("alive") }];
  return createServer(async (req, res) => {
    const route = known.find(({ path }) => path === req.url?.split("?")[0]);
    const replied = async () => (await route?.handle({ req, res })) ?? notFound();
    await replied().then(
      (reply) => send(req, res, reply),
      (error: unknown) => fail(req, res, error),
    );
  }, attach);
}
