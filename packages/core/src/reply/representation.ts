import type { Language } from "../status/saying.ts";
import { explain } from "../status/says.ts";
import type { Problem } from "./problem.ts";

/**
 * What a client can ask for with Accept, the default first. A client that asks for plain JSON gets
 * problem+json.
 */
export const problemTypes: readonly ["application/problem+json", ...string[]] = [
  "application/problem+json",
  "application/json",
  "text/html",
  "text/plain",
];

/** A problem as it is sent. */
export interface Representation {
  /** Content-Type; JSON has no charset parameter (RFC 8259 section 11). */
  readonly type: string;
  readonly text: string;
}

/**
 * A problem for a program or a person (RFC 9457 section 3).
 *
 * @param problem - The body of an error reply.
 * @param type - One of `problemTypes`; anything else is the default.
 * @param language - Of the title, if that is the phrase of the status, and of the explanation that replaces a
 * missing detail on a page.
 * @param onError - Is told why extension members could not be serialised; the standard ones are sent anyway.
 * @example
 * ```ts
 * represent(notFound().body, "text/plain", "en", report).text; // "404 Not Found\n\nNothing was found at this address.\n"
 * ```
 */
export function represent(
  problem: Problem,
  type: string,
  language: Language,
  onError: (error: unknown) => void,
): Representation {
  const said = localised(problem, language);
  if (type === "text/html") {
    return { type: "text/html; charset=utf-8", text: page(said, language, onError) };
  }
  if (type === "text/plain") {
    return { type: "text/plain; charset=utf-8", text: plain(said, language, onError) };
  }
  return { type: "application/problem+json", text: json(said, onError) };
}

/** With "about:blank" the title is the phrase, in whichever language (RFC 9457 section 4.2.1). */
function localised(problem: Problem, language: Language): Problem {
  if (language === "en" || problem.type !== "about:blank") return problem;
  const isPhrase = problem.title === explain(problem.status, "en")?.phrase;
  return isPhrase
    ? { ...problem, title: explain(problem.status, language)?.phrase ?? problem.title }
    : problem;
}

function json(problem: Problem, onError: (error: unknown) => void): string {
  try {
    return JSON.stringify(problem);
  } catch (error) {
    onError(error);
    const { type, title, status, detail, instance } = problem;
    return JSON.stringify({ type, title, status, detail, instance });
  }
}

function plain(problem: Problem, language: Language, onError: (error: unknown) => void): string {
  const members = extensions(problem, onError).map(([name, value]) => `${name}: ${value}\n`);
  const more = members.length === 0 ? "" : `\n${members.join("")}`;
  return `${problem.status} ${problem.title}\n\n${explanation(problem, language)}\n${more}`;
}

function page(problem: Problem, language: Language, onError: (error: unknown) => void): string {
  const heading = escapeHtml(`${problem.status} ${problem.title}`);
  const members = extensions(problem, onError).map(
    ([name, value]) => `<dt>${escapeHtml(name)}</dt><dd>${linked(problem, name, value)}</dd>\n`,
  );
  return `<!doctype html>
<html lang="${language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>${heading}</title>
<h1>${heading}</h1>
<p>${escapeHtml(explanation(problem, language))}</p>
${members.length === 0 ? "" : `<dl>\n${members.join("")}</dl>\n`}</html>
`;
}

function explanation(problem: Problem, language: Language): string {
  return problem.detail ?? explain(problem.status, language)?.meaning ?? "";
}

/** Extension members as lines for people. */
function extensions(problem: Problem, onError: (error: unknown) => void): [string, string][] {
  const { type, title: _, status: __, detail: ___, instance, ...rest } = problem;
  const members = {
    ...(type !== "about:blank" && { type }),
    ...(instance !== undefined && { instance }),
    ...rest,
  };
  const failures: unknown[] = [];
  const lines = Object.entries(members).flatMap(([name, value]: [string, unknown]) => {
    try {
      const text = typeof value === "string" ? value : JSON.stringify(value);
      return text === undefined ? [] : [[name, text] satisfies [string, string]];
    } catch (error) {
      failures.push(error);
      return [];
    }
  });
  if (failures.length > 0) onError(failures[0]);
  return lines;
}

/** The one link on these pages: a captive portal SHOULD link to its login (RFC 6585 section 6). */
function linked(problem: Problem, name: string, value: string): string {
  const text = escapeHtml(value);
  return problem.status === 511 && name === "login" ? `<a href="${text}">${text}</a>` : text;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"'`]/g, (character) => `&#${character.charCodeAt(0)};`);
}
