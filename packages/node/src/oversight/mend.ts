import type { ServerResponse } from "node:http";
import { status as rowOf, type StatusRow } from "@rightstatus/core";
import { allow, connectionSpecific, mergeVaryLines, vary } from "@rightstatus/core/fields";
import { allowOf } from "@rightstatus/core/semantics";
import { negotiatedBy } from "@rightstatus/core/writer";
import { isHttp2 } from "../state.ts";
import {
  emptied,
  type LineOf,
  lastOptions,
  type Misframing,
  misframings,
  repeated,
} from "./framing.ts";
import { saidFields } from "./head-fields.ts";
import type { Oversight } from "./oversight.ts";
import { routeName } from "./route-name.ts";
import { tellOnce } from "./told-once.ts";

/**
 * Removes from a head what its status forbids, and corrects its framing. Except in mode "framing", it also
 * adds what the status requires, if it can be known, and adds to Vary what `negotiate()` looked at. What was
 * wrong is reported once per route, whether it could be corrected or not.
 *
 * @param given - The arguments of `writeHead` after the status.
 * @returns true if something was corrected: then all fields are set on the response.
 */
export function mend(
  res: ServerResponse,
  status: number,
  given: readonly unknown[],
  oversight: Oversight,
): boolean {
  const row = rowOf(status);
  const negotiated = oversight.mode === "framing" ? undefined : negotiatedBy(res.req);
  const said = saidFields(given);
  const line: LineOf = (name) => said.get(name) ?? res.getHeader(name);
  const wrong = [...misframings(res, status, line), ...repeated(line)];
  if (status === 205) emptied(res);
  if (isPlain(row) && negotiated === undefined && wrong.length === 0) return false;
  const tell = (rule: string, message: string) =>
    tellOnce(oversight.told, routeName(res.req, oversight), rule, message);
  const repairs = wrong.map((one): Repair => reframe(status, one, tell));
  if (row !== undefined) {
    repairs.push(...strip(row, line, tell));
    if (oversight.mode !== "framing") repairs.push(...supply(row, line, res, oversight, tell));
    if (negotiated) repairs.push(...vouch(row, line, negotiated, tell));
  }
  if (repairs.length === 0) return false;
  for (const [name, value] of said) res.setHeader(name, value);
  for (const [name, value] of repairs) {
    if (value === undefined) res.removeHeader(name);
    else res.setHeader(name, value);
  }
  return true;
}

/** A field and its value; without a value, it is removed. */
type Repair = readonly [name: string, value: string | undefined];
type Tell = (rule: string, message: string) => void;

/** True for most responses: nothing is required, and nothing forbidden. */
function isPlain(row: StatusRow | undefined): boolean {
  return row === undefined || (row.forbidden.length === 0 && row.required.length === 0);
}

function reframe(status: number, { name, section, value }: Misframing, tell: Tell): Repair {
  const done = value === undefined ? `removed ${name} from` : `set ${name}: ${value} on`;
  tell(`fix/${status}-framing-${name}`, `${done} a ${status} (${section})`);
  return [name, value];
}

function strip(row: StatusRow, line: LineOf, tell: Tell): readonly Repair[] {
  const found = row.forbidden.filter((name) => line(name) !== undefined);
  return found.map((name) => {
    tell(`fix/${row.code}-without-${name}`, `removed ${name} from a ${row.code} (${row.section})`);
    return [name, undefined];
  });
}

function supply(
  row: StatusRow,
  line: LineOf,
  res: ServerResponse,
  oversight: Oversight,
  tell: Tell,
): readonly Repair[] {
  const omitted = isHttp2(res.req) ? connectionSpecific : [];
  const missing = row.required.filter(
    (name) => line(name) === undefined && !omitted.includes(name),
  );
  return missing.flatMap((name) => {
    const value = known(name, line, res, oversight);
    const done = value === undefined ? `no ${name} is known for` : `added ${name}: ${value} to`;
    tell(
      `fix/${row.code}-with-${name}`,
      `${done} a ${row.code}, which requires it (${row.section})`,
    );
    return value === undefined ? [] : [[name, value]];
  });
}

/** The value of a required field, if it can be known without the application. */
function known(
  name: string,
  line: LineOf,
  res: ServerResponse,
  { methodsOf }: Oversight,
): string | undefined {
  if (name === "cache-control") return "no-store"; // Required where nothing may be stored.
  if (name === "connection") {
    return line("upgrade") === undefined ? undefined : (lastOptions(res, "upgrade") ?? "upgrade");
  }
  if (name !== "allow") return undefined;
  const { req } = res;
  const handled = methodsOf?.(req)?.filter((method) => method !== req.method);
  return handled === undefined || handled.length === 0 ? undefined : allow.format(allowOf(handled));
}

/** RFC 9110 section 12.5.5: caches have to know what the choice depended on. */
function vouch(
  { code }: StatusRow,
  line: LineOf,
  negotiated: readonly string[],
  tell: Tell,
): readonly Repair[] {
  const said = line("vary");
  const before = said === undefined ? undefined : [said].flat().join(", ");
  const own = vary.format(negotiated);
  const both = before === undefined ? own : mergeVaryLines(before, own);
  if (before !== undefined && listed(both) === listed(before)) return [];
  tell(
    "fix/vary",
    `added ${own} to the Vary of a ${code} that was negotiated (RFC 9110 section 12.5.5)`,
  );
  return [["vary", both]];
}

/** How many names a Vary field has; `*` stands for all. */
function listed(line: string): number {
  const names = vary.parse(line) ?? [];
  return names.includes("*") ? Number.POSITIVE_INFINITY : names.length;
}
