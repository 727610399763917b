import { rules } from "@rightstatus/conformance";
import { describe, expect, it } from "vitest";
import manifest from "../../../packages/conformance/package.json" with { type: "json" };
import type { Prober } from "../../../packages/conformance/src/command/prober.ts";
import type { ProbeFinding } from "../../../packages/conformance/src/probe/report.ts";
import { finding, prober } from "./findings.ts";
import { folderWith, type Ran, rightstatus } from "./terminal.ts";

const har = JSON.stringify({
  log: {
    entries: [
      {
        request: { method: "PUT", url: "https://a.example/x", httpVersion: "HTTP/1.1" },
        response: {
          status: 405,
          httpVersion: "HTTP/1.1",
          headers: [{ name: "Date", value: "Thu, 26 Nov 2026 08:00:00 GMT" }],
        },
      },
    ],
  },
});

async function exits(args: readonly string[], call: Parameters<typeof rightstatus>[1] = {}) {
  return (await rightstatus(args, call)).code;
}

describe("the exit code", () => {
  const url = "http://a.example/";
  it.each([
    ["0 without a finding", [], [], 0],
    ["1 with a MUST", [], [finding()], 1],
    ["0 with a SHOULD", [], [finding({ level: "SHOULD" })], 0],
    ["0 with advice", ["--level", "ADVICE"], [finding({ level: "ADVICE" })], 0],
  ])("is %s", async (_, args, findings, code) => {
    expect(await exits(["probe", url, ...args], { probe: prober(...findings) })).toBe(code);
  });

  it("is 1 for a HAR in which a MUST is broken, read from a file or from standard input", async () => {
    const cwd = folderWith({ "a.har": har });
    expect(await exits(["lint", "a.har"], { cwd })).toBe(1);
    expect(await exits(["lint", "-"], { stdin: har })).toBe(1);
    expect(await exits(["lint", "a.har", "--ignore", "method"], { cwd })).toBe(0);
    expect(await exits(["lint", "a.har", "--ignore", "probe,method/405-allow"], { cwd })).toBe(0);
  });

  it.each<[string, readonly string[], string]>([
    [
      "a command that there is not",
      ["prob"],
      'no command "prob"; did you mean probe?\nSee rightstatus --help',
    ],
    [
      "an option that there is not",
      ["lint", "--levle", "MUST"],
      "unknown option --levle; did you mean --level?",
    ],
    ["an option of another command", ["lint", "a.har", "--unsafe"], "unknown option --unsafe"],
    [
      "an option without its value",
      ["lint", "a.har", "--level"],
      "Option '--level <value>' argument missing",
    ],
    [
      "a level that there is not",
      ["lint", "a.har", "--level", "all"],
      '--level: want MUST, SHOULD, ADVICE, got "all"',
    ],
    [
      "a format that there is not",
      ["lint", "a.har", "--format", "xml"],
      '--format: want text, json, junit, sarif, html, got "xml"',
    ],
    [
      "a rule that there is not",
      ["lint", "a.har", "--ignore", "method/405-alow"],
      '--ignore: no rule or group "method/405-alow"; did you mean method/405-allow',
    ],
    ["no URL", ["probe"], "probe: want a URL"],
    ["no URL that is one", ["probe", "http://"], 'probe: want an http or https URL, got "http://"'],
    [
      "a URL of another scheme",
      ["probe", "ftp://a.example/"],
      'probe: want an http or https URL, got "ftp://a.example/"',
    ],
    [
      "a URL with a password",
      ["probe", "http://me:secret@a.example/"],
      "probe: a URL with a password in it would stand in every report",
    ],
    ["no file", ["lint"], "lint: want a HAR file, or - for standard input"],
    ["a file that is not there", ["lint", "none.har"], "none.har: cannot be read (ENOENT"],
    ["a file that is no HAR", ["lint", "-"], "-: not JSON ("],
    ["no status", ["status"], "status: want a code, a name or a phrase"],
    [
      "a format of another command",
      ["status", "405", "--format", "sarif"],
      '--format: want text, json, got "sarif"',
    ],
    [
      "a config file that is not there",
      ["lint", "-", "--config", "c.json"],
      "c.json: cannot be read (ENOENT",
    ],
    [
      "a report that cannot be written",
      ["lint", "a.har", "-o", "none/a.txt"],
      "none/a.txt: cannot be written (ENOENT",
    ],
  ])("is 2, with one message and no stack, for %s", async (_, args, message) => {
    const { code, err, out } = await rightstatus(args, { cwd: folderWith({ "a.har": har }) });
    expect(code).toBe(2);
    expect(err).toContain(`rightstatus: ${message}`);
    expect(err).not.toMatch(/\n {4}at /);
    expect(out).toBe("");
  });

  it("is 2 where a server cannot be asked", async () => {
    const cause = new Error("connect ECONNREFUSED 127.0.0.1:9");
    const probe: Prober = () => Promise.reject(new Error("probe: no connection", { cause }));
    const { code, err } = await rightstatus(["probe", "localhost:9"], { probe });
    expect([code, err]).toEqual([2, "rightstatus: probe: no connection\n"]);
  });

  it("is 2 where nothing was judged, since no response could be read, and the report says so", async () => {
    const nothing: Prober = () => Promise.resolve({ checked: 0, findings: [] });
    const { code, err, out } = await rightstatus(["probe", "localhost:9"], { probe: nothing });
    expect([code, err]).toEqual([
      2,
      "rightstatus: probe: nothing was judged: no response could be read\n",
    ]);
    expect(out).toContain("No finding in 0 exchanges");
    const broken: Prober = () => Promise.resolve({ checked: 0, findings: [finding()] });
    expect(await exits(["probe", "localhost:9"], { probe: broken })).toBe(1);
  });

  it("is that of Node for a defect, which shows its stack", async () => {
    const probe: Prober = () => Promise.reject(new TypeError("no function"));
    await expect(rightstatus(["probe", "localhost:9"], { probe })).rejects.toThrow("no function");
  });
});

