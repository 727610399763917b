import { expect, expectTypeOf, it } from "vitest";
import { allOf, anyOf } from "../../../packages/core/src/compose/guards.ts";
import {
  type ClientResult,
  implement,
  type Jsonify,
  type RepliesOf,
  type StatusOf,
} from "../../../packages/core/src/compose/implement.ts";
import { methods } from "../../../packages/core/src/compose/methods.ts";
import { pipe } from "../../../packages/core/src/compose/pipe.ts";
import { bearer } from "../../../packages/core/src/fields/challenge.ts";
import { unauthorized } from "../../../packages/core/src/reply/challenge.ts";
import { ok } from "../../../packages/core/src/reply/content.ts";
import type { noContent } from "../../../packages/core/src/reply/empty.ts";
import { created } from "../../../packages/core/src/reply/location.ts";
import { negotiate } from "../../../packages/core/src/reply/negotiate.ts";
import { pass } from "../../../packages/core/src/reply/pass.ts";
import { conflict, forbidden, notFound } from "../../../packages/core/src/reply/problems.ts";
import { isReply } from "../../../packages/core/src/reply/reply.ts";
import { serve } from "../../../packages/core/src/reply/serve.ts";

const post = async (c: { readonly title?: string }) =>
  c.title === undefined ? conflict() : created("/notes/7", { at: new Date(0), title: c.title });

it("implement: the handler itself, if its contract has every status", () => {
  expect(implement({ 201: 1, 409: 1 }, post)).toBe(post);
  // @ts-expect-error 409 is not in the contract
  implement({ 201: 1 }, post);
});

it("ClientResult: what a client sees", () => {
  type Seen = ClientResult<RepliesOf<typeof post>>;
  type Made = Extract<Seen, { status: 201 }>;
  expectTypeOf<Made["ok"]>().toEqualTypeOf<true>();
  expectTypeOf<Made["headers"]["location"]>().toEqualTypeOf<string>();
  expectTypeOf<Made["body"]>().toEqualTypeOf<{ at: string; title: string }>();
  expectTypeOf<Extract<Seen, { status: 409 }>["body"]["title"]>().toEqualTypeOf<string>();
  type Empty = ClientResult<ReturnType<typeof noContent>>;
  expectTypeOf<Empty["body"]>().toEqualTypeOf<undefined>();
});

it("Jsonify: methods go, dates become text, lists stay", () => {
  type Note = { at: Date; tags: readonly ("a" | "b")[]; price: { toJSON(): number }; save(): void };
  expectTypeOf<Jsonify<Note>>().toEqualTypeOf<{ at: string; tags: ("a" | "b")[]; price: number }>();
});

it("StatusOf: through guards, tables and decisions", () => {
  type Context = { readonly token?: string; readonly headers: Record<string, string> };
  const user = (c: Context) => (c.token ? pass({ user: 7 }) : unauthorized(bearer()));
  const quota = (c: { ip: string }) => (c.ip ? pass({ left: "3" }) : forbidden());
  const one = pipe(user, async (c) => ok(c.user));
  const both = pipe(allOf(user, quota), async (c) => {
    expectTypeOf(c.user).toEqualTypeOf<number>();
    expectTypeOf(c.left).toEqualTypeOf<string>();
    return c.token ? ok(c.ip) : notFound();
  });
  const either = pipe(anyOf(user, user), async (c) => ok(c.user));
  const table = methods({ GET: one, PUT: (c: Context) => created.here(c.token) });
  const read = async (c: Context) => {
    const choice = negotiate(c, { type: ["text/html", "text/plain"], language: ["en"] });
    if (isReply(choice)) return choice;
    expectTypeOf(choice.type).toEqualTypeOf<"text/html" | "text/plain">();
    expectTypeOf(choice.language).toEqualTypeOf<"en">();
    return serve(c, { exists: true, body: () => "", ...choice });
  };
  expectTypeOf<StatusOf<typeof one>>().toEqualTypeOf<200 | 401>();
  expectTypeOf<StatusOf<typeof both>>().toEqualTypeOf<200 | 401 | 403 | 404>();
  expectTypeOf<StatusOf<typeof either>>().toEqualTypeOf<200 | 401>();
  expectTypeOf<StatusOf<typeof table>>().toEqualTypeOf<200 | 201 | 204 | 401 | 405 | 501>();
  expectTypeOf<StatusOf<typeof read>>().toEqualTypeOf<200 | 206 | 304 | 404 | 406 | 412 | 416>();
});
