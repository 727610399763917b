import { status as rowOf } from "../status/registry.ts";
import { contentOf } from "./body.ts";
import { extendedSection, type Fields, headerSection, type Own } from "./header-section.ts";
import type { Options } from "./options.ts";
import { type Problem, type ProblemInit, problemOf } from "./problem.ts";
import { brand, type Carried, type Names, type ReplyParts } from "./reply.ts";
import { guardStorage } from "./storage.ts";

/**
 * A reply of 400 or more. It is also an `Error` with the shape of those of http-errors, so it can be returned
 * or thrown, and even a framework without our middleware answers with the right status and fields.
 */
export interface ErrorReply<S extends number = number, F extends string = never, B = Problem>
  extends ReplyParts<S, F, B>,
    Error {
  readonly statusCode: S;
  /** May a framework show `message` to the client? True below 500, as with http-errors. */
  readonly expose: boolean;
  /** As `Reply.with`, and still an `Error`. */
  with<const H extends Readonly<Record<string, string>>>(fields: H): ErrorReply<S, F | Names<H>, B>;
}

/** A helper of an error that requires no argument: it takes a body of your own, or a problem. */
export interface Failing<S extends number, F extends string = never> {
  <B>(own: { readonly body: B }, o?: Options): ErrorReply<S, F, B>;
  (problem?: ProblemInit, o?: Options): ErrorReply<S, F, Problem>;
}

/**
 * Makes an error whose body is a problem. Accept decides how a problem is represented when it is sent, so the
 * reply has a type only if the options name one.
 */
export function errorReply<S extends number, F extends string = never>(
  status: S,
  problem: ProblemInit | undefined,
  options: Options | undefined,
  own?: Own<F>,
): ErrorReply<S, F> {
  const body = problemOf(status, problem);
  const headers = headerSection<F>(status, { kind: "json" }, options, own);
  return make<S, F, Problem>(status, headers, body, body.detail ?? body.title);
}

/** Makes an error with a body of the application. */
export function errorWithBody<S extends number, B, F extends string = never>(
  status: S,
  body: B,
  options: Options | undefined,
  own?: Own<F>,
): ErrorReply<S, F, B> {
  const headers = headerSection<F>(status, contentOf(body), options, own);
  return make<S, F, B>(status, headers, body, rowOf(status)?.phrase ?? "");
}

/**
 * Makes the helper of an error that requires no argument. `own` are the fields that each of its replies has.
 */
/* @__NO_SIDE_EFFECTS__ */ export function failing<S extends number, F extends string = never>(
  status: S,
  own?: Own<F>,
): Failing<S, F> {
  function fail<B>(init: { readonly body: B }, o?: Options): ErrorReply<S, F, B>;
  function fail(problem?: ProblemInit, o?: Options): ErrorReply<S, F>;
  function fail(
    init?: ProblemInit | { readonly body: unknown },
    o?: Options,
  ): ErrorReply<S, F, unknown> {
    if (typeof init !== "object" || init === null || !Object.hasOwn(init, "body")) {
      return errorReply<S, F>(status, init, o, own);
    }
    if (Object.keys(init).length === 1)
      return errorWithBody<S, unknown, F>(status, init.body, o, own);
    throw new TypeError(
      "problem body: `{ body }` alone is the body of the reply (RFC 9457 section 3.2)",
    );
  }
  return fail;
}

/** V8 and JavaScriptCore have it; it is not in the standard. */
const errors: ErrorConstructor & { stackTraceLimit?: number } = Error;

/** Returns whether it could: hardened realms freeze the built-in objects, sometimes after we are loaded. */
function limitStack(frames: number): boolean {
  try {
    errors.stackTraceLimit = frames;
    return true;
  } catch {
    return false;
  }
}

/** Below 500 an error is a reply, not a defect: no stack, which would cost ten times the rest. */
function make<S extends number, F extends string, B>(
  status: S,
  headers: Fields & Carried<F>,
  body: B,
  message: string,
): ErrorReply<S, F, B> {
  guardStorage(status, headers);
  const limit = errors.stackTraceLimit;
  if (status >= 500 || limit === undefined || !limitStack(0)) {
    return new ErrorValue<S, F, B>(status, headers, body, message);
  }
  const error = new ErrorValue<S, F, B>(status, headers, body, message);
  limitStack(limit);
  return error;
}

/**
 * Frameworks and middleware assign to the errors they pass on (Koa `status`, @koa/cors `headers`):
 * setters that do nothing keep the reply as it was made, where a frozen object would throw at them.
 */
class ErrorValue<S extends number, F extends string, B>
  extends Error
  implements ErrorReply<S, F, B>
{
  readonly #status: S;
  readonly #headers: Carried<F>;
  readonly #body: B;

  constructor(status: S, headers: Carried<F>, body: B, message: string) {
    super(message);
    this.#status = status;
    this.#headers = headers;
    this.#body = body;
  }

  get [brand](): true {
    return true;
  }

  override get name(): string {
    // Asked for by V8 before the fields are there, for the first line of the stack.
    return #status in this ? errorName(this.#status) : "ErrorReply";
  }
  override set name(_: string) {}

  get status(): S {
    return this.#status;
  }
  set status(_: S) {}

  get statusCode(): S {
    return this.#status;
  }
  set statusCode(_: S) {}

  get headers(): Carried<F> {
    return this.#headers;
  }
  set headers(_: Carried<F>) {}

  get body(): B {
    return this.#body;
  }
  set body(_: B) {}

  get expose(): boolean {
    return this.#status < 500;
  }
  set expose(_: boolean) {}

  with<const H extends Readonly<Record<string, string>>>(
    fields: H,
  ): ErrorReply<S, F | Names<H>, B> {
    return make<S, F | Names<H>, B>(
      this.#status,
      extendedSection(this, fields),
      this.#body,
      this.message,
    );
  }
}

/** "NotFoundError", as http-errors names its errors. */
function errorName(status: number): string {
  const name = rowOf(status)?.name ?? "errorReply";
  const capitalised = name.charAt(0).toUpperCase() + name.slice(1);
  return capitalised.endsWith("Error") ? capitalised : `${capitalised}Error`;
}
