import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { Level } from "../rule.ts";
import { levelOf } from "./arguments.ts";
import { type Exception, knownRule } from "./exceptions.ts";
import { meant } from "./near.ts";
import { json, list, messageOf, record, text } from "./shape.ts";
import { UsageError } from "./usage-error.ts";

/** The settings of a project in `rightstatus.config.json`. */
export interface Config {
  readonly level?: Level;
  readonly ignore: readonly Exception[];
}

const usual = "rightstatus.config.json";

/**
 * Reads the config file of a project, which may be missing unless it was named.
 *
 * @param cwd - The folder in which the command was called.
 * @param named - The value of `--config`.
 * @throws UsageError if it cannot be read, or contains something that is not understood.
 */
export async function configOf(cwd: string, named: string | undefined): Promise<Config> {
  const file = named ?? usual;
  try {
    return configIn(await readFile(resolve(cwd, file), "utf8"), file);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    if (named === undefined && isMissing(error)) return { ignore: [] };
    throw new UsageError(`${file}: cannot be read (${messageOf(error)})`);
  }
}

function configIn(content: string, file: string): Config {
  const { ignore = [], level } = known(json(content, file), file, ["$schema", "ignore", "level"]);
  const exceptions = list(ignore, `${file}: ignore`).map((each, index) =>
    exceptionIn(each, `${file}: ignore[${index}]`),
  );
  if (level === undefined) return { ignore: exceptions };
  const where = `${file}: level`;
  return { level: levelOf(text(level, where), where), ignore: exceptions };
}

function exceptionIn(value: unknown, where: string): Exception {
  const { paths, reason, rule } = known(value, where, ["paths", "reason", "rule"]);
  const exception = {
    rule: knownRule(text(rule, `${where}.rule`), `${where}.rule`),
    reason: text(reason, `${where}.reason`),
  };
  if (exception.reason.trim() === "") throw new UsageError(`${where}.reason: want a reason`);
  if (paths === undefined) return exception;
  const own = list(paths, `${where}.paths`);
  return {
    ...exception,
    paths: own.map((each, index) => pathIn(each, `${where}.paths[${index}]`)),
  };
}

function pathIn(value: unknown, where: string): string {
  const path = text(value, where);
  if (path.startsWith("/") || path === "*") return path;
  throw new UsageError(`${where}: want a path that begins with "/", got ${JSON.stringify(path)}`);
}

function known(
  value: unknown,
  where: string,
  keys: readonly string[],
): Readonly<Record<string, unknown>> {
  const found = record(value, where);
  for (const key of Object.keys(found)) {
    if (keys.includes(key)) continue;
    throw new UsageError(`${where}: unknown key ${JSON.stringify(key)}${meant(key, keys)}`);
  }
  return found;
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}
