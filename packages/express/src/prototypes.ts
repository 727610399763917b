import { IncomingMessage, type ServerOptions, ServerResponse } from "node:http";
import type { Application } from "express";

/** What of the options of `http.createServer` makes requests and responses. */
type Constructors = Pick<ServerOptions, "IncomingMessage" | "ServerResponse">;

/**
 * Constructors whose requests and responses have the app's prototypes from birth, so that it changes
 * nothing when Express gives them to each: `Object.setPrototypeOf(req, app.request)`.
 *
 * In V8 as of Node 20 and 22, an object that got another prototype shares its hidden class with no
 * other object once it gets one more property. All code that meets it is slow from there on, and most
 * of an answer's time goes there.
 *
 * @param app - It is only read. Nothing is made where its prototypes are not node's.
 */
export function bornWith(app: Application): Constructors {
  const made: Constructors = {};
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
 * What a request or a response gets after a mounted app has changed its prototype: it is there from
 * birth instead, as inherited, so that the hidden class stays shared in mounted apps too.
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
      // A getter of the app is in the way: as if there were no `Born`.
      return Reflect.construct(Base, args);
    }
    if (new.target) return this;
    // Never run, but counted: V8 makes room in an object for as many properties as its constructor
    // assigns. Those of node's constructors it does not see, and without room for them it falls back
    // on a hash table. What is left over it takes back after the first few objects.
    this.room = this.room = this.room = this.room = this.room = this.room = this.room = 0;
    this.room = this.room = this.room = this.room = this.room = this.room = this.room = 0;
    this.room = this.room = this.room = this.room = this.room = this.room = this.room = 0;
    this.room = this.room = this.room = this.room = this.room = this.room = this.room = 0;
    return this;
  }
  Born.prototype = prototype;
  return Born;
}
