import { createServer, type RequestListener, type Server } from "node:http";
import { createServer as createH2Server } from "node:http2";
import { createServer as createHttpsServer } from "node:https";
import { tlsOptions } from "../support/tls.ts";
import type { Fault } from "./fault.ts";

/** Node's own server of the module that a fault is injected into. */
export function serverOver({ over, attach = {} }: Fault, listener: RequestListener): Server {
  if (over === "tls") return createHttpsServer({ ...attach, ...tlsOptions }, listener);
  // Their compatibility API has what the writer asks of the other one; the types differ.
  if (over === "h2") return createH2Server(listener as never) as unknown as Server;
  return createServer(attach, listener);
}
