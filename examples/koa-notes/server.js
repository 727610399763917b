import { createServer } from "@rightstatus/koa";
import pg from "pg";
import { createApp } from "./app.js";
import { openStore } from "./postgres.js";
import { createStore } from "./store.js";

const { DATABASE_URL, PORT = "3000" } = process.env;

const pool = DATABASE_URL ? new pg.Pool({ connectionString: DATABASE_URL }) : undefined;
// A connection that breaks while nobody uses it must not end the process.
pool?.on("error", ({ message }) => console.error(`PostgreSQL: ${message}`));

const store = pool ? await openStore(pool) : createStore();
const server = createServer(createApp(store), { readiness: "/ready" });

server.listen(Number(PORT), () => {
  const address = server.address();
  const port = typeof address === "object" ? address?.port : address;
  console.log(`Notes on http://localhost:${port}/: open it in a browser, or try

  curl -i localhost:${port}/notes --json '{"title":"Tea"}'
  curl -i localhost:${port}/notes/1
  curl -i localhost:${port}/notes/1 -H 'If-None-Match: "1"'
  curl -i localhost:${port}/notes/1 --json '{"title":"Green tea"}' -X PUT -H 'If-Match: "1"'
  curl -i localhost:${port}/notes -X DELETE
`);
});

// Requests that have come still get their responses. A second signal breaks off what is left.
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, stop);

async function stop() {
  await server.drain();
  if (pool && !pool.ending) await pool.end();
}