describe("probe", () => {
  async function asked(...args: readonly string[]) {
    const calls: Parameters<Prober>[] = [];
    const probe: Prober = (...call) => {
      calls.push(call);
      return Promise.resolve({ checked: 1, findings: [] });
    };
    const { out } = await rightstatus(["probe", ...args], { probe });
    return { calls, out };
  }

  it("asks each origin once, with all its paths", async () => {
    const { calls, out } = await asked(
      "http://a.example/x?y=1#z",
      "https://a.example",
      "http://a.example/b",
      "http://a.example/b#c",
    );
    expect(calls.map(([target]) => target)).toEqual([
      { origin: "http://a.example", paths: ["/x?y=1", "/b"] },
      { origin: "https://a.example", paths: ["/"] },
    ]);
    expect(out).toBe("No finding in 2 exchanges with 3 URLs.\n");
  });

  it.each([
    ["localhost:3000", "http://localhost:3000", "/"],
    ["127.0.0.1:8080/a", "http://127.0.0.1:8080", "/a"],
    ["[::1]:80", "http://[::1]", "/"],
    ["10.0.0.7", "http://10.0.0.7", "/"],
  ])(
    "takes %s for http, and loopback and private addresses like others",
    async (url, origin, path) => {
      expect((await asked(url)).calls[0]?.[0]).toEqual({ origin, paths: [path] });
    },
  );

  it("hands on what is wanted", async () => {
    const { calls } = await asked(
      "a.example",
      "--unsafe",
      "--level",
      "should",
      "--ignore",
      "method,framing/content-length-204",
    );
    expect(calls[0]?.[1]).toEqual({
      level: "SHOULD",
      ignore: ["method", "framing/content-length-204"],
      unsafe: true,
    });
    expect((await asked("a.example")).calls[0]?.[1]).toEqual({
      level: "ADVICE",
      ignore: [],
      unsafe: false,
    });
  });

  it("shows how far it is, on a terminal only, and clears that line", async () => {
    const probe: Prober = (_, { onProgress }) => {
      onProgress?.({ done: 3, total: 40, path: `/${"x".repeat(200)}\u001b`, probe: "range" });
      return Promise.resolve({ checked: 1, findings: [] });
    };
    const shown = await rightstatus(["probe", "a.example"], { probe, columns: 80 });
    expect(shown.err).toBe(`\r\x1b[K3/40 /${"x".repeat(72)}…\r\x1b[K`);
    expect((await rightstatus(["probe", "a.example"], { probe })).err).toBe("");
  });
});

