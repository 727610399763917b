import type { Finding } from "../lint.ts";
import type { Level } from "../rule.ts";

/** Whom to ask. */
export interface Target {
  readonly origin: string;
  /** With their queries. */
  readonly paths: readonly string[];
}

/** What to ask for. */
export interface Asking {
  readonly level: Level;
  readonly ignore: readonly string[];
  /** May it use methods that change something? */
  readonly unsafe: boolean;
  readonly onProgress?: (progress: Progress) => void;
}

/** How far it is. */
export interface Progress {
  readonly done: number;
  readonly total: number;
  readonly path: string;
  readonly probe: string;
}

/** A finding at a path. */
export interface Found extends Finding {
  readonly path: string;
  readonly probe: string;
  readonly sent: string;
  readonly came: string;
}

/** What sends the requests, and judges what comes: `probe()`, or something in its place. */
export type Prober = (
  target: Target,
  asking: Asking,
) => Promise<{ readonly checked: number; readonly findings: readonly Found[] }>;
