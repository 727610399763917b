import type { RequestListener, Server } from "node:http";
import type { AddressInfo } from "node:net";
import {
  type AnyReply,
  earlyHints,
  found,
  type Interim,
  isReply,
  negotiate,
  notFound,
  ok,
} from "@rightstatus/core";
import * as forExpress from "@rightstatus/express";
import * as forKoa from "@rightstatus/koa";
import {
  type Attached,
  attach,
  createServer,
  fail,
  fileServer,
  hint,
  send,
} from "@rightstatus/node";
import { treeOf } from "../node/files/tree.ts";
import { connect, connectionOn } from "../support/connection.ts";
import { usualMiddleware } from "../support/middleware.ts";
import {
  type Framework,
  frameworks,
  listenerOf,
  type Route,
  type Setup,
  serverOf,
} from "../support/servers.ts";
import { openTls } from "../support/tls.ts";
import { type Does, type Exchange, type Fault, offers, type Target } from "./fault.ts";
import { isPlain, type Plain, plainServer } from "./plain.ts";
import { serverOver } from "./transport.ts";

export const ours = ["node:http", ...frameworks] as const;
export type Where = (typeof ours)[number] | Plain;

/** Can this fault be injected there? */
export function applies(fault: Fault, where: Where): boolean {
  if (fault.over === "h2" && where.includes("express")) return false;
  if (isPlain(where)) {
    return Object.values(fault.routes ?? {}).every((does) => !("reply" in does) || does.plain);
  }
  return !fault.usual || where !== "node:http";
}

/** Starts a server with the routes of a fault, on 127.0.0.1. */
export async function started(where: Where, fault: Fault): Promise<Target> {
  const root = rootOf(fault);
  const server = serverFor(where, fault, root);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    server,
    port,
    root,
    connect: () => {
      if (fault.over !== "tls") return connect(port);
      const { socket, below } = openTls(port);
      return connectionOn(socket, below);
    },
    close: (options) => ("drain" in server ? server.drain(options) : closed(server)),
    again: () => started(where, fault),
  };
}

function rootOf({ files }: Fault): string {
  if (typeof files === "function") return files();
  return files ? treeOf({ "good.txt": "good" }) : "";
}

function closed(server: Server): Promise<unknown> {
  return new Promise((resolve) => server.close(resolve));
}

function serverFor(where: Where, fault: Fault, root: string): Server | (Server & Attached) {
  if (isPlain(where)) return plainServer(where, fault, root);
  if (where === "node:http") {
    const listener = alone(fault, root);
    return fault.over ? attached(fault, listener) : createServer(listener, fault.attach);
  }
  const setup = setupOf(where, fault, root);
  return fault.over ? attached(fault, listenerOf(where, setup)) : serverOf(where, setup);
}

/** Of HTTP/2 the connection answers nothing by itself. */
function attached(fault: Fault, listener: RequestListener): Server | (Server & Attached) {
  const server = serverOver(fault, listener);
  return fault.over === "h2" ? server : attach(server, fault.attach);
}

function setupOf(where: Framework, fault: Fault, root: string): Setup {
  const { express = [], koa = [] } = fault.usual ? usualMiddleware(where, () => {}) : {};
  const files = root === "" ? [] : [root];
  return {
    routes: Object.entries(fault.routes ?? {}).map(([path, does]) => routeOf(path, does)),
    options: { onError: () => {}, ...fault.options },
    attach: fault.attach ?? {},
    express: [...express, ...files.map((root) => forExpress.files({ root }))],
    koa: [...koa, ...files.map((root) => forKoa.files({ root }))],
  };
}

function routeOf(path: string, does: Does): Route {
  if (!("by" in does)) return { path, handle: ({ req }) => replyOf(does, req) };
  return {
    path,
    plain: ({ req, res, reply, hint }) =>
      does.by({
        req,
        res,
        answer: (text) => reply(ok(text)),
        hint: (fields) => hint(hinting(fields)),
        choose: () => chosenBy(req),
      }),
  };
}

function hinting(headers: Readonly<Record<string, string>>): Interim {
  return earlyHints({ href: "/a.css", rel: "preload", as: "style" }, { headers });
}

function chosenBy(req: Exchange["req"]): string {
  const choice = negotiate(req, offers);
  if (isReply(choice)) return String(choice.status);
  return `${choice.type} ${choice.language} ${choice.encoding}`;
}

function replyOf(
  does: Exclude<Does, { readonly by: unknown }>,
  req: Exchange["req"],
): AnyReply | Promise<AnyReply> {
  if ("reply" in does) return does.reply(req);
  if ("fails" in does) throw does.fails(req);
  if ("redirect" in does) return found(does.redirect(req));
  if ("parts" in does) {
    const { status, body, fields = {} } = does.parts;
    return { status, body, headers: { ...fields } } as AnyReply;
  }
  return ok(does.body(req), { headers: (does.fields?.() ?? {}) as Record<string, string> });
}

/** With nothing of a framework around it. */
function alone(fault: Fault, root: string): RequestListener {
  const options = { onError: () => {}, ...fault.options };
  const files = root === "" ? undefined : fileServer({ root });
  const routes: Readonly<Record<string, Does>> = {
    "/canary": { body: () => "alive" },
    ...fault.routes,
  };
  return async (req, res) => {
    const path = req.url?.split("?")[0] ?? "";
    const does = routes[path];
    try {
      if (does !== undefined && "by" in does) {
        const answer = (text: string) => send(req, res, ok(text), options);
        const hintBy = (fields: Readonly<Record<string, string>>) =>
          hint(req, res, hinting(fields));
        await does.by({ req, res, answer, hint: hintBy, choose: () => chosenBy(req) });
      } else {
        const reply = does ? await replyOf(does, req) : await files?.(req, path, req.url);
        await send(req, res, reply ?? notFound(), options);
      }
    } catch (error) {
      await fail(req, res, error, options);
    }
  };
}
