import * as forExpress from "@rightstatus/express";
import * as forKoa from "@rightstatus/koa";
import type { FileOptions } from "@rightstatus/node";
import express5 from "express";
import express4 from "express4";
import type { Middleware } from "koa";
import { type Framework, type Running, type Setup, start } from "../support/servers.ts";

/** How the request gets to the files. */
export interface Way {
  /** Below this path, which is cut off. */
  readonly mount?: string;
  /** As if this path had been asked for. */
  readonly rewrite?: string;
  /** Middleware before the files. */
  readonly before?: Pick<Setup, "express" | "koa">;
}

/** An app that serves files. */
export function startFiles(
  framework: Framework,
  o: FileOptions,
  { mount, rewrite, before, ...setup }: Setup & Way = {},
): Promise<Running> {
  const express = framework === "express 4" ? express4 : express5;
  const forEach: Setup = {
    express: [
      ...(before?.express ?? []),
      (req, _res, next) => {
        req.url = rewrite ?? req.url;
        next();
      },
      mount === undefined ? forExpress.files(o) : express.Router().use(mount, forExpress.files(o)),
    ],
    koa: [
      ...(before?.koa ?? []),
      (ctx, next) => {
        ctx.path = rewrite ?? ctx.path;
        return next();
      },
      mount === undefined ? forKoa.files(o) : mounted(mount, forKoa.files(o)),
    ],
  };
  return start(framework, { ...forEach, ...setup });
}

/** What koa-mount does: the path below the mount inside, the whole one outside. */
function mounted(mount: string, inner: Middleware): Middleware {
  return async (ctx, next) => {
    const { path } = ctx;
    if (path !== mount && !path.startsWith(`${mount}/`)) return next();
    const outside = async (): Promise<void> => {
      ctx.path = path;
      await next();
    };
    ctx.path = path.slice(mount.length) || "/";
    await inner(ctx, outside);
  };
}
