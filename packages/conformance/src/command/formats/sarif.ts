import { parseUrl } from "@rightstatus/core/grammar";
import type { Level } from "../../rule.ts";
import type { Excused, Judged, Verdict } from "../verdict.ts";
import { jsonText } from "./json-text.ts";
import type { Occasion } from "./occasion.ts";
import { references } from "./rfc.ts";

const weights: Readonly<Record<Level, "error" | "warning" | "note">> = {
  MUST: "error",
  SHOULD: "warning",
  ADVICE: "note",
};

/** SARIF 2.1.0 (OASIS) as code scanning accepts it. Findings that the project excuses are suppressed. */
export function sarif({ excused, findings }: Verdict, { version }: Occasion): string {
  const all: readonly (Judged | Excused)[] = [...findings, ...excused];
  const broken = new Map(all.map((finding) => [finding.rule, finding]));
  const index = [...broken.keys()];
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "rightstatus", version, rules: [...broken.values()].map(ruleOf) } },
        columnKind: "utf16CodeUnits",
        results: all.map((finding) => resultOf(finding, index.indexOf(finding.rule))),
      },
    ],
  };
  return jsonText(log);
}

function ruleOf({ fix, level, rule, section }: Judged): object {
  const [first] = references(section);
  return {
    id: rule,
    shortDescription: { text: `${rule} (${section})` },
    help: { text: fix },
    ...(first?.href === undefined ? {} : { helpUri: first.href }),
    defaultConfiguration: { level: weights[level] },
    properties: { level, section },
  };
}

function resultOf(finding: Judged | Excused, ruleIndex: number): object {
  const { came, fix, level, message, probe, rule, sent, url } = finding;
  return {
    ruleId: rule,
    ruleIndex,
    level: weights[level],
    message: { text: `${message}. ${fix}` },
    locations: [
      {
        physicalLocation: { artifactLocation: { uri: uriOf(url) } },
        logicalLocations: [{ fullyQualifiedName: probe }],
      },
    ],
    partialFingerprints: { "rightstatus/v1": `${rule} ${probe} ${url}` },
    properties: { sent, came },
    ...("reason" in finding
      ? { suppressions: [{ kind: "external", justification: finding.reason }] }
      : {}),
  };
}

/** Browsers accept more as a URL than the grammar of URI allows (RFC 3986 appendix A). */
function uriOf(url: string): string {
  const parsed = parseUrl(url);
  const { origin, rest } = parsed ? partsOf(parsed) : { origin: "", rest: url };
  return origin + rest.replace(/%(?![\dA-F]{2})|[^\w\-.~!$&'()*+,;=:@/?%]/gi, encodeURIComponent);
}

function partsOf({ origin, pathname, search }: URL): { origin: string; rest: string } {
  return { origin, rest: pathname + search };
}
