/** All of it, as Markdown: `node run.js [--quick] [--only "Express 5"] [--rounds 9]`. See README.md. */
import { cpus, loadavg } from "node:os";
import { parseArgs } from "node:util";
import { contenders, untouchedContenders } from "./contenders/index.js";
import { pinned, pinThis } from "./cores.js";
import { measureHelpers } from "./helpers.js";
import { measureImports, measureSize } from "./imports.js";
import {
  reportHelpers,
  reportImports,
  reportServers,
  reportSize,
  reportUntouched,
} from "./report.js";
import { scenarios, untouchedScenarios } from "./scenarios.js";
import { measureServers } from "./servers.js";

const { values } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    only: { type: "string", multiple: true },
    rounds: { type: "string" },
  },
});

// Deadlines are milliseconds of this process' own life.
const { helpers, imports, servers, untouched } = values.quick
  ? {
      helpers: { rounds: 15, milliseconds: 2 },
      imports: { rounds: 3, deadline: 3_000 },
      servers: {
        warmUp: { rounds: 8, deadline: 9_000 },
        rounds: 5,
        deadline: 13_000,
        requests: 300,
        milliseconds: 100,
      },
      untouched: {
        warmUp: { rounds: 8, deadline: 22_000 },
        rounds: 5,
        deadline: 27_000,
        requests: 300,
        milliseconds: 100,
      },
    }
  : {
      helpers: { rounds: 41, milliseconds: 3 },
      imports: { rounds: 15, deadline: 15_000 },
      servers: {
        warmUp: { rounds: 12, deadline: 50_000 },
        rounds: 15,
        deadline: 85_000,
        requests: 500,
        milliseconds: 200,
      },
      untouched: {
        warmUp: { rounds: 12, deadline: 105_000 },
        rounds: 15,
        deadline: 118_000,
        requests: 500,
        milliseconds: 200,
      },
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
console.log(reportHelpers(measureHelpers(helpers)));
console.log(reportImports(measureImports(imports)));
console.log(reportSize(measureSize()));
const only = values.only ?? (values.quick ? ["node:http", "Express 5", "Koa 3"] : undefined);
const rounds = values.rounds && { rounds: Number(values.rounds) };
const chosen = (all) =>
  all.filter(({ name }) => !only || [name, name.split(",")[0]].some((one) => only.includes(one)));
const plan = { contenders: chosen(contenders), scenarios, kind: "answering" };
if (plan.contenders.length > 0) {
  console.log(reportServers(await measureServers(plan, { ...servers, ...rounds })));
}
const asTheyAre = {
  contenders: chosen(untouchedContenders),
  scenarios: untouchedScenarios,
  kind: "untouched",
};
if (asTheyAre.contenders.length > 0) {
  console.log(reportUntouched(await measureServers(asTheyAre, { ...untouched, ...rounds })));
}
