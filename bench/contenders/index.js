/** Each framework with its two idioms: by hand, and with ours. */
export const contenders = [
  {
    name: "node:http",
    framework: async () => undefined,
    idioms: () => import("./node.js"),
  },
  {
    name: "Express 4",
    framework: async () => (await import("express4")).default,
    idioms: () => import("./express.js"),
  },
  {
    name: "Express 5",
    framework: async () => (await import("express")).default,
    idioms: () => import("./express.js"),
  },
  {
    name: "Koa 2",
    framework: async () => (await import("koa2")).default,
    idioms: () => import("./koa.js"),
  },
  {
    name: "Koa 3",
    framework: async () => (await import("koa")).default,
    idioms: () => import("./koa.js"),
  },
  {
    name: "Fastify 5",
    framework: async () => (await import("fastify")).default,
    idioms: () => import("./fastify.js"),
  },
];

/** Apps with handlers of the framework's own, by its own server and by ours. */
export const untouchedContenders = [4, 5].flatMap((version) =>
  [false, true].map((poweredBy) => ({
    name: `Express ${version}${poweredBy ? ", x-powered-by" : ""}`,
    framework: async () => (await import(version === 4 ? "express4" : "express")).default,
    idioms: async () => (await import("./untouched.js")).untouched({ poweredBy }),
  })),
);
