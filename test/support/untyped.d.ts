// Packages that tests use and that bring no types. The older major of a framework is typed as the newer.

declare module "express4" {
  export { default } from "express";
}

declare module "koa2" {
  export { default } from "koa";
}

declare module "jsonwebtoken" {
  const jsonwebtoken: { sign(claims: object, secret: string, options?: object): string };
  export default jsonwebtoken;
}

declare module "cookie-parser" {
  import type { RequestHandler } from "express";
  export default function cookieParser(): RequestHandler;
}

declare module "negotiator" {
  export default class Negotiator {
    constructor(request: { readonly headers: Readonly<Record<string, string>> });
    mediaType(available: readonly string[]): string | undefined;
    encoding(available: readonly string[]): string | undefined;
  }
}

declare module "*/examples/run.js" {
  export function built(): Promise<void>;
  export function run(folder: string): Promise<{ readonly port: string; stop(): Promise<number> }>;
}

declare module "koa-conditional-get" {
  import type { Middleware } from "koa";
  export default function conditionalGet(): Middleware;
}

declare module "koa-etag" {
  import type { Middleware } from "koa";
  export default function etag(): Middleware;
}

declare module "koa-static" {
  import type { Middleware } from "koa";
  export default function serve(root: string): Middleware;
}
