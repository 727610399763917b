// The core as applications call it. `types.test.ts` compiles this file; nothing here runs.

import {
  type AnyReply,
  allOf,
  bearer,
  type ClientResult,
  conflict,
  created,
  type ETag,
  earlyHints,
  etag,
  explain,
  guardWrite,
  implement,
  isReply,
  localRedirect,
  methodNotAllowed,
  methods,
  negotiate,
  noContent,
  notFound,
  ok,
  pass,
  pipe,
  preconditionRequired,
  type RepliesOf,
  type Req,
  raise,
  rangeNotSatisfiable,
  type StatusOf,
  serve,
  tooManyRequests,
  unauthorized,
  unsupportedMediaType,
  upgradeRequired,
} from "@rightstatus/core";

type Same<A, B> =
  (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
declare function same<_ extends true>(): void;
declare function is<T>(value: T): void;

type User = { id: string; name: string; rev: string; at: Date };
type Context = Req & { params: { id: string }; json: unknown; token?: string };
declare const context: Context;
declare const db: {
  find(id: string): Promise<User | undefined>;
  insert(user: unknown): Promise<User | "taken">;
  save(user: unknown, o: { expected: ETag | "absent" | "any" }): Promise<User>;
};

// What a status demands cannot be left out, and what it forbids cannot be given.
// @ts-expect-error
created();
// @ts-expect-error
noContent("x");
// @ts-expect-error
noContent({ type: "text/plain" });
// @ts-expect-error
unauthorized();
// @ts-expect-error
unauthorized([]);
// @ts-expect-error
methodNotAllowed();
// @ts-expect-error
upgradeRequired([]);
// @ts-expect-error
rangeNotSatisfiable();
// @ts-expect-error Accept and Accept-Encoding answer different failures.
unsupportedMediaType({});
// @ts-expect-error Text is no ETag.
ok(1, { etag: "abc" });
// @ts-expect-error
ok(1, { lastModified: "2026-01-01" });
// @ts-expect-error
earlyHints({ href: "/style.css" });
// @ts-expect-error Only an error can be thrown.
is(() => raise(ok(1)));

// What they carry is known.
methodNotAllowed([]);
created.here({ a: 1 });
unsupportedMediaType({ acceptPatch: ["application/merge-patch+json"] });
earlyHints({ href: "/style.css", rel: "preload", as: "style" });
is<string>(tooManyRequests({ retryAfter: 30 }).headers["retry-after"]);
is<string>(preconditionRequired().headers["cache-control"]);
is<Error>(conflict({ title: "Duplicate", code: "USER_EXISTS" }));
is<"DUP">(conflict({ body: { code: "DUP" as const } }).body.code);
is<string>(created("/u/1", { id: 1 }).with({ "x-trace": "t" }).headers["x-trace"]);
is<AnyReply>(notFound());
is<string | undefined>(localRedirect("/a", "https://example.com"));
// @ts-expect-error A 429 without `retryAfter` may carry none.
is<string>(tooManyRequests().headers["retry-after"]);

const getUser = async (c: Context) => {
  const user = await db.find(c.params.id);
  return user ? ok(user, { etag: etag(user.rev), lastModified: user.at }) : notFound();
};
same<Same<StatusOf<typeof getUser>, 200 | 404>>();

const postUser = async (c: Context) => {
  const user = await db.insert(c.json);
  return user === "taken" ? conflict("That name is taken.") : created(`/users/${user.id}`, user);
};

const putUser = async (c: Context) => {
  const user = await db.find(c.params.id);
  const now = user ? { exists: true, etag: etag(user.rev) } : { exists: false };
  const guard = guardWrite(c, now, { require: true });
  if (isReply(guard)) return guard;
  const saved = await db.save(c.json, { expected: guard.pass.expected });
  return user ? ok(saved) : created.here(saved);
};
same<Same<StatusOf<typeof putUser>, 200 | 201 | 412 | 428>>();

// Guards
const auth = async (c: Context) =>
  c.token ? pass({ me: { id: "1" } }) : unauthorized(bearer({ error: "invalid_token" }));
const quota = (_: Context) => (Math.random() > 0.5 ? pass({ left: 3 }) : tooManyRequests());
const me = pipe(auth, async (c) => ok({ id: c.me.id }));
same<Same<StatusOf<typeof me>, 200 | 401>>();
const both = pipe(allOf(auth, quota), async (c) => ok({ id: c.me.id, left: c.left }));
same<Same<StatusOf<typeof both>, 200 | 401 | 429>>();
// @ts-expect-error Nobody passed `you`.
pipe(auth, async (c) => ok(c.you));

// Methods of one resource
const users = methods<Context, { GET: typeof getUser; PUT: typeof putUser }>({
  GET: getUser,
  PUT: putUser,
});
same<Same<StatusOf<typeof users>, 200 | 201 | 204 | 404 | 405 | 412 | 428 | 501>>();
is<Promise<AnyReply>>(users(context));
// @ts-expect-error HEAD follows from GET.
methods({ HEAD: getUser });

// Contracts
declare const result: ClientResult<RepliesOf<typeof postUser>>;
if (result.status === 201) {
  is<string>(result.headers.location);
  is<string>(result.body.at);
} else {
  is<string>(result.body.title);
}
implement({ 201: 1, 409: 1 }, postUser);
// @ts-expect-error 409 is not in the contract.
implement({ 201: 1 }, postUser);

// Reads
const page = async (c: Context) => {
  const choice = negotiate(c, { type: ["application/json", "text/html"] });
  if (isReply(choice)) return choice;
  is<"application/json" | "text/html">(choice.type);
  return serve(c, { exists: true, etag: etag("1"), body: () => "x", vary: choice.vary });
};
same<Same<StatusOf<typeof page>, 200 | 206 | 304 | 404 | 406 | 412 | 416>>();
is<User>((await db.find("1")) ?? raise(notFound()));
is<string | undefined>(explain(context, { exists: false })[0]?.section);

// Requests of every kind
declare const incoming: import("node:http").IncomingMessage;
void serve(incoming, { exists: true, etag: etag("1"), body: () => "x" });
void serve(new Request("http://example.com/"), { exists: false, body: "" });
