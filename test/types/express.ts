// The Express adapter as applications call it. `types.test.ts` compiles this file; nothing here runs.

import {
  bearer,
  conflict,
  created,
  createServer,
  earlyHints,
  etag,
  fallback,
  files,
  guardWrite,
  handle,
  isReply,
  methods,
  noContent,
  notFound,
  ok,
  pass,
  pipe,
  replies,
  unauthorized,
} from "@rightstatus/express";
import express, { type Request, type RequestHandler } from "express";

declare function is<T>(value: T): void;

const app = express();
app.use(replies());
app.use(replies({ etag: "off", language: "negotiate", problems: "json", onError: console.error }));
// @ts-expect-error
replies({ language: "de" });
// @ts-expect-error
replies({ etag: "weak" });

app.get("/old", (_req, res) => {
  void res.reply(created("/x"));
  void res.reply.created("/x");
  void res.reply.created("/x", { id: 1 }, { etag: etag("1") });
  void res.reply.created.here({ id: 1 });
  void res.reply.noContent();
  void res.reply.notFound("No such note.");
  void res.reply.conflict({ body: { code: "DUP" } });
  void res.reply.tooManyRequests({ retryAfter: 30 });
  void res.reply.tooManyRequests();
  is<Promise<void>>(res.reply.methodNotAllowed(["GET"]));
  res.hint(earlyHints({ href: "/style.css", rel: "preload" }));
  // @ts-expect-error
  void res.reply.created();
  // @ts-expect-error
  void res.reply.noContent("x");
  // @ts-expect-error
  void res.reply.unauthorized();
  // @ts-expect-error
  void res.reply.methodNotAllowed();
  // @ts-expect-error
  void res.reply.ok(1, { etag: "abc" });
  // @ts-expect-error
  void res.reply.teapot();
  // @ts-expect-error
  void res.reply("text");
  // @ts-expect-error An interim reply is no final one.
  void res.reply(earlyHints({ href: "/style.css", rel: "preload" }));
  // @ts-expect-error A final reply is no hint.
  res.hint(ok(1));
});

app.get(
  "/notes/:id",
  handle((req) => {
    is<string>(req.params.id);
    return ok({ id: req.params.id });
  }),
);
app.get(
  "/notes/:id",
  handle((req: Request<{ id: string }>) => {
    is<string>(req.params.id);
    // @ts-expect-error Only what the application says is there.
    return ok(req.params.name);
  }),
);
is<RequestHandler>(handle((req) => ok(req.path)));
is<RequestHandler<{ id: string }>>(handle((req) => ok(req.path)));
app.get(
  "/notes/:id",
  (req, _res, next) => {
    is<string>(req.params.id);
    next();
  },
  handle((req) => ok(req.path)),
);
app.get(
  "/files/*path",
  handle<{ path: string[] }>((req) => ok(req.params.path.join("/"))),
);
app.get(
  "/me",
  handle(
    pipe(
      (req) => (req.headers.authorization ? pass({ me: "7" }) : unauthorized(bearer())),
      (req) => ok(req.me),
    ),
  ),
);
app.all(
  "/notes/:id",
  handle(
    methods({
      GET: (req) => ok(req.params.id),
      PUT: async (req) => {
        const guard = guardWrite(req, { exists: true, etag: etag("1") }, { require: true });
        return isReply(guard) ? guard : created.here(req.params.id);
      },
      DELETE: () => noContent(),
    }),
  ),
);
express.Router().post(
  "/:id",
  handle(async (req, res) => {
    is<string>(req.params.id);
    res.hint(earlyHints({ href: "/style.css", rel: "preload" }));
    return created("/x");
  }),
);

// A handler replies, always.
// @ts-expect-error
handle(() => "text");
// @ts-expect-error
handle(() => {});
// @ts-expect-error
handle((req) => (req.query.a ? ok(1) : undefined));

app.use("/static", files({ root: "public", cacheControl: "max-age=3600" }));
// @ts-expect-error
files({ dotfiles: "allow" });

app.use(fallback());
app.use(fallback({ map: (error) => (error instanceof RangeError ? conflict() : undefined) }));
app.use(fallback({ trust: () => false, map: () => notFound() }));
// @ts-expect-error
fallback({ map: () => "text" });
createServer(app, { keepAliveTimeout: 5000 }).listen(3000);
// @ts-expect-error
createServer();
