const { promisify } = require("node:util");
const express = require("express");
// An ES module: Node requires those from 20.19 on.
const {
  conflict,
  created,
  fallback,
  handle,
  methods,
  notFound,
  ok,
  raise,
  replies,
  unprocessableContent,
} = require("@rightstatus/express");
const { BookExists } = require("./books.js");

/**
 * Step 1, before. Nothing here is unusual, and a good deal is wrong: a new book is answered with a 200 that does
 * not say where it is, a book that exists already with a 500 and a stack trace, a wrong method with a 404, and
 * every error looks different.
 */
function before(books) {
  const app = express();
  app.use(express.json());

  app.get("/books/:id", (req, res, next) => {
    books.find(req.params.id, (error, book) => {
      if (error) return next(error);
      if (!book) return res.status(404).send("no such book");
      res.json(book);
    });
  });

  app.post("/books", (req, res, next) => {
    if (!req.body.title) return res.status(400).json({ error: "title?" });
    books.add(req.body.title, (error, book) => {
      if (error) return next(error);
      res.json(book);
    });
  });

  return app;
}

/**
 * Step 2, first routes. `replies()` comes first and `fallback()` last: from here on every error, and every
 * request that no route answers, gets a problem. Routes move one at a time; the others stay as they are.
 */
function first(books) {
  const app = express();
  app.use(replies());
  app.use(express.json());

  // Moved: `res.reply` stands where `res.status` and `res.json` stood.
  app.post("/books", (req, res, next) => {
    if (!req.body.title) throw unprocessableContent("Say a title."); // Express catches what is thrown here,
    books.add(req.body.title, (error, book) => {
      // but not what would be thrown here, because the callback runs later.
      if (error instanceof BookExists) return res.reply(exists());
      if (error) return next(error);
      res.reply.created(`${req.baseUrl}/books/${book.id}`, book);
    });
  });

  // Not moved yet.
  app.get("/books/:id", (req, res, next) => {
    books.find(req.params.id, (error, book) => {
      if (error) return next(error);
      if (!book) return res.status(404).send("no such book");
      res.json(book);
    });
  });

  app.use(fallback());
  return app;
}

/**
 * Step 3, all routes. Handlers return their reply or throw it, `methods()` answers 405 and OPTIONS, and one
 * place says which response an error of the store becomes.
 */
function all(books) {
  const find = promisify(books.find);
  const add = promisify(books.add);
  const app = express();
  app.use(replies());
  app.use(express.json());

  app.all(
    "/books",
    handle(
      methods({
        POST: async (req) => {
          if (!req.body.title) throw unprocessableContent("Say a title.");
          const book = await add(req.body.title);
          return created(`${req.baseUrl}/books/${book.id}`, book);
        },
      }),
    ),
  );

  app.all(
    "/books/:id",
    handle(methods({ GET: async (req) => ok((await find(req.params.id)) ?? raise(notFound())) })),
  );

  app.use(fallback({ map: (error) => (error instanceof BookExists ? exists() : undefined) }));
  return app;
}

function exists() {
  return conflict("There is such a book already.");
}

module.exports = { all, before, first };
