import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { createServer, type RequestListener, type Server } from "node:http";
import { join } from "node:path";
import staticFiles from "@fastify/static";
import { serve } from "@hono/node-server";
import { serveStatic } from "@hono/node-server/serve-static";
import compression from "compression";
import express from "express";
import { fastify } from "fastify";
import { Hono } from "hono";
import { compress } from "hono/compress";
import { etag } from "hono/etag";
import Koa from "koa";
import koaCompress from "koa-compress";
import conditionalGet from "koa-conditional-get";
import koaEtag from "koa-etag";
import koaStatic from "koa-static";
import { programAt, startProgram } from "../../support/program.ts";

/** A server that somebody else wrote, with what is usually added to it, on the files in a folder. */
export interface Other {
  readonly name: string;
  /** Undefined if it is not installed. */
  readonly version: () => string | undefined;
  readonly start: (root: string) => Promise<{ readonly port: number; stop(): Promise<void> }>;
}

export const others: readonly Other[] = [
  {
    name: "Express",
    version: () => packageVersion("express"),
    start: (root) => listen(express().use(compression(), express.static(root))),
  },
  {
    name: "Koa",
    version: () => packageVersion("koa"),
    start(root) {
      const app = new Koa();
      app.silent = true;
      app.use(koaCompress()).use(conditionalGet()).use(koaEtag()).use(koaStatic(root));
      return listen(app.callback());
    },
  },
  {
    name: "Fastify",
    version: () => packageVersion("fastify"),
    async start(root) {
      const app = fastify();
      app.register(staticFiles, { root });
      await app.listen({ port: 0, host: "127.0.0.1" });
      return { port: portOf(app.server.address()), stop: () => app.close() };
    },
  },
  {
    name: "Hono",
    version: () => packageVersion("hono"),
    async start(root) {
      const app = new Hono();
      app.use(etag()).use(compress()).use("*", serveStatic({ root }));
      const server = serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" });
      await new Promise((resolve) => server.once("listening", resolve));
      const stop = (): Promise<void> => new Promise((resolve) => server.close(() => resolve()));
      return { port: portOf(server.address()), stop };
    },
  },
  {
    name: "nginx",
    version: () => programVersion("nginx", "-v"),
    start: (root) =>
      startProgram(binaryOf("nginx"), (folder, port) => {
        writeFileSync(join(folder, "nginx.conf"), nginx(root, port));
        return ["-p", `${folder}/`, "-c", "nginx.conf", "-e", "stderr"];
      }),
  },
  {
    name: "Apache",
    version: () => programVersion("apache2", "-v"),
    start: (root) =>
      startProgram(binaryOf("apache2"), (folder, port) => {
        writeFileSync(join(folder, "httpd.conf"), apache(root, folder, port));
        return ["-f", join(folder, "httpd.conf"), "-D", "FOREGROUND"];
      }),
  },
  {
    name: "Caddy",
    version: () => programVersion("caddy", "version"),
    start: (root) =>
      startProgram(binaryOf("caddy"), (folder, port) => {
        writeFileSync(join(folder, "Caddyfile"), caddy(root, port));
        return ["run", "--config", join(folder, "Caddyfile"), "--adapter", "caddyfile"];
      }),
  },
];

/** What is said of a package is said of its major version: the lockfile holds the rest. */
function packageVersion(name: string): string | undefined {
  const manifest = readFileSync(
    new URL(`../../node_modules/${name}/package.json`, import.meta.url),
  );
  const { version } = JSON.parse(manifest.toString());
  return String(version).split(".")[0];
}

/** To the second number: what Debian mends within it is no behaviour. */
function programVersion(name: string, asked: string): string | undefined {
  const binary = programAt(name);
  if (binary === undefined) return undefined;
  const { stderr, stdout } = spawnSync(binary, [asked], { encoding: "utf8" });
  return /\d+\.\d+/.exec(stdout + stderr)?.[0];
}

function binaryOf(name: string): string {
  return programAt(name) ?? name;
}

async function listen(
  listener: RequestListener,
): Promise<{ readonly port: number; stop(): Promise<void> }> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: portOf(server.address()),
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

function portOf(address: ReturnType<Server["address"]>): number {
  return address !== null && typeof address === "object" ? address.port : 0;
}

const nginx = (root: string, port: number): string => `
  daemon off;
  master_process off;
  pid pid;
  error_log stderr crit;
  events {}
  http {
    access_log off;
    client_body_temp_path body;
    fastcgi_temp_path fastcgi;
    proxy_temp_path proxy;
    scgi_temp_path scgi;
    uwsgi_temp_path uwsgi;
    types { text/plain txt; }
    gzip on;
    gzip_types text/plain;
    gzip_vary on;
    server { listen 127.0.0.1:${port}; root ${root}; }
  }
`;

const apache = (root: string, folder: string, port: number): string => `
  ServerRoot ${folder}
  ServerName 127.0.0.1
  Listen 127.0.0.1:${port}
  PidFile ${folder}/pid
  ErrorLog /dev/null
  Mutex file:${folder}
  User www-data
  Group www-data
  LoadModule mpm_event_module /usr/lib/apache2/modules/mod_mpm_event.so
  LoadModule authz_core_module /usr/lib/apache2/modules/mod_authz_core.so
  LoadModule mime_module /usr/lib/apache2/modules/mod_mime.so
  LoadModule deflate_module /usr/lib/apache2/modules/mod_deflate.so
  LoadModule filter_module /usr/lib/apache2/modules/mod_filter.so
  TypesConfig /dev/null
  AddType text/plain .txt
  AddOutputFilterByType DEFLATE text/plain
  DocumentRoot ${root}
  <Directory ${root}>
    Require all granted
  </Directory>
`;

const caddy = (root: string, port: number): string => `{
  admin off
  auto_https off
}
http://127.0.0.1:${port} {
  bind 127.0.0.1
  root * ${root}
  encode gzip
  file_server
}
`;
