import { parseUrl } from "@rightstatus/core/grammar";
import type { ProbeOptions, ProbeTarget, Report } from "../probe/report.ts";
import { read, reporting } from "./arguments.ts";
import { probeHelp } from "./help.ts";
import type { Prober } from "./prober.ts";
import { report, wishesOf } from "./report.ts";
import { withoutSecrets } from "./secrets.ts";
import { columnsOf, print, type Terminal } from "./terminal.ts";
import { cut, visible } from "./typography.ts";
import { UsageError } from "./usage-error.ts";

const options = { ...reporting, unsafe: { type: "boolean" } } as const;

/** `rightstatus probe URL...` */
export async function probeUrls(
  args: readonly string[],
  terminal: Terminal,
  probe: Prober,
): Promise<number> {
  const { positionals, values } = read(args, options);
  if (values.help) {
    await print(terminal.stdout, probeHelp);
    return 0;
  }
  if (positionals.length === 0) throw new UsageError("probe: want a URL");
  const urls = [...new Set(positionals.map(urlOf))];
  const wishes = await wishesOf(values, terminal.cwd());
  const { ignore, level } = wishes;
  const found: (Report & { readonly origin: string })[] = [];
  for (const target of targetsOf(urls)) {
    const onProgress = progressOn(terminal);
    try {
      const said = await probe(target, {
        ignore,
        level,
        unsafe: values.unsafe ?? false,
        ...(onProgress === undefined ? {} : { onProgress }),
      });
      found.push({ ...said, origin: target.origin });
    } catch (error) {
      // An error with a cause is one of the network; anything else is a bug here.
      if (!(error instanceof Error) || error.cause === undefined) throw error;
      throw new UsageError(error.message);
    } finally {
      if (onProgress !== undefined) await print(terminal.stderr, "\r\x1b[K");
    }
  }
  const verdict = {
    checked: found.reduce((sum, { checked }) => sum + checked, 0),
    skipped: 0,
    urls,
    findings: found.flatMap(({ findings, origin }) =>
      findings.map(({ path, ...finding }) => ({
        ...finding,
        sent: withoutSecrets(finding.sent),
        came: withoutSecrets(finding.came),
        url: path.startsWith("/") ? origin + path : `${origin} ${path}`,
      })),
    ),
  };
  const code = await report(verdict, wishes, terminal);
  // In continuous integration, a server that answers nobody must not pass.
  if (code === 0 && verdict.checked === 0) {
    throw new UsageError("probe: nothing was judged: no response could be read");
  }
  return code;
}

/** `localhost:3000` means http, as it does to curl. */
function urlOf(text: string): string {
  const absolute = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`;
  const url = parseUrl(absolute);
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw new UsageError(`probe: want an http or https URL, got ${JSON.stringify(text)}`);
  }
  if (url.username !== "" || url.password !== "") {
    throw new UsageError("probe: a URL with a password in it would stand in every report");
  }
  url.hash = "";
  return url.href;
}

function targetsOf(urls: readonly string[]): readonly ProbeTarget[] {
  const paths = new Map<string, string[]>();
  for (const each of urls) {
    const { origin, pathname, search } = new URL(each);
    paths.set(origin, [...(paths.get(origin) ?? []), pathname + search]);
  }
  return [...paths].map(([origin, own]) => ({ origin, paths: own }));
}

/** A line that is overwritten again and again, if stderr is a terminal. */
function progressOn({ stderr }: Terminal): ProbeOptions["onProgress"] {
  if (stderr.isTTY !== true) return undefined;
  return ({ done, path, probe, total }) => {
    const line = cut(visible(`${done}/${total} ${path} ${probe}`), columnsOf(stderr) - 1);
    stderr.write(`\r\x1b[K${line}`);
  };
}
