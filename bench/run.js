/** All of it, as Markdown: `node run.js [--quick] [--only "Express 5"] [--rounds 9] [--held 30]`. See README.md. */
import { cpus, loadavg } from "node:os";
import { parseArgs } from "node:util";
import { contenders, untouchedContenders } from "./contenders/index.js";
import { pinned, pinThis } from "./cores.js";
import { measureHeld } from "./held.js";
import { measureHelpers } from "./helpers.js";
import { measureImports, measureSize } from "./imports.js";
import { measureLint } from "./lint.js";
import { measureMemory } from "./memory.js";
import {
  reportHelpers,
  reportImports,
  reportServers,
  reportSize,
  reportTimes,
  reportUntouched,
} from "./report.js";
import { reportHeld, reportLint, reportMemory, reportStartups } from "./report-apart.js";
import { heldScenarios, scenarios, untouchedScenarios } from "./scenarios.js";
import { measureServers } from "./servers.js";
import { measureStartups } from "./startups.js";

const { values } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    only: { type: "string", multiple: true },
    rounds: { type: "string" },
    held: { type: "string", default: "3" },
  },
});

// Deadlines are milliseconds of this process' own life.
const window = values.quick
  ? { requests: 300, milliseconds: 100 }
  : { requests: 500, milliseconds: 200 };
const limits = values.quick
  ? {
      helpers: { rounds: 15, milliseconds: 2 },
      imports: { rounds: 3, deadline: 3_000 },
      servers: { ...window, lives: 1, warmUp: { rounds: 8, seconds: 5 }, rounds: 5, seconds: 4 },
      untouched: { ...window, lives: 1, warmUp: { rounds: 8, seconds: 6 }, rounds: 5, seconds: 5 },
    }
  : {
      helpers: { rounds: 41, milliseconds: 3 },
      imports: { rounds: 15, deadline: 15_000 },
      startups: { rounds: 7, deadline: 25_000 },
      servers: { ...window, lives: 3, warmUp: { rounds: 6, seconds: 55 }, rounds: 5, seconds: 45 },
      untouched: { ...window, lives: 3, warmUp: { rounds: 8, seconds: 8 }, rounds: 5, seconds: 8 },
      held: { seconds: Number(values.held), lives: 3, rounds: 2 },
    };

const facts = [
  `\`${["npx -y pnpm@10 bench", ...process.argv.slice(2)].join(" ")}\``,
  `Node ${process.version}`,
  `${cpus().length} x ${cpus()[0]?.model ?? "unknown CPU"}`,
  `load ${loadavg()[0].toFixed(1)} at the start`,
  ...(pinned ? [] : ["not pinned to cores"]),
];
console.log(`${facts.join(", ")}\n`);

pinThis();
const only = values.only ?? (values.quick ? ["node:http", "Express 5", "Koa 3"] : undefined);
// In each life.
const rounds = values.rounds && {
  rounds: Number(values.rounds),
  seconds: Number.POSITIVE_INFINITY,
};
const chosen = (all) =>
  all.filter(({ name }) => !only || [name, name.split(",")[0]].some((one) => only.includes(one)));
const answering = { contenders: chosen(contenders), kind: "answering" };
const plain = (scenarios) => ({
  ...answering,
  contenders: answering.contenders.filter(({ setup }) => Object.keys(setup).length === 0),
  scenarios,
});

console.log(reportHelpers(measureHelpers(limits.helpers)));
console.log(reportImports(measureImports(limits.imports)));
console.log(reportSize(measureSize()));
console.log(reportLint(measureLint({ rounds: 25 })));
if (limits.startups) console.log(reportStartups(measureStartups(limits.startups)));
if (answering.contenders.length > 0) {
  const rows = await measureServers({ ...answering, scenarios }, { ...limits.servers, ...rounds });
  console.log(reportTimes(rows));
  console.log(reportServers(rows));
}
const untouched = {
  contenders: chosen(untouchedContenders),
  scenarios: untouchedScenarios,
  kind: "untouched",
};
if (untouched.contenders.length > 0) {
  console.log(reportUntouched(await measureServers(untouched, { ...limits.untouched, ...rounds })));
}
if (limits.held && answering.contenders.length > 0) {
  console.log(reportMemory(await measureMemory(plain(scenarios))));
  const held = plain(heldScenarios);
  // There is no adapter for Fastify.
  held.contenders = held.contenders.filter(({ name }) => !name.startsWith("Fastify"));
  if (held.contenders.length > 0)
    console.log(reportHeld(await measureHeld(held, limits.held), limits.held));
}
