// The server under load: a process of its own, so that what is measured is it alone.
import { readdirSync } from "node:fs";
import { negotiated, numbered, routes } from "./app.mjs";
import { plainServers, servers } from "./servers.mjs";

const [, , name] = process.argv;
const all = { ...routes, ...numbered };
const server =
  name in servers ? servers[name]({ ...all, "/negotiated": negotiated }) : plainServers[name](all);
const alarms = [];
for (const event of ["uncaughtException", "unhandledRejection", "warning"]) {
  process.on(event, (problem) => alarms.push(`${event}: ${problem?.stack ?? problem}`));
}

server.listen(0, "127.0.0.1", () => process.send({ port: server.address().port }));
process.on("message", () => {
  global.gc();
  global.gc();
  const { heapUsed, rss } = process.memoryUsage();
  process.send({ heapUsed, rss, held: held(), alarms });
});
process.on("disconnect", () => process.exit());

/** What a process holds besides memory, by kind. */
function held() {
  const counts = { descriptors: descriptors(), listeners: listeners(server) + listeners(process) };
  for (const kind of process.getActiveResourcesInfo()) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

function descriptors() {
  try {
    return readdirSync("/proc/self/fd").length;
  } catch {
    return 0; // Only Linux tells.
  }
}

function listeners(emitter) {
  return emitter.eventNames().reduce((sum, event) => sum + emitter.listenerCount(event), 0);
}
