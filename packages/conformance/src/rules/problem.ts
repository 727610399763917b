import { status as rowOf } from "@rightstatus/core";
import { isUriReference, schemeOf } from "@rightstatus/core/grammar";
import { decoded, jsonOf, textOf, typeOf } from "../readings/content.ts";
import { reading } from "../readings/reading.ts";
import type { Entry } from "../rule.ts";
import { shown } from "../shown.ts";
import type { View } from "../view.ts";

const explainIt =
  "Answer with the helper of the status, as notFound({ type, detail }): it writes the problem.";

/** Problem details (RFC 9457). */
export const problem: readonly Entry[] = [
  {
    id: "problem/json",
    level: "MUST",
    section: "RFC 9457 section 3",
    fields: ["content-type"],
    judge(view) {
      if (!isProblemJson(view) || decoded(view) === undefined || problemOf(view) !== undefined) {
        return undefined;
      }
      return "application/problem+json that is no JSON object: clients cannot read what went wrong";
    },
    fix: explainIt,
  },
  {
    id: "problem/xml",
    level: "MUST",
    section: "RFC 9457 appendix B",
    fields: ["content-type"],
    judge(view) {
      if (typeOf(view)?.type !== "application/problem+xml") return undefined;
      const text = textOf(view);
      if (text === "" || hasProblemRoot(text)) return undefined;
      return "application/problem+xml whose root is not problem in urn:ietf:rfc:7807: clients cannot read what went wrong";
    },
    fix: "Answer with the helper of the status, which sends JSON.",
  },
  {
    id: "problem/status-matches",
    level: "MUST",
    section: "RFC 9457 section 3.1.2",
    fields: ["content-type"],
    judge(view) {
      const said = view.role === "proxy" ? undefined : problemOf(view)?.status;
      if (typeof said !== "number" || said === view.status) return undefined;
      return `the problem has the status ${said}, the response ${view.status}: clients take one or the other`;
    },
    fix: explainIt,
  },
  {
    id: "problem/member-types",
    level: "MUST",
    section: "RFC 9457 section 3.1",
    fields: ["content-type"],
    judge(view) {
      const members = problemOf(view) ?? {};
      for (const [name, type] of types) {
        if (Object.hasOwn(members, name) && typeof members[name] !== type) {
          return `the member ${name} is no ${type}: clients ignore it`;
        }
      }
      return undefined;
    },
    fix: explainIt,
  },
  {
    id: "problem/type-uri",
    level: "MUST",
    section: "RFC 9457 section 3.1.1",
    fields: ["content-type"],
    judge(view) {
      const type = problemOf(view)?.type;
      if (typeof type !== "string" || isUriReference(type)) return undefined;
      return `the type ${shown(type)} is no URI reference: clients cannot tell this problem from others`;
    },
    fix: explainIt,
  },
  {
    id: "problem/type-absolute",
    level: "SHOULD",
    section: "RFC 9457 section 3.1.1",
    fields: ["content-type"],
    judge(view) {
      const type = problemOf(view)?.type;
      if (typeof type !== "string" || !isUriReference(type)) return undefined;
      if (schemeOf(type) !== undefined || type.startsWith("/")) return undefined;
      return `the type ${shown(type)} means something else under each path`;
    },
    fix: 'Give it in full: notFound({ type: "https://api.example/problems/no-note" }).',
  },
  {
    id: "problem/instance-uri",
    level: "MUST",
    section: "RFC 9457 section 3.1.5",
    fields: ["content-type"],
    judge(view) {
      const instance = problemOf(view)?.instance;
      if (typeof instance !== "string" || isUriReference(instance)) return undefined;
      return `the instance ${shown(instance)} is no URI reference: nobody can find this occurrence`;
    },
    fix: explainIt,
  },
  {
    id: "problem/title-phrase",
    level: "SHOULD",
    section: "RFC 9457 section 4.2.1",
    fields: ["content-type"],
    judge(view) {
      const { title, type = "about:blank" } = problemOf(view) ?? {};
      const phrase = rowOf(view.status)?.phrase;
      if (typeof title !== "string" || type !== "about:blank" || phrase === undefined)
        return undefined;
      if (title === phrase || isTranslated(view, title)) return undefined;
      return `the title of a problem without a type is ${shown(title)}, not ${shown(phrase)}: it looks like a type of its own`;
    },
    fix: "Give the problem a type, or say it in detail: the title is then the phrase.",
  },
  {
    id: "problem/extension-names",
    level: "SHOULD",
    section: "RFC 9457 section 3.2",
    fields: ["content-type"],
    judge(view) {
      const names = Object.keys(problemOf(view) ?? {});
      const wrong = names.find((name) => !/^[A-Za-z]\w{2,}$/.test(name));
      if (wrong === undefined) return undefined;
      return `the member ${shown(wrong)}: a name begins with a letter and has three at least, letters, digits and "_", to fit into other formats`;
    },
    fix: "Call the extension member something like `retryAfter` or `missing_fields`.",
  },
  {
    id: "problem/on-success",
    level: "ADVICE",
    section: "RFC 9457 section 1",
    fields: ["content-type"],
    judge(view) {
      if (!isProblem(view) || view.status >= 400) return undefined;
      return `problem details in a ${view.status}: clients look for them in errors`;
    },
    fix: "Answer with the helper of the error's status.",
  },
  {
    id: "problem/leak",
    level: "ADVICE",
    section: "RFC 9457 section 5",
    fields: ["content-type"],
    judge(view) {
      const found = isProblem(view) ? stackLine(textOf(view)) : undefined;
      return (
        found &&
        `the problem shows ${shown(found.trim().slice(0, 60))}: it tells strangers how the server is made`
      );
    },
    fix: "Throw the error: fallback() and replies() log it and answer with a plain 500.",
  },
  {
    id: "problem/no-charset",
    level: "ADVICE",
    section: "RFC 8259 section 11",
    fields: ["content-type"],
    judge: (view) =>
      isProblemJson(view) && typeOf(view)?.parameters.charset !== undefined
        ? "application/problem+json with a charset: it has no such parameter, and is UTF-8"
        : undefined,
    fix: explainIt,
  },
  {
    id: "problem/generic-json-error",
    level: "ADVICE",
    section: "RFC 9457 section 1",
    fields: ["content-type"],
    judge(view) {
      if (view.status < 400 || typeOf(view)?.type !== "application/json") return undefined;
      if (textOf(view) === "") return undefined;
      return `a ${view.status} in JSON of its own: clients need code for this one API`;
    },
    fix: explainIt,
  },
];

