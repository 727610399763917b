import { createServer } from "@rightstatus/koa";
import { createApp } from "./app.js";

const server = createServer(createApp(), { readiness: "/ready" });

server.listen(Number(process.env.PORT ?? 3000), () => {
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

// Whoever has asked still gets an answer. A second signal breaks off what is left.
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => server.drain());
