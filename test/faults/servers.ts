import type { createServer as createNodeServer, RequestListener, Server } from "node:http";
import { createServer as createH2Server } from "node:http2";
import type { AddressInfo } from "node:net";
import { type AnyReply, notFound, ok } from "@rightstatus/core";
import * as forExpress from "@rightstatus/express";
import * as forKoa from "@rightstatus/koa";
import { type Attached, createServer, fail, fileServer, send } from "@rightstatus/node";
import { treeOf } from "../node/files/tree.ts";
import { connect } from "../support/connection.ts";
import { usualMiddleware } from "../support/middleware.ts";
import { type Framework, frameworks, type Route, serverOf } from "../support/servers.ts";
import type { Does, Exchange, Fault, Target } from "./fault.ts";
import { type Plain, plainServer, plainServers } from "./plain.ts";

export const ours = ["node:http", ...frameworks] as const;
export type Where = (typeof ours)[number] | Plain;

/** Can this fault be injected there? */
export function applies(fault: Fault, where: Where): boolean {
  if (fault.h2) return where === "node:http";
  if (isPlain(where)) {
    const replies = Object.values(fault.routes ?? {}).some((does) => "reply" in does);
    return !replies && !fault.oursOnly;
  }
  return !fault.usual || where !== "node:http";
}

/** Starts a server with the routes of a fault, on 127.0.0.1. */
export async function started(where: Where, fault: Fault): Promise<Target> {
  const root = fault.files ? treeOf({ "good.txt": "good" }) : "";
  const server = serverFor(where, fault, root);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    server,
    port,
    root,
    connect: () => connect(port),
    close: () => ("drain" in server ? server.drain() : closed(server)),
    again: () => started(where, fault),
  };
}

function closed(server: Server): Promise<unknown> {
  return new Promise((resolve) => server.close(resolve));
}

function serverFor(where: Where, fault: Fault, root: string): Server | (Server & Attached) {
  if (isPlain(where)) return plainServer(where, fault, root);
  if (where === "node:http") return alone(fault, root);
  const { express = [], koa = [] } = fault.usual ? usualMiddleware(where, () => {}) : {};
  const files = root === "" ? [] : [root];
  return serverOf(where, {
    routes: Object.entries(fault.routes ?? {}).map(([path, does]) => routeOf(path, does)),
    options: { onError: () => {}, ...fault.options },
    attach: fault.attach ?? {},
    express: [...express, ...files.map((root) => forExpress.files({ root }))],
    koa: [...koa, ...files.map((root) => forKoa.files({ root }))],
  });
}

function isPlain(where: Where): where is Plain {
  return (plainServers as readonly string[]).includes(where);
}

function routeOf(path: string, does: Does): Route {
  if (!("by" in does)) return { path, handle: ({ req }) => replyOf(does, req) };
  return {
    path,
    plain: ({ req, res, reply }) => does.by({ req, res, answer: (text) => reply(ok(text)) }),
  };
}

function replyOf(
  does: Exclude<Does, { readonly by: unknown }>,
  req: Exchange["req"],
): AnyReply | Promise<AnyReply> {
  if ("reply" in does) return does.reply(req);
  if ("fails" in does) throw does.fails(req);
  return ok(does.body(req), { headers: (does.fields?.() ?? {}) as Record<string, string> });
}

/** node:http, or node:http2, with nothing of a framework around the listener. */
function alone(fault: Fault, root: string): Server | (Server & Attached) {
  const options = { onError: () => {}, ...fault.options };
  const files = root === "" ? undefined : fileServer({ root });
  const routes: Readonly<Record<string, Does>> = {
    "/canary": { body: () => "alive" },
    ...fault.routes,
  };
  const listener: RequestListener = async (req, res) => {
    const path = req.url?.split("?")[0] ?? "";
    const does = routes[path];
    try {
      if (does !== undefined && "by" in does) {
        await does.by({ req, res, answer: (text) => send(req, res, ok(text), options) });
      } else {
        const reply = does ? await replyOf(does, req) : await files?.(req, path, req.url);
        await send(req, res, reply ?? notFound(), options);
      }
    } catch (error) {
      await fail(req, res, error, options);
    }
  };
  if (!fault.h2) return createServer(listener, fault.attach);
  return createH2Server(listener as never) as unknown as ReturnType<typeof createNodeServer>;
}

export type { Framework };
export { frameworks, plainServers };
