import type { Readable, Writable } from "node:stream";

/** A stream of the process; it has the last three properties only if it is a terminal. */
export type Output = Writable & {
  readonly isTTY?: boolean;
  readonly columns?: number;
  hasColors?(): boolean;
};

/** What the command needs from its environment: `process` has it all. */
export interface Terminal {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: Readable;
  readonly stdout: Output;
  readonly stderr: Output;
  cwd(): string;
}

const WIDEST = 100;
const NARROWEST = 40;
const USUAL = 80;

/** How many columns text may have. */
export function columnsOf({ columns = USUAL }: Output): number {
  return Math.min(WIDEST, Math.max(NARROWEST, columns));
}

/**
 * Can the terminal show colours, and are they wanted? `hasColors` of Node considers TERM and NO_COLOR by
 * itself.
 */
export function isColoured({ env, stdout }: Terminal): boolean {
  const refused = (env.NO_COLOR ?? "") !== "";
  return stdout.isTTY === true && !refused && stdout.hasColors?.() === true;
}

/** Resolves when all is written. A reader that went away, such as `head`, has read enough. */
export function print(stream: Output, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const gone = (error: NodeJS.ErrnoException): void =>
      error.code === "EPIPE" ? resolve() : reject(error);
    stream.once("error", gone);
    stream.write(text, (error) => {
      if (error) return; // There is an event for it, too.
      stream.off("error", gone);
      resolve();
    });
  });
}
