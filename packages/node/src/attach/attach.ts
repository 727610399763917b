import type { Server } from "node:http";
import type { AnyReply } from "@rightstatus/core";
import { fail } from "../errors/fail.ts";
import type { SendOptions } from "../options.ts";
import { holdFraming } from "../oversight/oversight.ts";
import { admissionOf } from "./admission.ts";
import { answerClientErrors } from "./client-errors.ts";
import { connectionsOf } from "./connections.ts";
import { contentLimitOf } from "./content-limit.ts";
import { type DrainOptions, drainingOf } from "./drain.ts";
import { answerExpectations } from "./expect.ts";
import { type Admits, intercept } from "./intercept.ts";
import { guardInterims } from "./interims.ts";
import { isEnding } from "./linger.ts";
import type { AttachOptions } from "./options.ts";
import { loadOf } from "./overload.ts";
import { refuse } from "./refuse.ts";
import { answerConnect, answerUpgrades } from "./upgrade.ts";
import { refusedStray } from "./websocket.ts";

/** What `attach` adds to a server. */
export interface Attached {
  /**
   * Stops the server gracefully: it accepts no new connections, closes idle ones at once, finishes the
   * responses under way with `Connection: close`, and refuses new upgrades. Connections that were upgraded
   * before learn of it by the signal of their `UpgradeHandler`, and have until the time-out. Called again, it
   * breaks off what is left.
   *
   * @param o - `timeout`: milliseconds until what is left is broken off anyway. Default: 10,000.
   * @returns Resolves when the last connection is closed. Never rejects.
   */
  drain(o?: DrainOptions): Promise<void>;
}

const attached = new WeakSet<Server>();

/**
 * Makes the connection itself answer as HTTP requires, before and around the application: requests that the
 * parser refuses or wrongly lets through, expectations, upgrades, time-outs, overload and the shutdown (RFC
 * 9112). Unless `conformance` is "off", responses that the application writes by itself are framed correctly,
 * too.
 *
 * @param server - A server of node:http or node:https that does not listen yet.
 * @param o - Hosts, limits and policies.
 * @returns The same server, with the method `drain`.
 * @throws TypeError if the server is attached already, for a callback that is not a function, a path that is
 *   not text, or an unknown limit; RangeError for a host, a limit or a time that is not one.
 * @example
 * ```ts
 * attach(http.createServer(app), { hosts: ["example.com"] }).listen(8080);
 * ```
 */
export function attach<S extends Server>(server: S, o: AttachOptions = {}): S & Attached {
  if (attached.has(server)) throw new TypeError("attach: this server is attached already");
  attached.add(server);
  const told = toldOf(o.onError);
  const connections = connectionsOf(server);
  const draining = drainingOf(server, connections);
  const load = loadOf(server, o.overload);
  const refusal = admissionOf(o);
  checkNames(o);
  const limit = contentLimitOf(o.limits?.body);
  const strays = o.upgrade !== undefined && Object.hasOwn(o.upgrade, "websocket");

  const admits: Admits = (req, res) => {
    if (isEnding(req.socket)) return false;
    connections.set(req.socket, res);
    holdFraming(res);
    guardInterims(res);
    draining.note(res);
    let reply: AnyReply | undefined;
    try {
      reply =
        refusal(req) ??
        (strays ? refusedStray(req) : undefined) ??
        draining.readiness(req, o.readiness) ??
        load.refusal(req, res);
    } catch (error) {
      void fail(req, res, error, told);
      return false;
    }
    if (reply === undefined) return limit === undefined || limit(req, res);
    refuse(req, res, reply);
    return false;
  };
  const admitsUpgrade: Admits = (req, res) => {
    if (!admits(req, res)) return false;
    const reply = draining.refusal();
    if (reply !== undefined) refuse(req, res, reply);
    return reply === undefined;
  };
  const pass = intercept(server, admits);
  // `admissionOf` refuses a request without Host, with a problem body.
  Object.assign(server, { requireHostHeader: false });
  answerClientErrors(server, connections);
  answerExpectations(server, admits, pass, o.expect, told);
  answerConnect(server, connections);
  if (o.upgrade !== undefined) {
    const { expect } = o;
    const terms = { admits: admitsUpgrade, expect, told, signal: draining.signal };
    answerUpgrades(server, o.upgrade, connections, terms);
  }
  return Object.assign(server, { drain: draining.drain });
}

function checkNames({ limits = {}, readiness }: AttachOptions): void {
  for (const name of Object.keys(limits)) {
    if (name !== "target" && name !== "body")
      throw new TypeError(`limits: there is none for ${name}`);
  }
  if (readiness !== undefined && typeof readiness !== "string")
    throw new TypeError(`readiness: want a path, got ${String(readiness)}`);
}

function toldOf(onError: AttachOptions["onError"]): SendOptions {
  if (onError === undefined) return {};
  if (typeof onError === "function") return { onError };
  throw new TypeError(`onError: want a function, got ${typeof onError}`);
}
