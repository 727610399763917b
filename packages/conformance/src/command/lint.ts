import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { text as contentOf } from "node:stream/consumers";
import { lint } from "../lint.ts";
import { read, reporting } from "./arguments.ts";
import { isOf } from "./exceptions.ts";
import { type Recorded, readHar } from "./har/read.ts";
import { lintHelp } from "./help.ts";
import { report, type Wishes, wishesOf } from "./report.ts";
import { withoutSecrets } from "./secrets.ts";
import { messageOf } from "./shape.ts";
import { print, type Terminal } from "./terminal.ts";
import { UsageError } from "./usage-error.ts";
import type { Judged } from "./verdict.ts";
import { requestHead, responseHead } from "./wire.ts";

/** `rightstatus lint FILE...` */
export async function lintFiles(args: readonly string[], terminal: Terminal): Promise<number> {
  const { positionals: files, values } = read(args, reporting);
  if (values.help) {
    await print(terminal.stdout, lintHelp);
    return 0;
  }
  if (files.length === 0) throw new UsageError("lint: want a HAR file, or - for standard input");
  const wishes = await wishesOf(values, terminal.cwd());
  const recordings = await Promise.all(
    files.map(async (file) => readHar(await textOf(file, terminal), file)),
  );
  const recorded = recordings.flatMap(({ exchanges }) => exchanges);
  const verdict = {
    checked: recorded.length,
    skipped: recordings.reduce((sum, { skipped }) => sum + skipped, 0),
    urls: [...new Set(recorded.map(({ url }) => url))],
    findings: recorded.flatMap((each) => findingsIn(each, wishes)),
  };
  return report(verdict, wishes, terminal);
}

async function textOf(file: string, { cwd, stdin }: Terminal): Promise<string> {
  if (file === "-") return contentOf(stdin);
  try {
    return await readFile(resolve(cwd(), file), "utf8");
  } catch (error) {
    throw new UsageError(`${file}: cannot be read (${messageOf(error)})`);
  }
}

function findingsIn(
  { entry, exchange, url }: Recorded,
  { ignore, level }: Wishes,
): readonly Judged[] {
  const found = lint(exchange, { level }).filter(
    ({ rule }) => !ignore.some((name) => isOf(rule, name)),
  );
  if (found.length === 0) return [];
  const heads = {
    sent: withoutSecrets(requestHead(exchange.request)),
    came: withoutSecrets(responseHead(exchange.response)),
  };
  return found.map((finding) => ({ ...finding, ...heads, probe: entry, url }));
}
