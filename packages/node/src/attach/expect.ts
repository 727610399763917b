import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { type AnyReply, expectationFailed, isReply } from "@rightstatus/core";
import { expect } from "@rightstatus/core/fields";
import { fail } from "../errors/fail.ts";
import type { SendOptions } from "../options.ts";
import { contain } from "../report.ts";
import { isQueued } from "../state.ts";
import type { Admits } from "./intercept.ts";
import type { AttachOptions } from "./options.ts";
import { refuse } from "./refuse.ts";

type Policy = AttachOptions["expect"];

/**
 * Answers clients that wait before they send their content (RFC 9110 section 10.1.1). If the application adds a
 * listener for these events, at any time, that answers instead.
 *
 * @param pass - Passes on a request that has been admitted.
 * @param policy - Decides. Without one the application does, by reading the content or by answering before.
 * @param told - Who is told of errors in the policy.
 */
export function answerExpectations(
  server: Server,
  admits: Admits,
  pass: (req: IncomingMessage, res: ServerResponse) => void,
  policy: Policy,
  told: SendOptions,
): void {
  for (const event of ["checkContinue", "checkExpectation"]) {
    if (server.listenerCount(event) > 0) continue;
    server.on(event, (req: IncomingMessage, res: ServerResponse) => {
      if (server.listenerCount(event) > 1 || !admits(req, res)) return;
      const expectation = unanswered(req, res, policy, told);
      if (expectation === undefined) return;
      if (expectation !== "none") guardContinue(res);
      if (expectation === "continue") res.writeContinue();
      if (expectation === "continue when read") continueWhenRead(req, res);
      pass(req, res);
    });
  }
}

/** What a client waits for before it sends its content. */
export type Expectation = "none" | "continue" | "continue when read";

/**
 * Answers a request whose expectations cannot be met.
 *
 * @returns What the client expects, if it can be met; `undefined` if the request has been answered.
 */
export function unanswered(
  req: IncomingMessage,
  res: ServerResponse,
  policy: Policy,
  told: SendOptions,
): Expectation | undefined {
  try {
    const expectation = expectationOf(req, policy);
    if (typeof expectation === "string") return expectation;
    refuse(req, res, expectation, told);
  } catch (error) {
    void fail(req, res, error, told);
  }
  return undefined;
}

/**
 * Reads Expect. For HTTP/1.0, where it is ignored, node:http does not emit these events.
 *
 * @throws TypeError if the policy returns neither "continue" nor a reply; what it throws itself.
 */
function expectationOf(req: IncomingMessage, policy: Policy): Expectation | AnyReply {
  const { expect: line = "" } = req.headers;
  const expectations = expect.parse(line);
  if (expectations?.length === 0) return "none";
  if (!expectations?.every((one) => one === "100-continue")) {
    return expectationFailed("The only expectation known here is 100-continue.");
  }
  if (policy === undefined) return "continue when read";
  const decided: unknown = policy(req);
  if (decided === "continue" || isReply(decided)) return decided;
  contain(decided);
  throw new TypeError(`expect: want "continue" or a reply, got ${typeof decided}`);
}

/**
 * From now on a 100 can be requested at any time: at most one is sent, and none after the final head. If none
 * was sent, node:http ends the connection after the response, because content may come or not.
 */
function guardContinue(res: ServerResponse): void {
  const { writeContinue } = res;
  let isSent = false;
  res.writeContinue = (callback) => {
    const write = () => {
      if (!res.headersSent) writeContinue.call(res, callback);
    };
    if (isSent) return;
    isSent = true;
    if (isQueued(res))
      res.once("socket", write); // Node would put the head of the response before it.
    else write();
  };
}

/** Every way to read the content calls `_read`, and so does node:http when it discards content. */
function continueWhenRead(req: IncomingMessage, res: ServerResponse): void {
  const { _read } = req;
  req._read = (size) => {
    res.writeContinue();
    _read.call(req, size);
  };
}
