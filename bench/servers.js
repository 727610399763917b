import { spawn } from "node:child_process";
import { onServerCore } from "./cores.js";
import { askable, askOnce, load, open } from "./load.js";

export const idioms = ["byHand", "ours"];
const CONNECTIONS = 16;

/**
 * Asks every contender for every scenario, each in turn, round after round.
 *
 * @param plan - `contenders` and `scenarios`, and what `kind` of them it is to `server.js`.
 * @param limits - How many `lives` the servers have, each in new processes; in each of them `rounds` at most,
 * and none that would not be over after so many `seconds`, but one at least. A window is `requests` long, but not
 * longer than `milliseconds`; so is `warmUp`, which comes once before all rounds.
 * @returns One row for each contender and scenario: microseconds of CPU per request and requests per
 * second, by idiom and round, and what `differs` between the answers of the two.
 */
export function measureServers(plan, { lives, ...limits }) {
  return inLives(lives, () => measureLife(plan, limits));
}

/**
 * Code that runs often settles in the life of a process for better or for worse, so one process says little.
 *
 * @param measure - What to do in each life: resolves to its rows, always the same, with lists of numbers by idiom.
 * @returns The rows with the numbers of all lives.
 */
export async function inLives(lives, measure) {
  const rows = await measure();
  for (let life = 1; life < lives; life += 1) {
    for (const [at, again] of (await measure()).entries()) {
      for (const idiom of idioms) append(rows[at][idiom], again[idiom]);
    }
  }
  return rows;
}

function append(numbers, more) {
  for (const [name, list] of Object.entries(numbers)) {
    if (Array.isArray(list)) list.push(...more[name]);
  }
}

async function measureLife({ contenders, scenarios, kind }, limits) {
  const { warmUp, requests, milliseconds } = limits;
  const servers = [];
  try {
    const rows = [];
    for (const { name } of contenders) {
      const pair = {};
      for (const idiom of idioms) {
        pair[idiom] = await start(name, idiom, kind);
        servers.push(pair[idiom]);
      }
      for (const scenario of scenarios) rows.push(await rowFor(name, scenario, pair));
    }
    const turn = async (round) => {
      let awake;
      for (const row of rows) {
        if (row.contender !== awake) await wake(row);
        awake = row.contender;
        await measureBoth(row, round, { requests, milliseconds });
      }
    };
    for (const row of rows) for (const idiom of idioms) await measure(row, idiom, warmUp);
    await repeat(limits, turn);
    return rows;
  } finally {
    for (const { child } of servers) child.disconnect();
  }
}

async function repeat({ rounds, seconds }, turn) {
  const end = performance.now() + seconds * 1000;
  for (let round = 0; round < rounds; round += 1) {
    const begin = performance.now();
    await turn(round);
    const took = performance.now() - begin;
    if (performance.now() + took > end) break;
  }
}

/** Who goes first in one round is second in the next. */
export function inTurn(round) {
  return round % 2 === 0 ? idioms : idioms.toReversed();
}

/**
 * While the others have their turn, V8 gives memory back and the caches fill with their code: whoever is asked
 * first paid for it.
 */
async function wake(row) {
  for (const idiom of idioms) await measure(row, idiom, { requests: 3000, milliseconds: 100 });
}

async function measureBoth(row, round, limits) {
  for (const idiom of inTurn(round)) {
    const { cpu, rate } = await measure(row, idiom, limits);
    row[idiom].cpu.push(cpu);
    row[idiom].rate.push(rate);
  }
}

/** Microseconds of CPU per request, and requests per second, of one side of a row. */
export async function measure(row, idiom, limits) {
  const { server, scenario, answer } = row[idiom];
  const sockets = await open(server.port, CONNECTIONS);
  try {
    // What it takes to accept the connections is not of interest, nor that others had their turn meanwhile.
    await load(sockets, scenario, answer, { ...limits, requests: limits.requests / 5 });
    await server.ask("start");
    const { answered, seconds } = await load(sockets, scenario, answer, limits);
    const { cpu } = await server.ask("stop");
    return { cpu: cpu / answered, rate: answered / seconds };
  } finally {
    for (const socket of sockets) socket.destroy();
  }
}

async function rowFor(contender, scenario, pair) {
  const row = { contender, scenario };
  for (const idiom of idioms) {
    const { [idiom]: server } = pair;
    const asked = await askable(server.port, scenario);
    const answer = await askOnce(server.port, asked);
    row[idiom] = { server, scenario: asked, answer, cpu: [], rate: [] };
  }
  return { ...row, differs: differences(row.byHand.answer, row.ours.answer) };
}

/** What one side has alone or says otherwise. */
function differences(theirs, ours) {
  const found = [];
  for (const name of new Set([...theirs.fields.keys(), ...ours.fields.keys()])) {
    const [left, right] = [theirs, ours].map(({ fields }) => said(name, fields.get(name)));
    if (left !== right) found.push(`${name}: ${left} by hand, ${right} with ours`);
  }
  if (theirs.content !== ours.content) found.push("the content");
  return found;
}

/** Of a tag it matters only whether it is strong, of the date only that it is there. */
function said(name, line = "none") {
  if (line === "none") return line;
  if (name === "etag") return line.startsWith("W/") ? "weak" : "strong";
  return name === "date" ? "some" : line;
}

/** A contender in a process of its own, and `ask`, which tells it something and resolves to its answer. */
export async function start(name, idiom, kind, flags = []) {
  const [command, args] = onServerCore([...flags, "server.js", name, idiom, kind]);
  const child = spawn(command, args, {
    cwd: import.meta.dirname,
    env: { ...process.env, NODE_ENV: "production" },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  let answer;
  child.on("message", (message) => answer.resolve(message));
  child.on("exit", (code) => answer.reject(new Error(`${name} ${idiom}: ended with ${code}`)));
  const ask = (what) =>
    new Promise((resolve, reject) => {
      answer = { resolve, reject };
      child.send(what);
    });
  const { port } = await ask("start");
  return { child, port, ask };
}
