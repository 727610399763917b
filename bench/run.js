/** As Markdown: `node run.js [--quick] [--part held] [--only "Express 5"] [--rounds 9] [--held 30]`. See README.md. */
import { cpus, loadavg } from "node:os";
import { parseArgs } from "node:util";
import { bytes, contenders, untouchedContenders } from "./contenders/index.js";
import { pinned, pinThis } from "./cores.js";
import { measureHeld } from "./held.js";
import { measureHelpers } from "./helpers.js";
import { measureImports, measureSize } from "./imports.js";
import { measureLint } from "./lint.js";
import { measureLongFields } from "./long-fields.js";
import { measureMemory } from "./memory.js";
import { measureReaders } from "./readers.js";
import {
  reportHelpers,
  reportImports,
  reportServers,
  reportSize,
  reportTimes,
  reportUntouched,
} from "./report.js";
import {
  reportHeld,
  reportLint,
  reportLongFields,
  reportMemory,
  reportReaders,
  reportStartups,
} from "./report-apart.js";
import { heldScenarios, scenarios, untouchedScenarios } from "./scenarios.js";
import { measureServers } from "./servers.js";
import { measureStartups } from "./startups.js";

const { values } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    part: { type: "string", multiple: true },
    only: { type: "string", multiple: true },
    rounds: { type: "string" },
    held: { type: "string", default: "3" },
  },
});

// Deadlines are milliseconds of this process' own life.
const window = values.quick
  ? { requests: 300, milliseconds: 100 }
  : { requests: 1000, milliseconds: 200 };
// V8 has made its best machine code of a handler after about 10,000 requests.
const warmUp = values.quick
  ? { requests: 2000, milliseconds: 100 }
  : { requests: 10_000, milliseconds: 800 };
const limits = values.quick
  ? {
      helpers: { rounds: 15, milliseconds: 2 },
      imports: { rounds: 3, deadline: 3_000 },
      servers: { ...window, lives: 1, warmUp, rounds: 5, seconds: 6 },
      untouched: { ...window, lives: 1, warmUp, rounds: 5, seconds: 5 },
    }
  : {
      helpers: { rounds: 41, milliseconds: 3 },
      imports: { rounds: 15, deadline: 15_000 },
      startups: { rounds: 7, deadline: 25_000 },
      servers: { ...window, lives: 3, warmUp, rounds: 5, seconds: 90 },
      untouched: { ...window, lives: 3, warmUp, rounds: 5, seconds: 15 },
      held: { seconds: Number(values.held), lives: 3, rounds: 2 },
      readers: { seconds: Number(values.held), lives: 2, rounds: 2 },
      longFields: { requests: 200, milliseconds: 200, rounds: 3 },
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

/** There is no adapter for Fastify. */
const adapted = (scenarios) => {
  const plan = plain(scenarios);
  return { ...plan, contenders: plan.contenders.filter(({ name }) => !name.startsWith("Fastify")) };
};

const parts = {
  helpers: () => reportHelpers(measureHelpers(limits.helpers)),
  imports: () => [reportImports(measureImports(limits.imports)), reportSize(measureSize())],
  lint: () => reportLint(measureLint({ rounds: 25 })),
  startups: () => limits.startups && reportStartups(measureStartups(limits.startups)),
  async servers() {
    const plan = { ...answering, scenarios };
    if (plan.contenders.length === 0) return [];
    const rows = await measureServers(plan, { ...limits.servers, ...rounds });
    return [reportTimes(rows), reportServers(rows)];
  },
  async untouched() {
    const plan = {
      contenders: chosen(untouchedContenders),
      scenarios: untouchedScenarios,
      kind: "untouched",
    };
    if (plan.contenders.length === 0) return [];
    return reportUntouched(await measureServers(plan, { ...limits.untouched, ...rounds }));
  },
  async memory() {
    const plan = plain(scenarios);
    return limits.held && plan.contenders.length > 0 && reportMemory(await measureMemory(plan));
  },
  async held() {
    const plan = adapted(heldScenarios);
    if (!limits.held || plan.contenders.length === 0) return [];
    return reportHeld(await measureHeld(plan, limits.held), limits.held);
  },
  async readers() {
    const plan = { ...adapted(), scenario: scenarios[0] };
    plan.contenders = plan.contenders.filter(({ name }) => name !== bytes);
    if (!limits.readers || plan.contenders.length === 0) return [];
    return reportReaders(await measureReaders(plan, limits.readers));
  },
  async long() {
    const plan = adapted();
    plan.contenders = plan.contenders.filter(({ name }) => name !== bytes);
    if (!limits.longFields || plan.contenders.length === 0) return [];
    return reportLongFields(await measureLongFields(plan, limits.longFields));
  },
};
const unknown = values.part?.find((name) => !Object.hasOwn(parts, name));
if (unknown !== undefined) {
  throw new Error(`--part is ${unknown}: it has to be one of ${Object.keys(parts).join(", ")}`);
}
for (const [name, report] of Object.entries(parts)) {
  if (values.part && !values.part.includes(name)) continue;
  for (const text of [await report()].flat()) if (text) console.log(text);
}
