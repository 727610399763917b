import type { ProbeOptions, ProbeTarget, Report } from "../probe/report.ts";

/** What sends the requests and judges the responses: `probe()`, or something in its place. */
export type Prober = (target: ProbeTarget, options: ProbeOptions) => Promise<Report>;
