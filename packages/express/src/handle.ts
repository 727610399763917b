import { type AnyReply, isReply } from "@rightstatus/core";
import { send } from "@rightstatus/node";
import { isAnswered, settingsOf } from "@rightstatus/node/adapter";
import type { NextFunction, Request, RequestHandler, Response } from "express";

/** The parameters of a path, if their type is not given. */
export interface PathParameters {
  readonly [name: string]: string;
}

/** Takes a request and its response, and returns the reply or a promise of it. */
export type Handler<P = PathParameters> = (
  req: Request<P>,
  res: Response,
) => AnyReply | Promise<AnyReply>;

/**
 * Makes a route handler of a function that returns its reply, or throws it. It works with or without
 * `replies()`. Errors that are not replies go to the error handlers, and so to `fallback()`.
 *
 * @param handler - Takes the request and the response, and returns a reply or a promise of one.
 * @returns A handler for any route of Express.
 * @throws TypeError if it is not a function.
 * @example
 * ```ts
 * app.get("/notes/:id", handle(async (req) => ok((await store.find(req.params.id)) ?? raise(notFound()))));
 * ```
 */
export function handle(
  handler: Handler,
): <P>(req: Request<P>, res: Response, next: NextFunction) => void;
export function handle<P>(handler: Handler<P>): RequestHandler<P>;
export function handle<P>(handler: Handler<P>): RequestHandler<P> {
  if (typeof handler !== "function")
    throw new TypeError(`handle: want a function, got ${String(handler)}`);
  return (req, res, next) => {
    const answer = answering(req, res);
    const rejected = (error: unknown) => {
      if (isReply(error)) answer(error);
      else next(asError(error));
    };
    try {
      const result: unknown = handler(req, res);
      if (isReply(result)) return answer(result);
      Promise.resolve(result).then(answer).catch(rejected).catch(next);
    } catch (error) {
      rejected(error);
    }
  };
}

function answering<P>(req: Request<P>, res: Response): (result: unknown) => void {
  return (result) => {
    if (isReply(result)) void send(req, res, result, settingsOf(res));
    // Old code may answer with `res` itself inside `handle`.
    else if (!isAnswered(res)) throw new TypeError(`handle: want a reply, got ${typeof result}`);
  };
}

/** Express takes a falsy value for no error, and the strings "route" and "router" for instructions. */
function asError(thrown: unknown): unknown {
  if (typeof thrown === "object" && thrown !== null) return thrown;
  return new Error(`thrown: ${String(thrown)}`, { cause: thrown });
}
