/** What a request costs in memory: asked apart, for the flags that count it make a server another one. */
import { askable, askOnce, load, open } from "./load.js";
import { start } from "./servers.js";

/** With a young generation so large that nothing is collected before it is counted. */
const flags = ["--expose-gc", "--min-semi-space-size=128", "--max-semi-space-size=128"];
const WARM_UP = 3000;
const REQUESTS = 500;
const UNLIMITED = { milliseconds: 60_000 };

/**
 * Octets per request, by contender and idiom: `allocated`, on the heap and outside, and `kept`, what a
 * collection leaves of them.
 */
export async function measureMemory({ contenders, scenarios, kind }) {
  const rows = [];
  for (const { name } of contenders) {
    const byScenario = scenarios.map((scenario) => ({ contender: name, scenario }));
    for (const idiom of ["byHand", "ours"]) {
      const server = await start(name, idiom, kind, flags);
      try {
        for (const row of byScenario) row[idiom] = await perRequest(server, row.scenario);
      } finally {
        server.child.disconnect();
      }
    }
    rows.push(...byScenario);
  }
  return rows;
}

async function perRequest(server, scenario) {
  const asked = await askable(server.port, scenario);
  const answer = await askOnce(server.port, asked);
  const sockets = await open(server.port, 16);
  try {
    await load(sockets, asked, answer, { requests: WARM_UP, ...UNLIMITED });
    const before = await server.ask("gc");
    await load(sockets, asked, answer, { requests: REQUESTS, ...UNLIMITED });
    const allocated = difference(before, await server.ask("memory"));
    return { allocated, kept: difference(before, await server.ask("gc")) };
  } finally {
    for (const socket of sockets) socket.destroy();
  }
}

function difference(before, after) {
  return (after.heapUsed + after.external - before.heapUsed - before.external) / REQUESTS;
}
