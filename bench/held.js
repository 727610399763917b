/** How servers hold under many clients at once: 100 connections that stay open, as fast as they can. */
import { askOnce, load, open } from "./load.js";
import { inTurn, start } from "./servers.js";
import { quantile } from "./stats.js";

const CONNECTIONS = 100;

/**
 * @param limits - `seconds` for each scenario and idiom in all, in `rounds` of which each has its turn.
 * @returns One row for each contender and scenario: by idiom the `rate` per second and the 99th
 * percentile of `latency` in milliseconds, one number for each round. An answer that is not as the
 * first one ends it all.
 */
export async function measureHeld({ contenders, scenarios, kind }, { seconds, rounds }) {
  const rows = [];
  for (const { name } of contenders) {
    const servers = {
      byHand: await start(name, "byHand", kind),
      ours: await start(name, "ours", kind),
    };
    try {
      for (const scenario of scenarios) {
        const row = { contender: name, scenario };
        for (const idiom in servers) {
          const answer = await askOnce(servers[idiom].port, scenario);
          row[idiom] = { server: servers[idiom], answer, rate: [], latency: [] };
        }
        for (let round = -1; round < rounds; round += 1) {
          for (const idiom of inTurn(round + 1)) {
            const { rate, latency } = await hold(row[idiom], scenario, (seconds * 1000) / rounds);
            if (round < 0) continue; // The code has to become warm.
            row[idiom].rate.push(rate);
            row[idiom].latency.push(latency);
          }
        }
        rows.push(row);
      }
    } finally {
      for (const { child } of Object.values(servers)) child.disconnect();
    }
  }
  return rows;
}

async function hold({ server, answer }, scenario, milliseconds) {
  const sockets = await open(server.port, CONNECTIONS);
  const times = [];
  try {
    const limits = { requests: Number.POSITIVE_INFINITY, milliseconds };
    const took = (time) => times.push(time);
    const { answered, seconds } = await load(sockets, scenario, answer, { ...limits, took });
    return { rate: answered / seconds, latency: quantile(times, 0.99) };
  } finally {
    for (const socket of sockets) socket.destroy();
  }
}
