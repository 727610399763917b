/** How servers hold under many clients at once: 100 connections that stay open, as fast as they can. */
import { askOnce, load, open } from "./load.js";
import { idioms, inLives, inTurn, start } from "./servers.js";
import { quantile } from "./stats.js";

const CONNECTIONS = 100;

/** Milliseconds in which the code becomes warm. */
const WARM_UP = 1000;

/**
 * @param limits - `seconds` for each scenario and idiom in all, in so many `lives` of new processes, with as many
 * `rounds` in each, of which each idiom has its turn.
 * @returns One row for each contender and scenario: by idiom the `rate` per second and the 99th
 * percentile of `latency` in milliseconds, one number for each round. An answer that is not as the
 * first one ends it all.
 */
export async function measureHeld({ contenders, scenarios, kind }, { seconds, lives, rounds }) {
  const milliseconds = (seconds * 1000) / (lives * rounds);
  const rows = [];
  for (const { name } of contenders) {
    rows.push(
      ...(await inLives(lives, () => holdAll(name, { scenarios, kind, rounds, milliseconds }))),
    );
  }
  return rows;
}

async function holdAll(contender, { scenarios, kind, rounds, milliseconds }) {
  const servers = {};
  try {
    for (const idiom of idioms) servers[idiom] = await start(contender, idiom, kind);
    const rows = [];
    for (const scenario of scenarios) {
      const row = { contender, scenario };
      for (const idiom of idioms) {
        const { [idiom]: server } = servers;
        const answer = await askOnce(server.port, scenario);
        row[idiom] = { server, answer, rate: [], latency: [] };
        await hold(row[idiom], scenario, WARM_UP);
      }
      for (let round = 0; round < rounds; round += 1) {
        for (const idiom of inTurn(round)) {
          const { rate, latency } = await hold(row[idiom], scenario, milliseconds);
          row[idiom].rate.push(rate);
          row[idiom].latency.push(latency);
        }
      }
      rows.push(row);
    }
    return rows;
  } finally {
    for (const { child } of Object.values(servers)) child.disconnect();
  }
}

/** Asks as fast as 100 connections can: answers per second, and within how many milliseconds 99 of 100 came. */
export async function hold({ server, answer }, scenario, milliseconds) {
  const sockets = await open(server.port, CONNECTIONS);
  const times = [];
  try {
    // What it takes to accept the connections is not of interest.
    await load(sockets, scenario, answer, { requests: CONNECTIONS * 5, milliseconds: 1000 });
    const limits = { requests: Number.POSITIVE_INFINITY, milliseconds };
    const took = (time) => times.push(time);
    const { answered, seconds } = await load(sockets, scenario, answer, { ...limits, took });
    return { rate: answered / seconds, latency: quantile(times, 0.99) };
  } finally {
    for (const socket of sockets) socket.destroy();
  }
}
