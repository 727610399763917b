import type { Finding, LintOptions } from "../lint.ts";

/** A finding, and the request that shows it. */
export interface ProbeFinding extends Finding {
  /** The id of the probe: "conditions/if-none-match". */
  readonly probe: string;
  readonly path: string;
  /** The head of the request in wire notation. */
  readonly sent: string;
  /** The head of the response in wire notation, or what came instead. */
  readonly came: string;
}

/** The result of a probe. */
export interface Report {
  /** How many exchanges were judged. */
  readonly checked: number;
  /** Each finding once per path, with the first request that showed it. */
  readonly findings: readonly ProbeFinding[];
}

/** A running server, and the paths to probe. */
export interface ProbeTarget {
  /** "https://example.org", without a path. */
  readonly origin: string;
  /** At least one request target that begins with a slash, such as "/notes?page=2". */
  readonly paths: readonly string[];
}

/** How far a probe has come. */
export interface ProbeProgress {
  /** How many probes are done, whether they were sent or left out. */
  readonly done: number;
  readonly total: number;
  readonly path: string;
  readonly probe: string;
}

/** What to send, and which findings are wanted. */
export interface ProbeOptions extends LintOptions {
  /** Also sends PUT, POST, PATCH and DELETE to each path, with preconditions that fail. Default false. */
  readonly unsafe?: boolean;
  /** The paths to probe, if the target is a listener. Default ["/"]. */
  readonly paths?: readonly string[];
  readonly onProgress?: (progress: ProbeProgress) => void;
}
