import {
  bearer,
  created,
  methodNotAllowed,
  noContent,
  notFound,
  ok,
  seeOther,
  tooManyRequests,
  unauthorized,
} from "@rightstatus/core";
import createError from "http-errors";
import { user } from "./scenarios.js";

const places = Array.from({ length: 16 }, (_, id) => `/users/${id}`);
const challenge = bearer();

/**
 * The same answer from our helper, as an object made by hand, and for errors from http-errors. By hand
 * and in http-errors nothing is checked, and there is no problem to send.
 */
const cases = [
  {
    name: "`ok(user)`",
    ours: () => ok(user),
    byHand: () => plain(200, { "content-type": "application/json" }, user),
  },
  {
    name: "`created(location, user)`",
    ours: (i) => created(places[i], user),
    byHand: (i) =>
      plain(201, { "content-type": "application/json", location: encodeURI(places[i]) }, user),
  },
  {
    name: "`noContent()`",
    ours: () => noContent(),
    byHand: () => plain(204, {}, undefined),
  },
  {
    name: "`seeOther(location)`",
    ours: (i) => seeOther(places[i]),
    byHand: (i) => plain(303, { location: encodeURI(places[i]) }, undefined),
  },
  {
    name: "`notFound()`",
    ...failure(404, "Not Found", () => ({})),
    ours: () => notFound(),
  },
  {
    name: '`methodNotAllowed(["GET", "HEAD"])`',
    ...failure(405, "Method Not Allowed", () => ({ allow: ["GET", "HEAD"].join(", ") })),
    ours: () => methodNotAllowed(["GET", "HEAD"]),
  },
  {
    name: "`unauthorized(bearer())`",
    ...failure(401, "Unauthorized", () => ({ "www-authenticate": "Bearer" })),
    ours: () => unauthorized(bearer()),
  },
  {
    name: "`unauthorized(challenge)`, made once",
    ...failure(401, "Unauthorized", () => ({ "www-authenticate": "Bearer" })),
    ours: () => unauthorized(challenge),
  },
  {
    name: "`tooManyRequests({ retryAfter: 30 })`",
    ...failure(429, "Too Many Requests", () => ({ "retry-after": String(30) })),
    ours: () => tooManyRequests({ retryAfter: 30 }),
  },
  {
    name: "nothing but `new Error()` without a stack",
    ours: () => withoutStack(() => new Error("Not Found")),
  },
];

function plain(status, headers, body) {
  return { status, headers, body };
}

function failure(status, title, fields) {
  return {
    byHand: () => {
      const headers = { "cache-control": "no-store", ...fields() };
      const body = { type: "about:blank", title, status };
      return Object.assign(new Error(title), { status, headers, body });
    },
    httpErrors: () =>
      createError(status, { headers: { "cache-control": "no-store", ...fields() } }),
  };
}

function withoutStack(make) {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  const error = make();
  Error.stackTraceLimit = stackTraceLimit;
  return error;
}

const makers = ["ours", "byHand", "httpErrors"];

/** Microseconds per call, by case and maker: one number for each round, in which all take their turn. */
export function measureHelpers({ rounds, milliseconds }) {
  const results = cases.map(({ name }) => ({ name, ours: [], byHand: [], httpErrors: [] }));
  const warmUp = 3;
  for (let round = -warmUp; round < rounds; round += 1) {
    for (const [at, one] of cases.entries()) {
      for (const maker of makers) {
        if (one[maker] === undefined) continue;
        const each = microseconds(one[maker], milliseconds);
        if (round >= 0) results[at][maker].push(each);
      }
    }
  }
  return results;
}

/** Kept, so that no call is optimised away. */
const kept = new Array(16);

/** Of one call, in a window of so many milliseconds. */
function microseconds(make, milliseconds) {
  const begin = performance.now();
  let calls = 0;
  let took = 0;
  while (took < milliseconds) {
    for (let i = 0; i < 256; i += 1) kept[i & 15] = make(i & 15);
    calls += 256;
    took = performance.now() - begin;
  }
  return (took * 1000) / calls;
}
