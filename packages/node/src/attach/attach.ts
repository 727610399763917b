import type { Server, ServerResponse } from "node:http";
import { Server as NetServer } from "node:net";
import type { AnyReply } from "@rightstatus/core";
import { fail } from "../errors/fail.ts";
import { holdFraming } from "../oversight/framed-head.ts";
import { admissionOf } from "./admission.ts";
import { checkOptions } from "./check-options.ts";
import { answerClientErrors } from "./client-errors.ts";
import { connectionsOf } from "./connections.ts";
import { contentLimitOf } from "./content-limit.ts";
import { type DrainOptions, drainingOf } from "./drain.ts";
import { answerExpectations } from "./expect.ts";
import { type Admits, intercept } from "./intercept.ts";
import { guardInterims } from "./interims.ts";
import { isEnding, lingers } from "./linger.ts";
import type { AttachOptions } from "./options.ts";
import { loadOf } from "./overload.ts";
import { hasContent, refuse } from "./refuse.ts";
import { endIfUnread } from "./unread-content.ts";
import { answerConnect, answerUpgrades, handlersOf } from "./upgrade.ts";
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
   * @throws RangeError for a time-out that is not a number of milliseconds, or is longer than a timer can be.
   */
  drain(o?: DrainOptions): Promise<void>;
}

const attached = new WeakSet<NetServer>();

/**
 * Makes the connection itself answer as HTTP requires, before and around the application: requests that the
 * parser refuses or wrongly lets through, expectations, upgrades, time-outs, overload and the shutdown (RFC
 * 9112). Unless `conformance` is "off", responses that the application writes by itself are framed correctly,
 * too.
 *
 * @param server - A server of node:http or node:https. If it listens already, its older connections are known from
 *   their next request on.
 * @param o - Hosts, limits and policies.
 * @returns The same server, with the method `drain`.
 * @throws TypeError if it is not such a server or is attached already, and for an option that does not exist or
 *   is of another kind; RangeError for a host, a limit, a path or a time that is not one. The server is unchanged
 *   then.
 * @example
 * ```ts
 * attach(http.createServer(app), { hosts: ["example.com"] }).listen(8080);
 * ```
 */
export function attach<S extends Server>(server: S, o: AttachOptions = {}): S & Attached {
  checkOptions(o, "attach");
  return attachChecked(server, o);
}

/** The same for options that have been checked. Whatever throws does so before the server is changed. */
export function attachChecked<S extends Server>(server: S, o: AttachOptions): S & Attached {
  checkServer(server);
  const told = o.onError === undefined ? {} : { onError: o.onError };
  const refusal = admissionOf(o);
  const limit = contentLimitOf(o.limits?.body);
  const handlers = o.upgrade && handlersOf(o.upgrade);
  const load = loadOf(server, o.overload);
  attached.add(server);
  const { connections, note } = connectionsOf(server);
  const draining = drainingOf(server, connections);
  const strays = handlers?.has("websocket") === true;

  const admits: Admits = (req, res) => {
    if (isEnding(req.socket)) return false;
    if (connections.get(req.socket)?.shouldKeepAlive === false) {
      lingers(req.socket); // Its last response will not be this one (RFC 9112 section 9.6).
      return false;
    }
    note(res);
    holdFraming(res);
    guardInterims(res);
    draining.note(res);
    endAtLimit(res);
    if (hasContent(req)) endIfUnread(req, res);
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
  if (handlers !== undefined) {
    const { expect } = o;
    const terms = { admits: admitsUpgrade, expect, told, signal: draining.signal };
    answerUpgrades(server, handlers, connections, terms);
  }
  return Object.assign(server, { drain: draining.drain });
}

/** Servers of node:http2 have requests of other classes, which would not be checked. */
function checkServer(server: unknown): void {
  if (!(server instanceof NetServer) || !("requestTimeout" in server) || "updateSettings" in server)
    throw new TypeError("attach: want a server of node:http or node:https");
  if (attached.has(server)) throw new TypeError("attach: this server is attached already");
}

/** RFC 9112 section 9.6: with `maxRequestsPerSocket`, node:http says `close` and takes further requests. */
function endAtLimit(res: ServerResponse): void {
  if ("maxRequestsOnConnectionReached" in res && res.maxRequestsOnConnectionReached === true)
    res.shouldKeepAlive = false;
}
