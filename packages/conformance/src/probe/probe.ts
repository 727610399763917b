import type { RequestListener } from "node:http";
import { Client } from "./client/client.ts";
import { type Origin, originOf } from "./client/origin.ts";
import { listening } from "./listening.ts";
import { PathProbe } from "./path-probe.ts";
import { discovery, probes } from "./probes/index.ts";
import type { ProbeFinding, ProbeOptions, ProbeTarget, Report } from "./report.ts";
import { wantedOf } from "./wanted.ts";

/**
 * Sends a running server about 130 requests for each path, and judges its responses: by `lint`, together with
 * the plain GET, and by the rules in `probeRules` (RFC 9110, RFC 9112). Only safe methods are used, unless
 * `unsafe` is set, and `User-Agent` is "rightstatus".
 *
 * @param target - An origin with paths, or a request listener, which is served on 127.0.0.1 until the probe
 * ends.
 * @param o - What to send, and which findings are wanted.
 * @returns All findings, in the order of paths and probes.
 * @throws (as a rejection) RangeError if the origin, a path, a level or a rule is not one; Error if there is
 * no connection.
 * @example
 * ```ts
 * const { findings } = await probe({ origin: "http://127.0.0.1:3000", paths: ["/notes"] });
 * for (const { path, rule, section, message } of findings) console.log(path, rule, section, message);
 * ```
 */
export async function probe(
  target: ProbeTarget | RequestListener,
  o: ProbeOptions = {},
): Promise<Report> {
  if (typeof target !== "function") {
    return probeOrigin(originOf(target.origin), pathsIn(target.paths), o);
  }
  const paths = pathsIn(o.paths ?? ["/"]);
  wantedOf(o);
  const server = await listening(target);
  try {
    return await probeOrigin(originOf(server.origin), paths, o);
  } finally {
    await server.stop();
  }
}

async function probeOrigin(
  origin: Origin,
  paths: readonly string[],
  o: ProbeOptions,
): Promise<Report> {
  const wanted = wantedOf(o);
  const mine = [...discovery, ...probes].filter(
    ({ unsafe }) => unsafe !== true || o.unsafe === true,
  );
  const client = new Client(origin);
  const findings: ProbeFinding[] = [];
  let checked = 0;
  let done = 0;
  try {
    for (const path of paths) {
      const one = new PathProbe({ client, origin, path, probes: mine, wanted }, (probe) => {
        done += 1;
        o.onProgress?.({ done, total: paths.length * mine.length, path, probe });
      });
      await one.run();
      checked += one.checked;
      findings.push(...one.findings());
    }
  } finally {
    client.close();
  }
  return { checked, findings };
}

/** Checks that paths can be in a request line (RFC 9112 section 3.2.1). */
function pathsIn(paths: readonly string[]): readonly string[] {
  const wrong = paths.find((path) => !/^\/[!"$-~]*$/.test(path) || path.includes("#"));
  if (wrong === undefined && paths.length > 0) return paths;
  const got = paths.length === 0 ? "none" : JSON.stringify(wrong);
  throw new RangeError(
    `paths: want one or more of "/", printable ASCII without # behind it, got ${got} (RFC 9112 section 3.2.1)`,
  );
}
