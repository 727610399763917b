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

/** What was found. */
export interface Report {
  /** How many exchanges were judged. */
  readonly checked: number;
  /** Each thing once for each path, with the first request that showed it. */
  readonly findings: readonly ProbeFinding[];
}

/** A server that is running. */
export interface ProbeTarget {
  /** "https://example.org": no path. */
  readonly origin: string;
  /** Request targets with a slash at their beginning, "/notes?page=2": at least one. */
  readonly paths: readonly string[];
}

/** How far a probe has come. */
export interface ProbeProgress {
  /** Probes that are done with, sent or not. */
  readonly done: number;
  readonly total: number;
  readonly path: string;
  readonly probe: string;
}

/** What to send, and which findings are wanted. */
export interface ProbeOptions extends LintOptions {
  /** Also sends PUT, POST, PATCH and DELETE to each path, with preconditions that fail. Default false. */
  readonly unsafe?: boolean;
  /** The paths of a listener. Default ["/"]. */
  readonly paths?: readonly string[];
  readonly onProgress?: (progress: ProbeProgress) => void;
}
