import { type StatusRow, status, statuses } from "@rightstatus/core";
import { says } from "@rightstatus/core/says";
import { near } from "../near.ts";
import { UsageError } from "../usage-error.ts";

/**
 * Finds a status by its code, by the name of its helper, or by its phrase in either language.
 *
 * @throws UsageError for one that IANA does not list; the message suggests similar ones.
 */
export function findStatus(asked: string): StatusRow {
  const isCode = /^\d+$/.test(asked);
  const row = isCode ? status(Number(asked)) : statuses.find((each) => is(each, asked));
  if (row !== undefined) return row;
  const others = isCode ? nearCodes(Number(asked)) : nearNames(asked);
  const hint = others.length === 0 ? "" : `. Near: ${others.map(titled).join(", ")}`;
  throw new UsageError(`status: no ${JSON.stringify(asked)} in the registry of IANA${hint}`);
}

function is(row: StatusRow, asked: string): boolean {
  const wanted = plain(asked);
  return wanted !== "" && namesOf(row).some((name) => plain(name) === wanted);
}

function namesOf({ code, name, phrase }: StatusRow): readonly string[] {
  return [name, phrase, says(code, "zh-Hant")?.phrase ?? phrase];
}

/** "Not Found", "not-found" and "notFound" are the same. */
function plain(text: string): string {
  return text.toLowerCase().replace(/[\s\-_'()]/g, "");
}

const NEAR = 3;

function nearCodes(code: number): readonly StatusRow[] {
  const far = (row: StatusRow): number => Math.abs(row.code - code);
  return statuses.toSorted((a, b) => far(a) - far(b)).slice(0, NEAR);
}

function nearNames(asked: string): readonly StatusRow[] {
  const byName = new Map(statuses.flatMap((row) => namesOf(row).map((name) => [plain(name), row])));
  const wanted = plain(asked);
  if (wanted === "") return [];
  const found = near(wanted, byName.keys()).flatMap((name) => byName.get(name) ?? []);
  return [...new Set(found)];
}

function titled({ code, phrase }: StatusRow): string {
  return `${code} ${phrase}`;
}
