// Much load and little time, or as much of both as is asked for: does anything grow that must not?
//
//   node test/soak/run.mjs                        a million requests to each server, once it is warm
//   node test/soak/run.mjs --seconds 10           so many seconds in all
//   node test/soak/run.mjs --only "Koa 3"
//   node test/soak/run.mjs --plain                Express and Koa without rightstatus: told, not judged
import { fork } from "node:child_process";
import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { check, summary } from "../stranger/checks.mjs";
import { distinct, numbered, routes } from "./app.mjs";
import { ask, drop, pipeline } from "./clients.mjs";
import { plainServers, servers } from "./servers.mjs";

const KIB = 1024;
const WINDOWS = 10;
/** What is opened, cached and compiled by the first of a load is no leak: half a MiB and more of the heap. */
const FIRST = 5000;
/** Until V8 has compiled what it will: another 0.5 MiB of code comes after those, and next to none after these. */
const WARM = 100_000;

const { values } = parseArgs({
  options: {
    requests: { type: "string", default: "1000000" },
    seconds: { type: "string" },
    only: { type: "string" },
    plain: { type: "boolean", default: false },
  },
});
const all = Object.keys(values.plain ? plainServers : servers);
const names = values.only === undefined ? all : [values.only];
/** Milliseconds for each of the two loads that have no number of requests then. */
const share = values.seconds && (Number(values.seconds) * 1000) / names.length / 2;

for (const name of names) await soak(name);
const { failed, line } = summary();
console.log(line);
process.exitCode = failed === 0 || values.plain ? 0 : 1;

async function soak(name) {
  const child = fork(fileURLToPath(new URL("server.mjs", import.meta.url)), [name], {
    execArgv: ["--expose-gc"],
    env: { ...process.env, NODE_ENV: "production" },
  });
  const [{ port }] = await once(child, "message");
  const measure = async () => {
    child.send("measure");
    return (await once(child, "message"))[0];
  };
  const paths = Object.keys(routes);
  await ask(port, paths, { requests: FIRST });
  await settle();
  const before = await measure();

  const load = (what, of, fields) =>
    check(`${name}: ${what}`, async () => {
      let asked = 0;
      const go = async (limits) => {
        const from = asked;
        asked += await ask(port, of, { ...limits, fields: fields && ((i) => fields(from + i)) });
      };
      await go({ requests: share ? FIRST : WARM });
      const warm = asked;
      const start = await measure();
      const heaps = [];
      for (let window = 0; window < WINDOWS; window++) {
        await go(
          share
            ? { until: performance.now() + share / WINDOWS }
            : { requests: Number(values.requests) / WINDOWS },
        );
        heaps.push((await measure()).heapUsed);
      }
      const after = await measure();
      const counted = asked - warm;
      const perThousand = (slopeOf(heaps) * WINDOWS) / (counted / 1000) / KIB;
      console.log(
        `${name}: ${counted} ${what}, heap ${mib(start.heapUsed)} to ${mib(after.heapUsed)}, ` +
          `${perThousand.toFixed(2)} KiB per 1,000, RSS ${mib(start.rss)} to ${mib(after.rss)}`,
      );
      // A short run cannot tell a slope from the noise of the collector.
      const grown = after.heapUsed - Math.min(...heaps.slice(0, 3), start.heapUsed);
      if (perThousand > 1 && grown > 1024 * KIB) throw new Error("the heap grows");
      if (after.rss > 1.2 * start.rss + 32 * 1024 * KIB) throw new Error("the process grows");
    });

  await load("requests", paths);
  await load("requests with fields that no other has", ["/negotiated"], distinct);

  await check(`${name}: 10,000 pipelined requests on one connection, in order`, async () => {
    const count = 10_000;
    const answers = await pipeline(port, Object.keys(numbered), count);
    if (answers.length !== count) throw new Error(`${answers.length} answers`);
    for (const [i, [first, octets]] of answers.entries()) {
      if (first !== String(i % 10) || octets !== 16 * KIB)
        throw new Error(`answer ${i}: ${octets} octets of "${first}"`);
    }
  });

  await check(`${name}: 10,000 connections opened and dropped`, () => drop(port, 10_000, 200));

  await check(`${name}: everything is given back`, async () => {
    const { alarms } = await measure();
    if (alarms.length > 0) throw new Error(alarms.join("\n"));
    const wrong = async () => more(before.held, (await measure()).held);
    // On a machine that others work on, the last connections close a while after their clients.
    for (let tries = 0; tries < 20 && (await wrong()).length > 0; tries++) await settle();
    const left = await wrong();
    if (left.length > 0) throw new Error(left.join("\n"));
  });
  child.disconnect();
  await once(child, "exit");
}

/** What there is more of than before, by kind. */
function more(before, after) {
  return Object.entries(after)
    .filter(([kind, count]) => count > (before[kind] ?? 0))
    .map(([kind, count]) => `${kind}: ${before[kind] ?? 0} before, ${count} after`);
}

/** Connections close a moment after their clients. */
function settle() {
  return pause(1000);
}

/** By least squares, per window. */
function slopeOf(values) {
  const middle = (values.length - 1) / 2;
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  let [above, below] = [0, 0];
  for (const [i, value] of values.entries()) {
    above += (i - middle) * (value - mean);
    below += (i - middle) ** 2;
  }
  return above / below;
}

function mib(octets) {
  return `${(octets / KIB / KIB).toFixed(1)} MiB`;
}
