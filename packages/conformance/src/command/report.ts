import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { Level } from "../rule.ts";
import { formatOf, levelOf, listOf } from "./arguments.ts";
import { type Config, configOf } from "./config.ts";
import { excuse, knownRule } from "./exceptions.ts";
import { type Format, formats, writers } from "./formats/index.ts";
import { text } from "./formats/text.ts";
import { messageOf } from "./shape.ts";
import { columnsOf, isColoured, print, type Terminal } from "./terminal.ts";
import { UsageError } from "./usage-error.ts";
import { counts, summary, type Verdict } from "./verdict.ts";
import { version } from "./version.ts";

/** How to judge and to report, by the options and the config file. */
export interface Wishes {
  readonly config: Config;
  readonly format: Format;
  readonly ignore: readonly string[];
  readonly level: Level;
  readonly output: string | undefined;
}

/** The values of the options of `reporting`. */
export interface Given {
  readonly config?: string | undefined;
  readonly format?: string | undefined;
  readonly ignore?: readonly string[] | undefined;
  readonly level?: string | undefined;
  readonly output?: string | undefined;
}

/** @throws UsageError for a level, a format or a rule that does not exist. */
export async function wishesOf(given: Given, cwd: string): Promise<Wishes> {
  const ignore = listOf(given.ignore);
  for (const name of ignore) knownRule(name, "--ignore");
  const config = await configOf(cwd, given.config);
  const level = given.level === undefined ? config.level : levelOf(given.level, "--level");
  return {
    config,
    format: formatOf(given.format ?? "text", formats),
    ignore,
    level: level ?? "ADVICE",
    output: given.output,
  };
}

/**
 * Reports what was found.
 *
 * @param all - The findings, including those that the project excuses.
 * @returns The exit code: 1 if a MUST was broken, else 0.
 * @throws UsageError if the file cannot be written.
 */
export async function report(
  all: Omit<Verdict, "excused">,
  { config, format, output }: Wishes,
  terminal: Terminal,
): Promise<0 | 1> {
  const verdict = { ...all, ...excuse(all.findings, config.ignore) };
  const columns = columnsOf(terminal.stdout);
  const coloured = output === undefined && isColoured(terminal);
  const written =
    format === "text"
      ? text(verdict, { columns, coloured })
      : writers[format](verdict, { at: new Date(), version });
  if (output === undefined) {
    await print(terminal.stdout, written);
  } else {
    await save(resolve(terminal.cwd(), output), written, output);
    await print(terminal.stdout, `${summary(verdict)} Written to ${output}.\n`);
  }
  return counts(verdict.findings).MUST > 0 ? 1 : 0;
}

async function save(file: string, content: string, named: string): Promise<void> {
  try {
    await writeFile(file, content);
  } catch (error) {
    throw new UsageError(`${named}: cannot be written (${messageOf(error)})`);
  }
}
