import { checkOptionNames } from "../option-names.ts";
import type { AttachOptions, Overload } from "./options.ts";

/** What each option of `attach` may be. Its members are checked where they are read. */
const options: Readonly<Record<keyof AttachOptions, (value: unknown, name: string) => void>> = {
  hosts: checkList,
  limits: (value) => checkNames(value, "limits", limits),
  expect: checkFunction,
  upgrade: checkObject,
  overload: (value) => checkNames(value, "overload", overload),
  readiness: checkPath,
  acceptsTrace: checkFunction,
  onError: checkFunction,
};

const limits: Readonly<Record<keyof NonNullable<AttachOptions["limits"]>, true>> = {
  target: true,
  body: true,
};

const overload: Readonly<Record<keyof Overload, true>> = {
  maxEventLoopDelay: true,
  maxConcurrent: true,
  retryAfter: true,
  exempt: true,
};

const checks = new Map(Object.entries(options));

/**
 * Checks that options exist and are of the right kind: a misspelt one would do nothing, and leave a server open
 * to what it should refuse.
 *
 * @param helper - As messages name it.
 * @param others - Options that somebody else reads.
 * @throws TypeError for an option that does not exist or is of another kind; RangeError for a path that no
 *   request can have.
 */
export function checkOptions(
  o: unknown,
  helper: string,
  others: ReadonlySet<PropertyKey> = new Set(),
): void {
  checkObject(o, helper);
  checkOptionNames(Object(o), helper, { has: (name) => checks.has(name) || others.has(name) });
  for (const [name, value] of Object.entries(Object(o))) {
    if (value !== undefined) checks.get(name)?.(value, name);
  }
}

function checkNames(value: unknown, option: string, known: object): void {
  checkObject(value, option);
  for (const name of Object.keys(Object(value))) {
    if (!Object.hasOwn(known, name)) throw new TypeError(`${option}: none is called ${name}`);
  }
}

/** @throws TypeError for anything else, including lists and Maps. */
export function checkObject(value: unknown, name: string): void {
  if (typeof value === "object" && value !== null && !(Symbol.iterator in value)) return;
  throw new TypeError(`${name}: want an object, got ${Object.prototype.toString.call(value)}`);
}

function checkList(value: unknown, name: string): void {
  if (!Array.isArray(value)) throw new TypeError(`${name}: want a list, got ${typeof value}`);
}

function checkFunction(value: unknown, name: string): void {
  if (typeof value !== "function")
    throw new TypeError(`${name}: want a function, got ${typeof value}`);
}

/** A path as it stands in a request target, without the query (RFC 9112 section 3.2.1). */
export function checkPath(value: unknown, name: string): void {
  if (typeof value !== "string") throw new TypeError(`${name}: want a path, got ${String(value)}`);
  if (!/^\/[^?#\s]*$/.test(value)) {
    throw new RangeError(
      `${name}: want a path that begins with a slash, without a query, got ${JSON.stringify(value)}`,
    );
  }
}
