/**
 * One contender in a process of its own: `node server.js "Express 5" ours`, or with handlers untouched
 * `node server.js "Express 5" ours untouched`. Over IPC it is told "start",
 * says its port and counts its CPU time, until "stop", when it says how many microseconds it was. Told
 * "memory", or "gc" to collect garbage before, it says how many octets it has in use.
 */
import { once } from "node:events";
import { contenders, untouchedContenders } from "./contenders/index.js";

const [name, idiom, kind] = process.argv.slice(2);
const all = kind === "untouched" ? untouchedContenders : contenders;
const contender = all.find((one) => one.name === name);
const { [idiom]: serverFor } = await contender.idioms();
const server = await serverFor(await contender.framework(), contender.setup);

server.listen(0, "127.0.0.1");
await once(server, "listening");
const { port } = server.address();

let before;
process.on("message", (told) => {
  if (told === "gc") globalThis.gc(); // By --expose-gc.
  if (told === "gc" || told === "memory") {
    const { heapUsed, external } = process.memoryUsage();
    process.send({ heapUsed, external });
  } else if (told === "stop") {
    const { user, system } = process.cpuUsage(before);
    process.send({ cpu: user + system });
  } else {
    process.send({ port });
    before = process.cpuUsage();
  }
});
process.on("disconnect", () => process.exit());
process.on("SIGINT", () => process.exit()); // An orderly end, so that --cpu-prof writes its file.
if (process.send === undefined) console.log(port);
