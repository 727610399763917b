/** Milliseconds from the birth of a process until it listens, with one route. */
import { execFileSync } from "node:child_process";
import { inTurn } from "./servers.js";

const listening = (server) => `${server}.listen(0, "127.0.0.1", function () {
  console.log(performance.now());
  this.close();
});`;

const programs = {
  "node:http": {
    byHand: `import http from "node:http";
      ${listening("http.createServer((_req, res) => res.end())")}`,
    ours: `import { ok } from "@rightstatus/core";
      import { createServer, send } from "@rightstatus/node";
      ${listening('createServer((req, res) => send(req, res, ok("")))')}`,
  },
  "Express 5": {
    byHand: `import express from "express";
      ${listening('express().get("/", (_req, res) => res.send(""))')}`,
    ours: `import express from "express";
      import { createServer, fallback, handle, ok, replies } from "@rightstatus/express";
      const app = express().use(replies()).get("/", handle(() => ok(""))).use(fallback());
      ${listening("createServer(app)")}`,
  },
  "Koa 3": {
    byHand: `import Koa from "koa";
      ${listening("new Koa().use((ctx) => void (ctx.body = ''))")}`,
    ours: `import Koa from "koa";
      import { createServer, handle, ok, replies } from "@rightstatus/koa";
      ${listening("createServer(new Koa().use(replies()).use(handle(() => ok(''))))")}`,
  },
};

/** By framework and idiom, one number for each round. */
export function measureStartups({ rounds, deadline }) {
  const rows = Object.keys(programs).map((contender) => ({ contender, byHand: [], ours: [] }));
  for (let round = 0; round < rounds; round += 1) {
    for (const row of rows) {
      for (const idiom of inTurn(round)) row[idiom].push(run(programs[row.contender][idiom]));
    }
    if (performance.now() > deadline) break;
  }
  return rows;
}

function run(program) {
  const args = ["--input-type=module", "--eval", program];
  return Number(execFileSync(process.execPath, args, { cwd: import.meta.dirname }));
}
