import { runInNewContext } from "node:vm";

/** What programs throw. None of it may hang, crash, or speak to the client. */
export interface HostileValue {
  readonly name: string;
  readonly make: () => unknown;
}

/** Stands in every text that a client must not see. */
export const canary = "hunter2";

const markup = `<script>alert("${canary}")</script>`;

/** An error of the kind that `isHttpError()` accepts: its status counts, its other fields do not. */
export function httpError(status: number, more: object): Error {
  return error({ status, statusCode: status, expose: status < 500, ...more });
}

function error(more: object): Error {
  return Object.assign(new Error(canary), more);
}

function trap(): never {
  throw new Error(`trap of ${canary}`);
}

const traps: ProxyHandler<object> = {
  get: trap,
  has: trap,
  getOwnPropertyDescriptor: trap,
  getPrototypeOf: trap,
  isExtensible: trap,
  ownKeys: trap,
  set: trap,
};

function withThrowingGetters(): object {
  const value = {};
  for (const name of ["status", "statusCode", "headers", "message", "stack", "expose", "code"]) {
    Object.defineProperty(value, name, { get: trap, enumerable: true });
  }
  return value;
}

function revokedProxy(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

/** What an HTTP client throws at the server that used it: the response of somebody else. */
export const upstreamHeaders: Readonly<Record<string, string>> = {
  "Set-Cookie": `upstream=${canary}`,
  "Transfer-Encoding": "chunked",
  Connection: "close",
  "X-Internal": canary,
  "Cache-Control": "public, max-age=600",
};

/** Of each, the response is a 500 that says nothing. */
export const hostileValues: readonly HostileValue[] = [
  {
    name: "Error whose headers hold CR LF",
    make: () => error({ status: 400, headers: { "X-A": `a\r\nSet-Cookie: ${canary}=1` } }),
  },
  {
    name: "Error with the status and the headers of an upstream",
    make: () => error({ status: 418, headers: upstreamHeaders }),
  },
  { name: "Error of status 103", make: () => error({ status: 103 }) },
  { name: "Error of status 200", make: () => error({ status: 200 }) },
  { name: "Error of status 204", make: () => error({ status: 204 }) },
  { name: 'Error of status "404"', make: () => error({ status: "404" }) },
  {
    name: "401 of an HTTP client, exposed, with markup",
    make: () => error({ message: markup, status: 401, expose: true, isAxiosError: true }),
  },
  { name: "null", make: () => null },
  { name: "undefined", make: () => undefined },
  { name: "string with markup", make: () => markup },
  { name: "plain object of status 400", make: () => ({ status: 400, message: canary }) },
  { name: "object whose getters throw", make: withThrowingGetters },
  { name: "Proxy whose traps throw", make: () => new Proxy({}, traps) },
  {
    name: "ENOENT with a path",
    make: () => error({ message: `ENOENT, open '/srv/${canary}'`, code: "ENOENT", errno: -2 }),
  },
  {
    name: "exposed 500 with a secret",
    make: () => error({ status: 500, statusCode: 500, expose: true }),
  },
  { name: "frozen Error", make: () => Object.freeze(error({})) },
  { name: "symbol", make: () => Symbol(canary) },
  // And beyond the seventeen:
  {
    name: "Error with status, statusCode and headers of an upstream",
    make: () => error({ status: 402, statusCode: 402, headers: upstreamHeaders }),
  },
  {
    name: "AggregateError",
    make: () => new AggregateError([error({}), error({ status: 404 })], canary),
  },
  { name: "Error with a cause", make: () => new Error("outer", { cause: error({}) }) },
  { name: "revoked Proxy", make: revokedProxy },
  {
    name: "Error of another realm",
    make: () =>
      runInNewContext("Object.assign(new Error(text), { status: 403 })", { text: canary }),
  },
  { name: "Error with a message of 1 MB", make: () => error({ message: canary.repeat(150_000) }) },
];
