const frameworks = {
  "node:http": async () => undefined,
  "Express 4": async () => (await import("express4")).default,
  "Express 5": async () => (await import("express")).default,
  "Koa 2": async () => (await import("koa2")).default,
  "Koa 3": async () => (await import("koa")).default,
  "Fastify 5": async () => (await import("fastify")).default,
};

const express = () => import("./express.js");
const koa = () => import("./koa.js");

/** The least that an answer can cost with node:http, in the place of ours. */
export const bytes = "node:http, bytes made before";

/** Each framework with its two idioms, by hand and with ours; `setup` is the same for both. */
export const contenders = [
  contender("node:http", () => import("./node.js")),
  { ...contender("node:http", () => import("./bytes.js")), name: bytes },
  contender("Express 4", express),
  contender("Express 5", express),
  contender("Express 5", express, { poweredBy: true }),
  contender("Express 5", express, { poweredBy: true, usual: true }),
  contender("Koa 2", koa),
  contender("Koa 3", koa),
  contender("Koa 3", koa, { usual: true }),
  contender("Fastify 5", () => import("./fastify.js")),
];

/** Apps with handlers of the framework's own, by its own server and by ours. */
export const untouchedContenders = ["Express 4", "Express 5"].flatMap((name) =>
  [undefined, { poweredBy: true }].map((setup) =>
    contender(name, () => import("./untouched.js"), setup),
  ),
);

function contender(framework, idioms, setup = {}) {
  const { poweredBy, usual } = setup;
  const and = usual ? ", middleware" : poweredBy ? ", x-powered-by" : "";
  return { name: `${framework}${and}`, framework: frameworks[framework], idioms, setup };
}
