import type { IncomingMessage } from "node:http";
import type { Language, Problem } from "@rightstatus/core";
import { mergeVaryLines } from "@rightstatus/core/fields";
import { chooseLanguage, chooseType } from "@rightstatus/core/semantics";
import { problemTypes, represent } from "@rightstatus/core/writer";
import type { SendOptions } from "./options.ts";
import type { Fields } from "./prepare.ts";
import { report } from "./report.ts";

/**
 * Chooses how a problem is represented, and says so in `fields`: its type and language, what they were chosen
 * by, and a policy that keeps browsers from running anything in it (RFC 9110 section 12.5.5, RFC 9457 section
 * 5).
 *
 * @returns The text to send.
 */
export function problemText(
  req: IncomingMessage,
  problem: Problem,
  fields: Fields,
  options: SendOptions,
): string {
  const by: string[] = [];
  const type = typeFor(req, options, by);
  const language = languageFor(req, fields, options, by);
  const said = represent(problem, type, language, (error) => report(error, req, options));
  fields["content-type"] = said.type;
  fields["content-security-policy"] = "default-src 'none'";
  if (by.length > 0)
    fields.vary = fields.vary ? mergeVaryLines(String(fields.vary), by.join(", ")) : by.join(", ");
  return said.text;
}

/** If no type is acceptable, the default is sent: better that than nothing (RFC 9457 section 3). */
function typeFor(req: IncomingMessage, options: SendOptions, by: string[]): string {
  const [fallback] = problemTypes;
  if (options.problems === "json") return fallback;
  by.push("Accept");
  const { accept } = req.headers;
  if (accept === undefined || accept === "*/*") return fallback;
  return chooseType(accept, problemTypes) ?? fallback;
}

/** What browsers call our languages: regions that write Traditional Chinese seldom say "Hant". */
const tags = ["en", "zh-Hant", "zh-TW", "zh-HK", "zh-MO"] as const;

function languageFor(
  req: IncomingMessage,
  fields: Fields,
  { language = "en" }: SendOptions,
  by: string[],
): Language {
  if (language !== "negotiate") return language;
  by.push("Accept-Language");
  const chosen = chooseLanguage(req.headers["accept-language"], tags) === "en" ? "en" : "zh-Hant";
  fields["content-language"] ??= chosen;
  return chosen;
}
