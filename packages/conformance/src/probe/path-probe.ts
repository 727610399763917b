import type { Exchange } from "../exchange.ts";
import type { Answer } from "./client/answer.ts";
import type { Client } from "./client/client.ts";
import type { Origin } from "./client/origin.ts";
import { headOf } from "./client/sent.ts";
import { factsBefore, factsOf } from "./facts.ts";
import { fill } from "./fill.ts";
import type { Facts, Probe } from "./probe-entry.ts";
import type { ProbeFinding } from "./report.ts";
import type { Judged, ProbeRuleId } from "./rules.ts";
import type { Wanted } from "./wanted.ts";

/** What it takes to probe one path. */
export interface PathPlan {
  readonly client: Client;
  readonly origin: Origin;
  readonly path: string;
  readonly probes: readonly Probe[];
  readonly wanted: Wanted;
}

/** How many connections for single requests are open at once. */
const most = 6;
/** After so many requests in a row without a whole response, nothing more is sent to the path. */
const enough = 3;
/** Rules that apply to every response. */
const always: readonly ProbeRuleId[] = ["probe/answered", "probe/readable", "probe/whole"];

/**
 * Runs the probes of one path: first those that find out facts, then those that share a connection, then the
 * others.
 */
export class PathProbe {
  checked = 0;
  readonly #plan: PathPlan;
  readonly #onDone: (probe: string) => void;
  readonly #exchanges = new Map<string, Exchange>();
  readonly #found = new Map<string, readonly ProbeFinding[]>();
  #facts: Facts;
  #silent = 0;

  constructor(plan: PathPlan, onDone: (probe: string) => void) {
    this.#plan = plan;
    this.#onDone = onDone;
    this.#facts = factsBefore(plan.origin, plan.path);
  }

  async run(): Promise<void> {
    const { probes } = this.#plan;
    const first = probes.filter(({ id }) => id.startsWith("discovery/"));
    const rest = probes.filter(({ id }) => !id.startsWith("discovery/"));
    for (const probe of first) await this.#ask(probe);
    const get = ["discovery/get", "discovery/get-again"].map((id) => this.#exchanges.get(id));
    this.#facts = { ...this.#facts, ...factsOf(get, this.#exchanges.get("discovery/gzip")) };

    for (const probe of rest.filter(({ own, unsafe }) => !own && !unsafe)) await this.#ask(probe);
    const alone = rest.filter(({ own, unsafe }) => own && !unsafe).values();
    await Promise.all(
      Array.from({ length: most }, async () => {
        for (const probe of alone) await this.#ask(probe);
      }),
    );
    for (const probe of rest.filter(({ unsafe }) => unsafe)) await this.#ask(probe);
  }

  /** In the order of the probes, each thing once. */
  findings(): readonly ProbeFinding[] {
    const all = this.#plan.probes.flatMap(({ id }) => this.#found.get(id) ?? []);
    const seen = new Set<string>();
    return all.filter(({ message, rule }) => {
      const key = `${rule} ${message}`;
      const isNew = !seen.has(key);
      seen.add(key);
      return isNew;
    });
  }

  async #ask(probe: Probe): Promise<void> {
    const sent = this.#silent < enough ? fill(probe, this.#facts) : undefined;
    if (sent !== undefined) {
      const answer = await this.#plan.client.ask(sent);
      // A malformed request may well get no response.
      if (sent.wire === undefined) {
        this.#silent = answer.exchange && !answer.late ? 0 : this.#silent + 1;
      }
      this.#judge(probe, answer);
    }
    this.#onDone(probe.id);
  }

  #judge(probe: Probe, answer: Answer): void {
    const { path, wanted } = this.#plan;
    const { exchange, sent } = answer;
    const pair = probe.pair === undefined ? undefined : this.#exchanges.get(probe.pair);
    const judged: Judged = {
      ...answer,
      status: exchange?.response.status,
      closed: exchange?.response.closed,
      facts: this.#facts,
      before: (id) => this.#exchanges.get(id),
    };
    const own = sent.wire === undefined ? always : always.slice(1);
    const found = [...own, ...(probe.expects ?? [])].flatMap((id) => wanted.judge(id, judged));
    if (exchange !== undefined) {
      this.checked += 1;
      this.#exchanges.set(probe.id, exchange);
      found.unshift(...wanted.lint(pair === undefined ? exchange : { ...exchange, pair }));
    }
    this.#found.set(
      probe.id,
      found.map((finding) => {
        return { ...finding, probe: probe.id, path, sent: headOf(sent), came: answer.came };
      }),
    );
  }
}
