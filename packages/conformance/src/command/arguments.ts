import { type ParseArgsConfig, parseArgs } from "node:util";
import type { Level } from "../rule.ts";
import { meant } from "./near.ts";
import { UsageError } from "./usage-error.ts";
import { levels } from "./verdict.ts";

/** The options of every subcommand that judges. */
export const reporting = {
  config: { type: "string" },
  format: { type: "string" },
  help: { type: "boolean", short: "h" },
  ignore: { type: "string", multiple: true },
  level: { type: "string" },
  output: { type: "string", short: "o" },
} as const;

type Options = NonNullable<ParseArgsConfig["options"]>;
type Read<O extends Options> = ReturnType<
  typeof parseArgs<{ args: string[]; options: O; allowPositionals: true }>
>;

/**
 * Reads arguments with node:util.
 *
 * @throws UsageError for an option that does not exist.
 */
export function read<const O extends Options>(args: readonly string[], options: O): Read<O> {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const [, unknown] = /^Unknown option '--?([^']*)'/.exec(error.message) ?? [];
    if (unknown === undefined) throw new UsageError(error.message);
    throw new UsageError(
      `unknown option --${unknown}${meant(
        `--${unknown}`,
        Object.keys(options).map((each) => `--${each}`),
      )}`,
    );
  }
}

/** @throws UsageError for a level that does not exist. */
export function levelOf(text: string, where: string): Level {
  const level = levels.find((each) => each === text.toUpperCase());
  if (level !== undefined) return level;
  throw new UsageError(`${where}: want ${levels.join(", ")}, got ${JSON.stringify(text)}`);
}

/** @throws UsageError for a format that does not exist, or that the subcommand does not write. */
export function formatOf<F extends string>(text: string, known: readonly F[]): F {
  const format = known.find((each) => each === text);
  if (format !== undefined) return format;
  throw new UsageError(`--format: want ${known.join(", ")}, got ${JSON.stringify(text)}`);
}

/** `--ignore a,b --ignore c`. */
export function listOf(texts: readonly string[] = []): readonly string[] {
  return texts
    .flatMap((text) => text.split(","))
    .map((each) => each.trim())
    .filter((each) => each !== "");
}
