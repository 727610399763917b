// The Koa adapter as applications call it. `types.test.ts` compiles this file; nothing here runs.

import Router from "@koa/router";
import {
  bearer,
  conflict,
  created,
  createServer,
  earlyHints,
  etag,
  files,
  guardWrite,
  handle,
  isReply,
  methods,
  noContent,
  ok,
  pass,
  pipe,
  replies,
  unauthorized,
} from "@rightstatus/koa";
import Koa from "koa";

declare function is<T>(value: T): void;

const app = new Koa();
app.use(replies());
app.use(replies({ etag: "off", language: "negotiate", problems: "json", onError: console.error }));
app.use(replies({ map: (error) => (error instanceof RangeError ? conflict() : undefined) }));
// @ts-expect-error
replies({ language: "de" });
// @ts-expect-error
replies({ map: () => "text" });

app.use((ctx) => {
  void ctx.reply(created("/x"));
  void ctx.reply.created("/x");
  void ctx.reply.created("/x", { id: 1 }, { etag: etag("1") });
  void ctx.reply.created.here({ id: 1 });
  void ctx.reply.noContent();
  void ctx.reply.notFound("No such note.");
  void ctx.reply.conflict({ body: { code: "DUP" } });
  void ctx.reply.tooManyRequests({ retryAfter: 30 });
  void ctx.reply.tooManyRequests();
  is<Promise<void>>(ctx.reply.methodNotAllowed(["GET"]));
  ctx.hint(earlyHints({ href: "/style.css", rel: "preload" }));
  // @ts-expect-error
  void ctx.reply.created();
  // @ts-expect-error
  void ctx.reply.noContent("x");
  // @ts-expect-error
  void ctx.reply.unauthorized();
  // @ts-expect-error
  void ctx.reply.methodNotAllowed();
  // @ts-expect-error
  void ctx.reply.ok(1, { etag: "abc" });
  // @ts-expect-error
  void ctx.reply.teapot();
  // @ts-expect-error
  void ctx.reply("text");
  // @ts-expect-error An interim reply is no final one.
  void ctx.reply(earlyHints({ href: "/style.css", rel: "preload" }));
  // @ts-expect-error A final reply is no hint.
  ctx.hint(ok(1));
});

app.use(handle((ctx) => ok({ path: ctx.path })));
app.use(handle(async ({ state }) => ok(state)));
app.use(
  handle(
    methods({
      GET: (ctx) => ok(ctx.path),
      PUT: async (ctx) => {
        const guard = guardWrite(ctx, { exists: true, etag: etag("1") }, { require: true });
        return isReply(guard) ? guard : created.here(ctx.path);
      },
      DELETE: () => noContent(),
    }),
  ),
);
app.use(
  handle(
    pipe(
      (ctx) => (ctx.headers.authorization ? pass({ me: "7" }) : unauthorized(bearer())),
      (ctx) => ok(ctx.me),
    ),
  ),
);
new Koa<{ user: string }>().use(
  handle<{ user: string }>((ctx) => {
    is<string>(ctx.state.user);
    // @ts-expect-error
    return ok(ctx.state.use);
  }),
);

// A handler replies, always.
// @ts-expect-error
handle(() => "text");
// @ts-expect-error
handle(() => {});
// @ts-expect-error
handle((ctx) => (ctx.query.a ? ok(1) : undefined));

const router = new Router();
router.get(
  "/notes/:id",
  handle((ctx) => ok({ id: ctx.params.id })),
);
router.post("/notes", (ctx) => ctx.reply.created("/notes/7"));
app.use(router.routes());

app.use(files({ root: "public", cacheControl: "max-age=3600" }));
// @ts-expect-error
files({ dotfiles: "allow" });

createServer(app, { keepAliveTimeout: 5000 }).listen(3000);
// @ts-expect-error
createServer();