describe("the config file", () => {
  const call = (config: unknown, ...findings: readonly ProbeFinding[]) => ({
    cwd: folderWith({ "rightstatus.config.json": JSON.stringify(config) }),
    probe: prober(...findings),
  });
  const reason = "Gone in May.";

  it.each([
    ["a rule", { rule: "method/405-allow", reason }, true],
    ["a group", { rule: "method", reason }, true],
    ["a path", { rule: "method", reason, paths: ["/a", "/notes"] }, true],
    ["the beginning of a path", { rule: "method", reason, paths: ["/not*"] }, true],
    ["another rule", { rule: "framing", reason }, false],
    ["another path", { rule: "method", reason, paths: ["/not", "/notes/*"] }, false],
  ])("excuses %s", async (_, exception, excused) => {
    const ran = await rightstatus(
      ["probe", "a.example/notes"],
      call({ ignore: [exception] }, finding()),
    );
    expect(ran.code).toBe(excused ? 0 : 1);
    expect(
      ran.out.includes(`Excused: method/405-allow with http://a.example/notes: ${reason}`),
    ).toBe(excused);
    if (excused) expect(ran.out).toMatch(/^No finding in 7 exchanges with 1 URL \(1 excused\)\.$/m);
  });

  it("does not look at the query of a URL for its path", async () => {
    const exception = { rule: "method", reason, paths: ["/notes"] };
    const own = call({ ignore: [exception] }, finding({ path: "/notes?page=2" }));
    expect(await exits(["probe", "a.example/notes?page=2"], own)).toBe(0);
  });

  it("says the level, unless the option does", async () => {
    const levels: unknown[] = [];
    const probe: Prober = (_, { level }) => {
      levels.push(level);
      return Promise.resolve({ checked: 1, findings: [] });
    };
    const own = { ...call({ $schema: "./a.json", level: "MUST" }), probe };
    await rightstatus(["probe", "a.example"], own);
    await rightstatus(["probe", "a.example", "--level", "SHOULD"], own);
    expect(levels).toEqual(["MUST", "SHOULD"]);
  });

  it.each([
    ["[]", "rightstatus.config.json: want an object, got []"],
    ["{", "rightstatus.config.json: not JSON ("],
    ['{"ignores":[]}', 'rightstatus.config.json: unknown key "ignores"; did you mean ignore?'],
    ['{"level":"ALL"}', 'rightstatus.config.json: level: want MUST, SHOULD, ADVICE, got "ALL"'],
    ['{"ignore":{}}', "rightstatus.config.json: ignore: want a list, got {}"],
    ['{"ignore":["method"]}', 'rightstatus.config.json: ignore[0]: want an object, got "method"'],
    [
      '{"ignore":[{"rule":"method"}]}',
      "rightstatus.config.json: ignore[0].reason: want a string, got nothing",
    ],
    [
      '{"ignore":[{"rule":"method","reason":" "}]}',
      "rightstatus.config.json: ignore[0].reason: want a reason",
    ],
    [
      '{"ignore":[{"rule":"methods","reason":"a"}]}',
      'rightstatus.config.json: ignore[0].rule: no rule or group "methods"',
    ],
    [
      '{"ignore":[{"rule":"method","reason":"a","path":"/"}]}',
      'rightstatus.config.json: ignore[0]: unknown key "path"; did you mean paths?',
    ],
    [
      '{"ignore":[{"rule":"method","reason":"a","paths":["a"]}]}',
      'rightstatus.config.json: ignore[0].paths[0]: want a path that begins with "/", got "a"',
    ],
  ])("is refused: %s", async (text, message) => {
    const cwd = folderWith({ "rightstatus.config.json": text });
    const { code, err } = await rightstatus(["probe", "a.example"], { cwd });
    expect(code).toBe(2);
    expect(err).toContain(`rightstatus: ${message}`);
  });
});