const types = [
  ["type", "string"],
  ["title", "string"],
  ["status", "number"],
  ["detail", "string"],
  ["instance", "string"],
] as const;

const traces = ["Traceback (most recent call last)", "node_modules/", ".php("];

/** The first line of a stack trace, as Node, Java, Python and PHP write it into JSON or text. */
function stackLine(text: string): string | undefined {
  // In JSON a line break is a backslash and an n.
  return text.split(/\\n|\n/).find((line) => {
    const start = line.trimStart().slice(0, 300);
    if (start.startsWith("at ")) return /[:(]\d/.test(start);
    return traces.some((trace) => start.includes(trace));
  });
}

function isProblemJson(view: View): boolean {
  return typeOf(view)?.type === "application/problem+json";
}

function isProblem(view: View): boolean {
  return isProblemJson(view) || typeOf(view)?.type === "application/problem+xml";
}

/** The problem; undefined if there is none, or if it is not an object. */
const problemOf: (view: View) => Readonly<Record<string, unknown>> | undefined = reading((view) => {
  const value = isProblemJson(view) ? jsonOf(view) : undefined;
  return isRecord(value) ? value : undefined;
});

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Section 4.2.1 allows the title to be in the language of the client. */
function isTranslated({ response }: View, title: string): boolean {
  const language = response.get("content-language");
  return (language !== undefined && !/^en\b/i.test(language)) || /[^ -~]/.test(title);
}

/**
 * Is the first element `problem` in the namespace of RFC 9457 appendix B? True if only a real parser could
 * tell.
 */
function hasProblemRoot(text: string): boolean {
  const start = rootIn(text);
  if (start === undefined) return true;
  if (start < 0) return false;
  const tag = text.slice(start, text.indexOf(">", start) + 1);
  const [, prefix, name] = /^<(?:([\w.-]+):)?([\w.-]+)/.exec(tag) ?? [];
  const declares = prefix === undefined ? "xmlns" : `xmlns:${prefix}`;
  const flat = tag.replace(/\s/g, "");
  const quoted = ['"urn:ietf:rfc:7807"', "'urn:ietf:rfc:7807'"];
  return name === "problem" && quoted.some((uri) => flat.includes(`${declares}=${uri}`));
}

/** The index of the first start tag, after declaration, comments and a document type without a subset. */
function rootIn(text: string): number | undefined {
  let at = text.indexOf("<");
  while (at >= 0) {
    const end = ends.find(([start]) => text.startsWith(start, at))?.[1];
    if (end === undefined) return text.startsWith("<!", at) ? undefined : at;
    const close = text.indexOf(end, at + 2);
    if (close < 0 || (end === ">" && text.slice(at, close).includes("["))) return undefined;
    at = text.indexOf("<", close);
  }
  return -1;
}

const ends = [
  ["<!--", "-->"],
  ["<?", "?>"],
  ["<!DOCTYPE", ">"],
] as const;
