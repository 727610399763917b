import { UsageError } from "./usage-error.ts";

/**
 * Reads JSON from a file; a byte order mark before it is ignored.
 *
 * @throws UsageError if it is not JSON.
 */
export function json(text: string, file: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ""));
  } catch (error) {
    throw new UsageError(`${file}: not JSON (${messageOf(error)})`);
  }
}

/** @throws UsageError unless it is an object. */
export function record(value: unknown, where: string): Readonly<Record<string, unknown>> {
  if (isRecord(value)) return value;
  throw new UsageError(`${where}: want an object, got ${shown(value)}`);
}

/** @throws UsageError unless it is an array. */
export function list(value: unknown, where: string): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw new UsageError(`${where}: want a list, got ${shown(value)}`);
}

/** @throws UsageError unless it is a string. */
export function text(value: unknown, where: string): string {
  if (typeof value === "string") return value;
  throw new UsageError(`${where}: want a string, got ${shown(value)}`);
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function shown(value: unknown): string {
  if (value === undefined) return "nothing";
  const text = JSON.stringify(value);
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
