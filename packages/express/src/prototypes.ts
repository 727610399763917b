import { IncomingMessage, type ServerOptions, ServerResponse } from "node:http";
import type { Application } from "express";

/** The options of `http.createServer` that make requests and responses. */
type Constructors = Pick<ServerOptions, "IncomingMessage" | "ServerResponse">;

/**
 * Constructors whose requests and responses have the prototypes of the app from the beginning, so that
 * nothing changes when Express sets them: `Object.setPrototypeOf(req, app.request)`.
 *
 * In V8 as of Node 20 and 22, an object whose prototype was changed no longer shares its hidden class with
 * other objects once it gets another property. All code that handles it is slow from then on, and that is
 * where Express spends most of its time.
 *
 * @param app - It is only read. If its prototypes do not derive from those of node:http, nothing is made.
 */
export function bornWith(app: Application): Constructors {
  const made: Constructors = {};
  if (typeof app !== "function") return made; // No app: whoever takes it for a listener says so.
  const request: unknown = Reflect.get(app, "request");
  const response: unknown = Reflect.get(app, "response");
  if (request instanceof IncomingMessage) {
    Object.assign(made, { IncomingMessage: constructorOf(IncomingMessage, request) });
  }
  if (response instanceof ServerResponse) {
    Object.assign(made, { ServerResponse: constructorOf(ServerResponse, response) });
  }
  return made;
}

/**
 * Properties that a request or a response gets after a mounted app has changed its prototype. They are set
 * from the beginning instead, to their inherited values, so that hidden classes stay shared in mounted apps,
 * too.
 */
interface Late {
  _eventsCount?: unknown;
  route?: unknown;
  statusCode?: unknown;
  statusMessage?: unknown;
  room?: unknown;
}

function constructorOf(
  Base: typeof IncomingMessage | typeof ServerResponse,
  prototype: object,
): object {
  function Born(this: Late, ...args: readonly unknown[]): unknown {
    try {
      Reflect.apply(Base, this, args);
      this._eventsCount = this._eventsCount;
      if (Base === IncomingMessage) this.route = this.route;
      this.statusCode = this.statusCode;
      this.statusMessage = this.statusMessage;
    } catch {
      // A getter of the app is in the way, so do what node:http would have done.
      return Reflect.construct(Base, args);
    }
    if (new.target) return this;
    // This never runs, but V8 counts it: it makes room in an object for as many properties as its constructor
    // assigns. It does not see those that node's constructors assign, and without room for them it would
    // use a hash table. What is not used it takes back after the first few objects.
    this.room = this.room = this.room = this.room = this.room = this.room = this.room = 0;
    this.room = this.room = this.room = this.room = this.room = this.room = this.room = 0;
    this.room = this.room = this.room = this.room = this.room = this.room = this.room = 0;
    this.room = this.room = this.room = this.room = this.room = this.room = this.room = 0;
    return this;
  }
  Born.prototype = prototype;
  return Born;
}
