import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { methodOf, request } from "../support/connection.ts";
import { canary } from "../support/hostile-values.ts";
import { type Response, value } from "../support/response-parser.ts";
import { frameworks } from "../support/servers.ts";
import { head } from "../support/transcript.ts";
import { content } from "./probes.ts";
import { conditions, files, negotiation, type Row, ranges, scorecard, zones } from "./scorecard.ts";
import { type Scored, startScored } from "./scorecard-routes.ts";

describe.each(frameworks)("the scorecard of %s", (framework) => {
  let scored: Scored;
  beforeAll(async () => {
    vi.stubEnv("NODE_ENV", "production");
    scored = await startScored(framework);
  });
  beforeEach(() => {
    vi.stubEnv("NODE_ENV", "production");
    scored.written();
    scored.errors();
  });
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  describe.each([
    ["what others get wrong", scorecard],
    ["ranges", ranges],
    ["files", files],
    ["negotiation", negotiation],
  ])("%s", (_what, rows) => {
    it.each(rows)("%s: %s: %d", ask);
  });

  describe.each(zones)("conditions in %s", (zone) => {
    beforeEach(() => {
      vi.stubEnv("TZ", zone);
    });

    it("the time zone is in force", () => {
      const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
      const local = new Date(1994, 10, 6, 12).toISOString();
      expect([timeZone, local]).toEqual([zone, noonIn[zone]]);
    });

    it.each(conditions)("%s: %s: %d", ask);
  });

  async function ask(...[, asked, status, ...said]: Row): Promise<void> {
    const line = /^\S+ \S+/.exec(asked)?.[0] ?? "";
    const [fields = "", body] = asked.slice(line.length + 1).split(/(?:^| )\| /);
    const known = await knownOf(line.replace(/^\S+/, "HEAD"), [asked, ...said]);
    const wire = request(line, filled(fields, known).split("; ").filter(Boolean), body);
    const response = await scored.app.exchange(wire);
    const errors = scored.errors();
    const told = toldBy(response);
    expect(response.status).toBe(status);
    for (const what of said.map((text) => filled(text, known))) {
      const [, absent] = /^no (\S+)$/.exec(what) ?? [];
      const [, error] = /^error: (.*)$/.exec(what) ?? [];
      if (absent !== undefined) expect(value(response, absent)).toBeUndefined();
      else if (error !== undefined) expect(errors).toEqual([expect.stringContaining(error)]);
      else if (what !== "written") expect(told).toContain(what);
    }
    // A 5xx, and nothing else, is told to the application, and once.
    expect(errors).toHaveLength(status < 500 ? 0 : 1);
    expect(scored.written()).toBe(said.includes("written"));
    if (status >= 400) expect(told).toContain("cache-control: no-store");
    expectContent(response, line);
  }

  /** The target as it is without conditions, where the row speaks of its validators. */
  async function knownOf(line: string, texts: readonly string[]): Promise<Response | undefined> {
    if (!/\{(etag|date)\}/.test(texts.join())) return undefined;
    return scored.app.exchange(request(line));
  }
});

const noonIn = {
  UTC: "1994-11-06T12:00:00.000Z",
  "America/New_York": "1994-11-06T17:00:00.000Z",
  "Asia/Tokyo": "1994-11-06T03:00:00.000Z",
} as const;

function filled(text: string, known: Response | undefined): string {
  return text
    .replace("{etag}", () => sent(known, "etag"))
    .replace("{date}", () => sent(known, "last-modified"));
}

function sent(known: Response | undefined, name: string): string {
  const line = known && value(known, name);
  if (line === undefined) throw new Error(`the target has no ${name}`);
  return line;
}

/** The lines of a response, its content, and its parts. */
function toldBy(response: Response): readonly string[] {
  const text = response.body.toString();
  const parts = text.matchAll(/^Content-Range: bytes (\S+)\r\n\r\n(.*)\r$/gm);
  const shown = Array.from(parts, ([, range, part]) => `${range} is ${part}`);
  return [...head(response), `content: ${text}`, `parts: ${shown.join(", ")}`];
}

/** What each response has to be true to, whatever the row is about. */
function expectContent(response: Response, line: string): void {
  const text = response.body.toString();
  expect(`${head(response).join("\n")}\n${text}`).not.toMatch(
    new RegExp(`${canary}|node_modules|    at `),
  );
  if (methodOf(line) === "HEAD" || response.status === 304) expect(text).toBe("");
  if (!line.startsWith("GET /a.txt")) return;
  const [, first, last] = /^bytes (\d+)-(\d+)\//.exec(value(response, "content-range") ?? "") ?? [];
  if (response.status === 200) expect(text).toBe(content);
  else if (last !== undefined) expect(text).toBe(content.slice(Number(first), Number(last) + 1));
}
