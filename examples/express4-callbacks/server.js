const express = require("express");
const { createServer } = require("@rightstatus/express");
const { all, before, first } = require("./app.js");
const { createBooks } = require("./books.js");

const app = express();
app.use("/before", before(createBooks()));
app.use("/first", first(createBooks()));
app.use("/all", all(createBooks()));

const server = createServer(app);

server.listen(Number(process.env.PORT ?? 3000), () => {
  const { port } = server.address();
  console.log(`Books on http://localhost:${port}/. Try, and compare with /first and /all:

  curl -i localhost:${port}/before/books --json '{"title":"Emma"}'
  curl -i localhost:${port}/before/books --json '{"title":"Walden"}'
  curl -i localhost:${port}/before/books/7
  curl -i localhost:${port}/before/books/1 -X DELETE
`);
});

// Requests that have come still get their responses. A second signal breaks off what is left.
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => server.drain());