describe("the text", () => {
  const long = finding({
    message: `Content-Type is ${"x".repeat(300)}`,
    section: "RFC 9110 section 8.6, RFC 9112 section 6.3, RFC 9113 section 8.1.1",
    path: `/${"p".repeat(120)}`,
    came: `HTTP/1.1 200 OK\r\n${"X-Long: 標頭欄位的值很長\r\n".repeat(40)}\r\n`,
  });

  it.each([40, 80, 100])("fits %i columns", async (columns) => {
    const findings = [finding(), finding({ probe: "b" }), long];
    const { out } = await rightstatus(["probe", "a.example"], {
      columns,
      env: { NO_COLOR: "1" },
      probe: prober(...findings),
    });
    expect(out).toContain("標");
    for (const line of out.split("\n")) {
      expect([...line].length + [...line.matchAll(/[\u4e00-\u9fff]/g)].length).toBeLessThanOrEqual(
        columns,
      );
    }
  });

  it("groups by URL and by rule, the heaviest first, and says what is in them once", async () => {
    const { out } = await rightstatus(["probe", "a.example"], {
      probe: prober(
        finding({ rule: "b/b", level: "ADVICE" }),
        finding(),
        finding({ path: "/other" }),
        finding({ probe: "second" }),
      ),
    });
    const titles = out.split("\n").filter((line) => /^(http|MUST|SHOULD|ADVICE)/.test(line));
    expect(titles.map((line) => line.split(/ {2,}/).slice(0, 2).join(" "))).toEqual([
      "http://a.example/notes",
      "MUST method/405-allow",
      "ADVICE b/b",
      "http://a.example/other",
      "MUST method/405-allow",
    ]);
    expect(out).toContain("Seen: unknown method, and 1 more exchange");
    expect(out).toMatch(/\n3 MUST, 1 ADVICE in 7 exchanges with 1 URL\.\n$/);
  });

  it("does not say a hundred times what differs a little", async () => {
    const findings = Array.from({ length: 100 }, (_, i) => finding({ message: `value ${i}` }));
    const { out } = await rightstatus(["probe", "a.example"], { probe: prober(...findings) });
    expect(out.match(/value \d+/g)).toEqual(["value 0", "value 1", "value 2"]);
    expect(out).toContain("(and 97 more messages)");
    expect(out).toContain("and 99 more exchanges");
  });

  it.each([
    ["a terminal", { columns: 80 }, true],
    ["a terminal, and NO_COLOR", { columns: 80, env: { NO_COLOR: "1" } }, false],
    ["a terminal, and an empty NO_COLOR", { columns: 80, env: { NO_COLOR: "" } }, true],
    ["a pipe", {}, false],
  ])("has colours for %s", async (_, call, coloured) => {
    const { out } = await rightstatus(["probe", "a.example"], {
      ...call,
      probe: prober(finding()),
    });
    expect(out.includes("\u001b[")).toBe(coloured);
  });

  it("has none in a file, of which it gives the last line", async () => {
    const cwd = folderWith();
    const ran = await rightstatus(["probe", "a.example", "-o", "a.txt"], {
      cwd,
      columns: 80,
      probe: prober(finding()),
    });
    expect(ran.out).toBe("1 MUST in 7 exchanges with 1 URL. Written to a.txt.\n");
    const { readFileSync } = await import("node:fs");
    const written = readFileSync(`${cwd}/a.txt`, "utf8");
    expect(written).toContain("MUST    method/405-allow");
    expect(written).not.toContain("\u001b");
  });
});

describe("help", () => {
  const called: readonly (readonly string[])[] = [
    ["--help"],
    ["-h"],
    ["help"],
    ["probe", "--help"],
    ["lint", "-h"],
    ["status", "--help"],
  ];
  it.each(called.map((args) => [args.join(" "), args] as const))(
    "%s fits 80 columns, and exits 0",
    async (_, args) => {
      const { code, err, out } = await rightstatus(args);
      expect([code, err]).toEqual([0, ""]);
      expect(out).toMatch(/^rightstatus/);
      expect(out.split("\n").filter((line) => line.length > 80)).toEqual([]);
    },
  );

  it("stands on stderr for who calls it without anything", async () => {
    const ran: Ran = await rightstatus([]);
    expect(ran).toEqual({ code: 2, out: "", err: (await rightstatus(["--help"])).out });
  });

  it("names every option, and a rule that there is", async () => {
    const { out } = await rightstatus(["probe", "--help"]);
    for (const option of ["format", "output", "level", "ignore", "config", "unsafe", "help"]) {
      expect(out).toContain(`--${option}`);
    }
    expect(rules.map(({ id }) => id)).toContain("method/405-allow");
  });

  it("--version is that of the package", async () => {
    expect((await rightstatus(["--version"])).out).toBe(`${manifest.version}\n`);
  });
});
